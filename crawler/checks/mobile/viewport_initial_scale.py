"""mobile/viewport-initial-scale"""

from collections.abc import Iterator

from crawler.checks.api import NotApplicable, check
from crawler.checks.mobile.view import fixed_width, require_opened, says_scale
from crawler.records import Problem, RenderFacts, Severity


@check(
    Severity.WARNING,
    since="0.1",
    sources=(
        "https://drafts.csswg.org/css-viewport/ (read 2026-11-23)",
        "https://web.dev/articles/responsive-web-design-basics (read 2026-11-23)",
    ),
)
def viewport_initial_scale(render: RenderFacts) -> Iterator[Problem]:
    """The page does not open at its natural size

    ## Why it matters
    Shoppers see a page that is smaller than made for, or only a part of it, and have to zoom before
    they can read.

    ## How to fix
    Write `initial-scale=1`. Shopify: Online Store > Themes > Edit code > theme.liquid. WooCommerce:
    the theme's header.php. Magento: the theme's Magento_Theme/layout/default_head_blocks.xml.
    BigCommerce: Storefront > Themes > Edit theme files > templates/layout/base.html. Salesforce
    Commerce Cloud: the htmlHead template.

    ## What is not checked
    Pages with a fixed width, which have a finding of their own.
    """
    require_opened(render)
    if render.viewport is None:
        raise NotApplicable
    scale = says_scale(render.viewport)
    if scale is None or scale == 1 or fixed_width(render.viewport) is not None:
        return
    size = "smaller" if scale < 1 else "larger"
    yield Problem(
        message=f"The page opens {size} than it is made: initial-scale is {scale:g}.",
        evidence={"found": render.viewport[:300], "expected": "initial-scale=1"},
        severity=None if scale < 1 else Severity.NOTICE,
    )
