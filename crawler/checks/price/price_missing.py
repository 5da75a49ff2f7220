"""price/price-missing"""

from collections.abc import Iterator

from crawler.checks.api import NotApplicable, check
from crawler.checks.data.products_in_markup import marked_products
from crawler.checks.price.zero_prices import zero_price
from crawler.records import Availability, PageKind, PageRecord, PriceState, Problem, Severity

_TOLD = frozenset({PriceState.HIDDEN, PriceState.LOGIN_ONLY, PriceState.BLOCKED})


@check(
    Severity.ERROR,
    since="0.1",
    kinds=frozenset({PageKind.PRODUCT}),
    sources=(
        "https://developers.google.com/search/docs/appearance/structured-data/merchant-listing"
        " (read 2026-11-23)",
        "convention, not a Google rule: a product page says what the product costs",
    ),
)
def price_missing(page: PageRecord) -> Iterator[Problem]:
    """The product page shows no price

    ## Why it matters
    Nobody buys without knowing the price, and neither Google nor a price comparison can list the
    product. It is usually an import that lost a column, or a market without a price list.

    ## How to fix
    Give the product a price. Shopify: Products > (product) > Pricing, and Markets > (market) >
    Catalogs. WooCommerce: Products > (product) > Product data > General > Regular price. Magento:
    Catalog > Products > (product) > Price, and the store view's scope. BigCommerce: Products >
    (product) > Pricing, and price lists. Salesforce Commerce Cloud: Merchant Tools > Products and
    Catalogs > Price Books.

    ## What is not checked
    "Price on request" and "log in to see prices" are on purpose and never reported. Pages without
    product data and without a buy button, which may be no product pages. Discontinued products, and
    pages that are empty until a script runs, unless a phone looked at them.
    """
    offer = page.offer
    if offer is None or offer.state in _TOLD:
        raise NotApplicable
    if offer.state is not PriceState.MISSING:
        return
    rendered = page.render.offer if page.render else None
    if rendered is not None and (rendered.price is not None or rendered.state in _TOLD):
        return
    if offer.buy_button is None and not marked_products(page):
        raise NotApplicable
    if rendered is None and page.outline is not None and not page.outline.word_count:
        raise NotApplicable  # an empty shell that scripts fill
    if offer.buy_button is None and offer.availability is Availability.DISCONTINUED:
        raise NotApplicable
    if zero_price(page) is not None:
        return  # price/price-zero says more about it
    where = "neither in the page nor in its data"
    unread = [candidate.raw for candidate in offer.candidates if candidate.amount is None]
    yield Problem(
        message=f"No price was found, {where}.",
        evidence={"unreadable": unread[:5], "looked_at_on_a_phone": rendered is not None},
    )
