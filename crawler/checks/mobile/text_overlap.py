"""mobile/text-overlap"""

from collections.abc import Iterator

from crawler.checks.api import check
from crawler.checks.mobile.view import called, marked
from crawler.records import Problem, Severity, TextFacts


@check(
    Severity.WARNING,
    since="0.1",
    sources=(
        "https://www.w3.org/TR/WCAG22/#text-spacing (read 2026-11-23)",
        "our own limit: letters of two texts share more than 30 % of the smaller line",
    ),
)
def text_overlap(text: TextFacts) -> Iterator[Problem]:
    """Two texts lie on each other

    ## Why it matters
    Neither can be read. It looks broken, and it mostly hits what stands close together on a phone:
    prices, badges, sizes.

    ## How to fix
    Look for a negative margin, a fixed height, or `position: absolute` at one of the two, and let
    the texts stand one below the other on narrow screens. Shopify: Online Store > Themes > Edit
    code. WooCommerce: Appearance > Customize > Additional CSS. Magento: the theme's _extend.less.
    BigCommerce: Storefront > Themes > Edit theme files. Salesforce Commerce Cloud: the cartridge's
    style sheet.

    ## What is not checked
    Texts with a ground of their own, which cover what is behind them on purpose; bars that stay
    while the page scrolls; texts that move or are turned.
    """
    if not text.overlaps:
        return
    first = text.overlaps.items[0]
    yield marked("text overlap", text.overlaps, f"{called(first)} lies {first.note}.")
