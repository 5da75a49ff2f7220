"""mobile/atc-small"""

from collections.abc import Iterator

from crawler.checks.api import NotApplicable, check
from crawler.checks.mobile.marked import called, one
from crawler.records import PageKind, Problem, Severity, ShopFacts

COMFORTABLE = 44
"""CSS pixels: 7 mm on a phone (Baymard), and WCAG 2.2 SC 2.5.5."""


@check(
    Severity.WARNING,
    since="0.1",
    kinds=frozenset({PageKind.PRODUCT}),
    sources=("convention: Baymard's 7 mm, which are 44 px; WCAG 2.2 SC 2.5.5",),
)
def atc_small(shop: ShopFacts) -> Iterator[Problem]:
    """The buy button is small

    ## Why it matters
    The most important button of the shop should be the easiest one to hit. Thumbs miss what is
    smaller than about 7 millimetres.

    ## How to fix
    Give the button at least 44 pixels in height and width; the whole width of the screen is best.
    Shopify: Online Store > Themes > Edit code. WooCommerce: Appearance > Customize > Additional
    CSS. Magento: the theme's _extend.less. BigCommerce: Storefront > Themes > Edit theme files.
    Salesforce Commerce Cloud: the cartridge's style sheet.

    ## What is not checked
    Products without a visible buy button (see mobile/atc-missing). The largest of several buttons
    counts.
    """
    if not shop.buttons:
        raise NotApplicable
    largest = max(shop.buttons.items, key=lambda item: item.value or 0)
    size = largest.value or 0
    if size >= COMFORTABLE:
        return
    yield one(
        largest,
        "small buy button",
        f"The buy button {called(largest)} is only {size:.0f} px high or wide; it takes "
        f"{COMFORTABLE} px to hit it well.",
        expected=COMFORTABLE,
        found=size,
    )
