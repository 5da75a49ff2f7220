"""data/sd-offer-price-invalid"""

from collections.abc import Iterator

from crawler.checks.api import NotApplicable, check
from crawler.checks.data.prices_in_markup import fault_of_price, price_values
from crawler.checks.data.products_in_markup import MarkedOffer, marked_products
from crawler.records import PageKind, PageRecord, PriceState, Problem, Severity


@check(
    Severity.ERROR,
    since="0.1",
    kinds=frozenset({PageKind.PRODUCT}),
    sources=(
        "https://developers.google.com/search/docs/appearance/structured-data/merchant-listing"
        " (read 2026-11-23)",
        "https://schema.org/price (read 2026-11-23)",
    ),
    also=(
        "Screaming Frog: Structured Data: Rich Result Validation Errors",
        "Ahrefs: Structured data has Google rich results validation error",
        "Semrush: Invalid structured data items",
        "squirrelscan: schema/product",
    ),
)
def sd_offer_price_invalid(page: PageRecord) -> Iterator[Problem]:
    """The price in the product data is not a valid number

    ## Why it matters
    Google reads "1299.00". "1.299,00 EUR" may be read as 1.299, as nothing, or get the product
    rejected, and a price of 0 is refused. The visible price does not help: Google compares both.

    ## How to fix
    Let the template print the bare number: digits, one decimal point, no currency sign, no
    thousands separator; the currency has a property of its own. Shopify: `{{ product |
    structured_data }}`, or `{{ price | divided_by: 100.0 }}`. WooCommerce: `wc_format_decimal`
    instead of `wc_price`. Magento: `getFinalPrice` without `currency()`. BigCommerce:
    `{{price.with_tax.value}}` instead of `.formatted`. Salesforce Commerce Cloud:
    `price.sales.decimalPrice`.

    ## What is not checked
    Ranges (AggregateOffer, minPrice), the prices of a shop that shows them on request only, and
    whether the number is the right one: see price/price-visible-vs-markup.
    """
    products = marked_products(page)
    offers = [[o for o in product.offers if not o.is_range] for product in products]
    if not any(offers):
        raise NotApplicable
    bad: list[tuple[MarkedOffer, str, str]] = []
    unpriced: list[MarkedOffer] = []
    priced = False
    for offer in (offer for group in offers for offer in group):
        values = price_values(offer)
        priced = priced or bool(values)
        if not values:
            unpriced.append(offer)
        fault = next(((value, why) for value in values if (why := fault_of_price(value))), None)
        if fault:
            bad.append((offer, str(fault[0]), fault[1]))
    if bad:
        offer, text, why = bad[0]
        yield Problem(
            message=f'The price in the product data, "{text[:60]}", {why}.',
            cause=f"price {why}",
            evidence=_evidence([item[0] for item in bad]) | {"found": text[:120]},
        )
    elif unpriced and not priced and not _withheld(page):
        yield Problem(
            message="The offer in the product data has no price.",
            evidence=_evidence(unpriced),
        )


def _withheld(page: PageRecord) -> bool:
    states = (PriceState.HIDDEN, PriceState.LOGIN_ONLY)
    return page.offer is not None and page.offer.state in states


def _evidence(offers: list[MarkedOffer]) -> dict[str, object]:
    return {"paths": [offer.path for offer in offers[:10]], "offers": len(offers)}
