"""mobile/atc-covered"""

from collections.abc import Iterator

from crawler.checks.api import NotApplicable, check
from crawler.checks.mobile.marked import called, marked
from crawler.records import PageKind, Problem, Severity, ShopFacts


@check(
    Severity.ERROR,
    since="0.1",
    kinds=frozenset({PageKind.PRODUCT}),
    sources=("our own rule: a tap on the buy button reaches it",),
)
def atc_covered(shop: ShopFacts) -> Iterator[Problem]:
    """Something lies over the buy button

    ## Why it matters
    The tap goes to what lies on top, and nothing is bought. It does not help to scroll.

    ## How to fix
    Find what lies over the button: a chat bubble, a bar of an app, an invisible frame. Move it, or
    give the button's bar room beside it. Shopify: Online Store > Themes > Edit code. WooCommerce:
    Appearance > Customize > Additional CSS. Magento: the theme's _extend.less. BigCommerce:
    Storefront > Themes > Edit theme files. Salesforce Commerce Cloud: the cartridge's style sheet.

    ## What is not checked
    Banners that ask for consent, layers over more than a third of the screen, and bars that a
    scroll moves away. Buttons below the first screen.
    """
    if not shop.buttons:
        raise NotApplicable
    covered = shop.buttons_covered
    if covered.count < shop.buttons.count:
        return
    first = covered.items[0]
    yield marked(
        covered,
        "covered buy button",
        f"The buy button {called(first)} lies under {first.note or 'another element'}.",
    )
