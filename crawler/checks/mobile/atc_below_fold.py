"""mobile/atc-below-fold"""

from collections.abc import Iterator

from crawler.checks.api import NotApplicable, check
from crawler.checks.mobile.buying import below_first_screen
from crawler.checks.mobile.marked import called, one
from crawler.records import PageKind, Problem, RenderFacts, Severity, ShopFacts

EDGE = 4
"""Pixels of the button that must show, as in measure/shop.js."""


@check(
    Severity.WARNING,
    since="0.1",
    kinds=frozenset({PageKind.PRODUCT}),
    sources=(
        "our own limit: the buy button, or a bar with it, stands on the first screen of a phone",
    ),
)
def atc_below_fold(render: RenderFacts, shop: ShopFacts) -> Iterator[Problem]:
    """Shoppers must scroll to find the buy button

    ## Why it matters
    Who wants to buy looks for the button. When it is not on the first screen and no bar at the edge
    offers it, some do not find it.

    ## How to fix
    Keep picture and texts above the button short, or let a bar with the button stay at the edge of
    the screen. Shopify: Online Store > Themes > Customize > product page, order of blocks.
    WooCommerce: the theme's product layout. Magento: the theme's catalog_product_view.xml.
    BigCommerce: Storefront > Themes > Customize. Salesforce Commerce Cloud: Page Designer, or the
    product template.

    ## What is not checked
    Pages whose price is below the first screen too: one mend moves both (see
    mobile/price-below-fold). Products without a visible buy button (see mobile/atc-missing).
    """
    if not shop.buttons or shop.buttons_covered:
        raise NotApplicable  # mobile/atc-missing and mobile/atc-covered speak of those
    first = shop.buttons.items[0]
    if shop.button_on_first_screen or first.box is None or below_first_screen(render.price, render):
        return
    end = render.device_height
    where = f"starts {first.box.y:.0f} px down; the first screen ends at {end} px"
    if first.box.y < end - EDGE:
        where = "lies under a bar that stays at the edge of the screen"
    yield one(
        first,
        "buy button below the fold",
        f"The buy button {called(first)} {where}.",
        expected=end,
        found=first.box.y,
    )
