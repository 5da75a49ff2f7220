"""mobile/content-cut"""

from collections.abc import Iterator

from crawler.checks.api import check
from crawler.checks.mobile.view import called, marked, narrower
from crawler.records import LayoutFacts, Problem, RenderFacts, Severity


@check(
    Severity.WARNING,
    since="0.1",
    sources=(
        "https://www.w3.org/TR/WCAG22/#reflow (read 2026-11-23)",
        "our own limit: words that end more than 8 px outside the screen",
    ),
)
def content_cut(layout: LayoutFacts, render: RenderFacts) -> Iterator[Problem]:
    """Words end outside the screen and nobody can scroll to them

    ## Why it matters
    The page was told not to slide sideways, so what is too wide is simply cut off: half a price,
    the end of a size, a button without its word.

    ## How to fix
    Let the element wrap or shrink (`max-width: 100%`, `overflow-wrap: anywhere`), and take
    `overflow-x: hidden` off the page: it hides the fault, not the cause. Shopify: Online Store >
    Themes > Edit code. WooCommerce: Appearance > Customize > Additional CSS. Magento: the theme's
    _extend.less. BigCommerce: Storefront > Themes > Edit theme files. Salesforce Commerce Cloud:
    the cartridge's style sheet.

    ## What is not checked
    Slides and tickers that move, menus that wait beside the screen, and pictures.
    """
    if layout.cut:
        first = layout.cut.items[0]
        yield marked(
            "cut off",
            layout.cut,
            f"{called(first)} {first.note}; the screen ends at {render.device_width} px and "
            "does not scroll to the side.",
            expected=render.device_width,
        )
        return
    for look, widths in narrower(render, lambda look: bool(look.cut)):
        first = look.cut.items[0]
        yield marked(
            "cut off",
            look.cut,
            f"Only on screens of {widths} px: {called(first)} {first.note} and is cut off.",
            expected=look.width,
        )
