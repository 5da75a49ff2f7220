"""data/sd-offer-aggregate"""

from collections.abc import Iterator

from crawler.checks.api import NotApplicable, check
from crawler.checks.data.google_properties import MERCHANT, source
from crawler.checks.data.products_in_markup import MarkedOffer, marked_products, prop, scalar
from crawler.extract.offers_markup import words
from crawler.extract.structured import types_of
from crawler.records import PageKind, PageRecord, Problem, Severity


@check(
    Severity.WARNING,
    since="0.1",
    kinds=frozenset({PageKind.PRODUCT}),
    sources=(
        source(MERCHANT),
        "https://github.com/woocommerce/woocommerce/issues/30799 (read 2026-11-23)",
    ),
)
def sd_offer_aggregate(page: PageRecord) -> Iterator[Problem]:
    """The product data gives a price range where one product is sold

    ## Why it matters
    Google lists a product for sale only if its data has an Offer with one price. From a range
    (AggregateOffer) Google Merchant Center takes the lowest price, which may not be the price on
    the page, and then disapproves the product.

    ## How to fix
    Write one Offer for each variant, in a ProductGroup with hasVariant. Shopify: the theme's
    `{{ product | structured_data }}` does that. WooCommerce: variable products get a range; update
    WooCommerce, or use a schema plugin that writes variants. Magento, BigCommerce and Salesforce
    Commerce Cloud: the product template's structured data (BigCommerce:
    components/products/schema.html).

    ## What is not checked
    Pages without a buy button, which may only compare prices, and ranges over offers of several
    sellers, which AggregateOffer is meant for. Where another offer of the product has one price,
    in any syntax, that is enough.
    """
    products = marked_products(page)
    if not products or page.offer is None or page.offer.buy_button is None:
        raise NotApplicable
    offers = [offer for product in products for offer in product.offers]
    ranges = [offer for offer in offers if "AggregateOffer" in types_of(offer.data)]
    if not offers:
        raise NotApplicable
    if not ranges or any(not offer.outer and offer not in ranges for offer in offers):
        return
    if len(_sellers(offers)) > 1:
        return
    low, high = (scalar(prop(ranges[0].data, name)) for name in ("lowPrice", "highPrice"))
    told = f" from {low} to {high}" if low is not None and high is not None else ""
    yield Problem(
        message=(
            f"The product data only gives a price range{told} (AggregateOffer); "
            "Google needs an Offer with one price."
        ),
        cause="AggregateOffer instead of Offer",
        evidence={"paths": [offer.path for offer in ranges[:10]], "expected": "Offer"},
    )


def _sellers(offers: list[MarkedOffer]) -> set[str]:
    names = (words(prop(offer.data, "seller")) for offer in offers)
    return {name.casefold() for name in names if name}
