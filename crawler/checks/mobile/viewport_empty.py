"""mobile/viewport-empty"""

from collections.abc import Iterator

from crawler.checks.api import NotApplicable, check
from crawler.checks.mobile.view import laid_out_wide, require_opened, says_scale, says_width
from crawler.records import Problem, RenderFacts, Severity


@check(
    Severity.ERROR,
    since="0.1",
    sources=(
        "https://web.dev/articles/responsive-web-design-basics (read 2026-11-23)",
        "https://drafts.csswg.org/css-viewport/ (read 2026-11-23)",
    ),
    also=("Semrush: Viewport width not set",),
)
def viewport_empty(render: RenderFacts) -> Iterator[Problem]:
    """The viewport tag does not say how wide the page is

    ## Why it matters
    A phone then lays the page out as on a desk, 980 pixels wide, and shrinks it to a miniature.
    Nobody can read or tap anything without zooming.

    ## How to fix
    Write `<meta name="viewport" content="width=device-width, initial-scale=1">` in its place.
    Shopify: Online Store > Themes > Edit code > theme.liquid. WooCommerce: the theme's header.php.
    Magento: the theme's Magento_Theme/layout/default_head_blocks.xml. BigCommerce: Storefront >
    Themes > Edit theme files > templates/layout/base.html. Salesforce Commerce Cloud: the htmlHead
    template.

    ## What is not checked
    A tag with only `initial-scale=1` is fine: browsers take it for the width of the phone.
    """
    require_opened(render)
    if render.viewport is None:
        raise NotApplicable
    if says_width(render.viewport) or says_scale(render.viewport) is not None:
        return
    called = f'tag "{render.viewport[:80]}"' if render.viewport else "tag is empty and"
    yield Problem(
        message=f"Its viewport {called} says nothing about the width{laid_out_wide(render)}.",
        evidence={"found": render.viewport[:300], "layout_width": render.layout_width},
    )
