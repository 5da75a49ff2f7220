"""mobile/tap-edge"""

from collections.abc import Iterator

from crawler.checks.api import check
from crawler.checks.mobile.view import called, marked
from crawler.records import Problem, Severity, TapFacts


@check(
    Severity.NOTICE,
    since="0.1",
    sources=(
        "https://baymard.com/blog/mobile-touch-targets (read 2026-11-23)",
        "our own limit: within 4 px of the side, and under 44 px wide",
    ),
)
def tap_edge(taps: TapFacts) -> Iterator[Problem]:
    """A small link or button stands at the very edge of the screen

    ## Why it matters
    Cases and rounded screens cover the edge, and a swipe from there goes back to the page before. A
    thumb that aims at it often leaves the shop.

    ## How to fix
    Move it 16 pixels in, or make it 44 pixels wide. Shopify: Online Store > Themes > Edit code.
    WooCommerce: Appearance > Customize > Additional CSS. Magento: the theme's _extend.less.
    BigCommerce: Storefront > Themes > Edit theme files. Salesforce Commerce Cloud: the cartridge's
    style sheet.

    ## What is not checked
    Controls in boxes that scroll by themselves.
    """
    if not taps.edge:
        return
    first = taps.edge.items[0]
    yield marked(
        "edge",
        taps.edge,
        f"{called(first)} ({first.note}) stands within 4 px of the edge of the screen.",
        found=first.value,
        expected=44,
    )
