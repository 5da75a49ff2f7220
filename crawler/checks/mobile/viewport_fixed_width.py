"""mobile/viewport-fixed-width"""

from collections.abc import Iterator

from crawler.checks.api import NotApplicable, check
from crawler.checks.mobile.view import (
    laid_out_wide,
    require_opened,
    viewport_number,
    viewport_settings,
)
from crawler.records import Problem, RenderFacts, Severity


@check(
    Severity.ERROR,
    since="0.1",
    sources=(
        "https://web.dev/articles/responsive-web-design-basics (read 2026-11-23)",
        "https://drafts.csswg.org/css-viewport/ (read 2026-11-23)",
    ),
)
def viewport_fixed_width(render: RenderFacts) -> Iterator[Problem]:
    """The page has the same width on every phone

    ## Why it matters
    The page does not fit the screen: it is shrunk to a miniature, or too large. Texts and buttons
    have the wrong size on nearly every phone.

    ## How to fix
    Put `width=device-width` in place of the number, and let the theme's style sheet adapt to it.
    Shopify: Online Store > Themes > Edit code > theme.liquid. WooCommerce: the theme's header.php.
    Magento: the theme's Magento_Theme/layout/default_head_blocks.xml. BigCommerce: Storefront >
    Themes > Edit theme files > templates/layout/base.html. Salesforce Commerce Cloud: the htmlHead
    template.

    ## What is not checked
    How the page looks on phones that happen to be as wide.
    """
    require_opened(render)
    if render.viewport is None:
        raise NotApplicable
    width = viewport_settings(render.viewport).get("width", "")
    number = viewport_number(width)
    if number is None or number < 1:
        return
    yield Problem(
        message=f"The viewport tag asks for a width of {width[:20]} px{laid_out_wide(render)}.",
        evidence={"found": render.viewport[:300], "expected": "width=device-width"},
    )
