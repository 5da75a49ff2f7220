"""data/sd-offer-currency-invalid"""

from collections.abc import Iterator

from crawler.checks.api import NotApplicable, check
from crawler.checks.data.prices_in_markup import price_values, specifications
from crawler.checks.data.products_in_markup import (
    MarkedOffer,
    as_list,
    is_blank,
    marked_products,
    prop,
    scalar,
)
from crawler.extract.currencies import ISO_CODES
from crawler.records import PageKind, PageRecord, Problem, Severity


@check(
    Severity.ERROR,
    since="0.1",
    kinds=frozenset({PageKind.PRODUCT}),
    sources=(
        "https://developers.google.com/search/docs/appearance/structured-data/merchant-listing"
        " (read 2026-11-23)",
        "https://schema.org/priceCurrency (read 2026-11-23)",
    ),
    also=(
        "Screaming Frog: Structured Data: Rich Result Validation Errors",
        "Ahrefs: Structured data has Google rich results validation error",
        "Semrush: Invalid structured data items",
        "squirrelscan: schema/product",
    ),
)
def sd_offer_currency_invalid(page: PageRecord) -> Iterator[Problem]:
    """The currency in the product data is missing or no currency code

    ## Why it matters
    A price without a known currency is no price: Google cannot show it, and the product is not
    eligible for shopping results.

    ## How to fix
    Print the three letters of ISO 4217, such as EUR or GBP, beside the price; not a sign and not a
    word. Shopify: `{{ cart.currency.iso_code }}`. WooCommerce: `get_woocommerce_currency()`.
    Magento: `getCurrentCurrencyCode()`. BigCommerce: `{{currency_selector.active_currency_code}}`.
    Salesforce Commerce Cloud: `session.currency.currencyCode`.

    ## What is not checked
    Whether it is the right currency, small letters, and currencies that are no longer in use.
    """
    offers = [offer for item in marked_products(page) for offer in item.offers]
    priced = [offer for offer in offers if not offer.is_range and price_values(offer)]
    if not priced:
        raise NotApplicable
    said = {offer.path: _currencies(offer) for offer in priced}
    wrong: dict[str, list[str]] = {}
    for path, codes in said.items():
        for code in codes:
            if code.upper() not in ISO_CODES:
                wrong.setdefault(code, []).append(path)
    for code, paths in wrong.items():
        yield Problem(
            message=f'The currency in the product data, "{code[:40]}", is no ISO 4217 code.',
            about=code[:40],
            cause=f"currency: {code[:40]}",
            evidence={"found": code[:40], "paths": paths[:10], "offers": len(paths)},
        )
    if not any(said.values()):
        yield Problem(
            message="The price in the product data has no currency.",
            evidence={"expected": "priceCurrency", "paths": list(said)[:10], "offers": len(said)},
        )


def _currencies(offer: MarkedOffer) -> list[str]:
    """Codes as written: of the offer, else of its price's parts, else of what is around it."""
    places = ((offer.data,), tuple(specifications(offer)), offer.outer)
    for rows in places:
        values = [value for row in rows for value in as_list(prop(row, "priceCurrency"))]
        found = [str(scalar(value) or "").strip() for value in values if not is_blank(value)]
        if any(found):
            return list(dict.fromkeys(code for code in found if code))
    return []
