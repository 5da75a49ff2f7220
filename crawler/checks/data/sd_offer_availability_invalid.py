"""data/sd-offer-availability-invalid"""

import re
from collections.abc import Iterator

from crawler.checks.api import NotApplicable, check
from crawler.checks.data.products_in_markup import (
    MarkedOffer,
    as_list,
    is_blank,
    marked_products,
    prop,
    scalar,
)
from crawler.records import Availability, PageKind, PageRecord, Problem, Severity

_KNOWN = frozenset(word.value.lower() for word in Availability)
_PREFIX = re.compile(r"^(?:https?://(?:www\.)?schema\.org/|schema:)", re.IGNORECASE)


@check(
    Severity.WARNING,
    since="0.1",
    kinds=frozenset({PageKind.PRODUCT}),
    sources=(
        "https://developers.google.com/search/docs/appearance/structured-data/merchant-listing"
        " (read 2026-11-23)",
        "https://schema.org/ItemAvailability (read 2026-11-23)",
    ),
    also=(
        "Screaming Frog: Structured Data: Rich Result Validation Errors",
        "Ahrefs: Structured data has Google rich results validation error",
        "Semrush: Invalid structured data items",
        "squirrelscan: schema/product",
    ),
)
def sd_offer_availability_invalid(page: PageRecord) -> Iterator[Problem]:
    """The stock in the product data is missing or in words that Google does not know

    ## Why it matters
    Google shows "In stock" beside the price and sends shoppers to shops that can deliver. With a
    word it does not know it shows nothing, or the wrong thing.

    ## How to fix
    Print one of schema.org's words, for example https://schema.org/InStock, OutOfStock, PreOrder or
    BackOrder. Shopify: `{{ product | structured_data }}` does it. WooCommerce: built in; look for a
    plugin that changes it. Magento: the product template's `isSaleable` line. BigCommerce:
    components/products/schema.html. Salesforce Commerce Cloud: the product template's availability
    model.

    ## What is not checked
    Whether the word is true: see price/stock-visible-vs-markup. Small and capital letters. Missing
    stock where there is no buy button, or only a range of prices.
    """
    offers = [offer for item in marked_products(page) for offer in item.offers]
    if not offers:
        raise NotApplicable
    wrong: dict[str, list[str]] = {}
    said = False
    for offer in offers:
        values = _values(offer)
        said = said or bool(values)
        text = " and ".join(values)
        if len({_word(value) for value in values}) > 1 or any(
            _word(value) not in _KNOWN for value in values
        ):
            wrong.setdefault(text, []).append(offer.path)
    for text, paths in wrong.items():
        yield Problem(
            message=f'The availability in the product data, "{text[:80]}", is not one of the '
            "words that schema.org knows.",
            about=text[:80],
            cause=f"availability: {text[:80]}",
            evidence={"found": text[:120], "paths": paths[:10], "offers": len(paths)},
        )
    sold_here = page.offer is not None and page.offer.buy_button is not None
    if not said and sold_here and not all(offer.is_range for offer in offers):
        yield Problem(
            message="The offer in the product data does not say whether the product is in stock.",
            evidence={"expected": "availability", "paths": [offer.path for offer in offers[:10]]},
        )


def _values(offer: MarkedOffer) -> list[str]:
    found: list[str] = []
    for value in as_list(prop(offer.data, "availability")):
        if not is_blank(value):
            found.append(str(scalar(value)).strip()[:200])
    return list(dict.fromkeys(found))


def _word(text: str) -> str:
    return _PREFIX.sub("", text).rstrip("/").lower()
