"""mobile/price-below-fold"""

import re
from collections.abc import Iterator

from crawler.checks.api import NotApplicable, check
from crawler.checks.mobile.view import elements, require_layout
from crawler.extract.money import parse_price
from crawler.records import PageKind, PageRecord, Problem, RenderFacts, Severity


@check(
    Severity.WARNING,
    since="0.1",
    kinds=frozenset({PageKind.PRODUCT}),
    sources=("our own limit: the price stands on the first screen of a phone",),
)
def price_below_fold(page: PageRecord, render: RenderFacts) -> Iterator[Problem]:
    """Shoppers must scroll to see the price

    ## Why it matters
    The price is the first thing a shopper looks for. Who does not see it at once goes back to the
    search results and takes the next shop.

    ## How to fix
    Put the price directly below the name, and keep the picture lower than the screen. Shopify:
    Online Store > Themes > Customize > product page, order of blocks. WooCommerce: the theme's
    product layout. Magento: the theme's catalog_product_view.xml. BigCommerce: Storefront > Themes
    > Customize. Salesforce Commerce Cloud: Page Designer, or the product template.

    ## What is not checked
    Screens other than the phone of this run. Prices that stick to the edge of the screen are taken
    where they stand when the page opens.
    """
    require_layout(render)
    price, offer = render.price, render.offer or page.offer
    if price is None or price.box is None or offer is None or offer.price is None:
        raise NotApplicable
    pieces = re.findall(r"\d[\d.,'’]*", price.text)
    found = {parse_price(piece, currency_hint=offer.price.currency).amount for piece in pieces}
    if offer.price.amount not in found:
        raise NotApplicable  # not surely the price of this product
    if price.box.y <= render.device_height:
        return
    yield Problem(
        message=(
            f"The price stands {price.box.y:.0f} px down; the first screen of the phone ends at "
            f"{render.device_height} px."
        ),
        selector=price.selector,
        cause=f"price below the fold: {price.selector}",
        evidence={"elements": elements((price,)), "expected": render.device_height},
    )
