"""data/sd-aggregate-invalid"""

from collections.abc import Iterator
from decimal import Decimal, InvalidOperation

from crawler.checks.api import NotApplicable, check
from crawler.checks.data.google_properties import SNIPPET, missing_required, source
from crawler.checks.data.prices_in_markup import fault_of_price
from crawler.checks.data.products_in_markup import (
    Item,
    MarkedProduct,
    is_blank,
    marked_products,
    prop,
    scalar,
)
from crawler.extract.structured import types_of
from crawler.records import PageKind, PageRecord, Problem, Severity

_RANGE = ("lowPrice", "highPrice", "minPrice", "maxPrice")


@check(
    Severity.ERROR,
    since="0.1",
    kinds=frozenset({PageKind.PRODUCT}),
    sources=(
        source(SNIPPET),
        "https://github.com/bigcommerce/cornerstone/issues/2153 (read 2026-11-23)",
    ),
    also=(
        "Screaming Frog: Structured Data: Rich Result Validation Errors",
        "Ahrefs: Structured data has Google rich results validation error",
        "Semrush: Invalid structured data items",
    ),
)
def sd_aggregate_invalid(page: PageRecord) -> Iterator[Problem]:
    """The price range in the product data is not valid

    ## Why it matters
    A range without its lowest price or currency, or one that ends below its start, is not read.
    The search result then shows no price at all.

    ## How to fix
    A range is an AggregateOffer with lowPrice, priceCurrency and, better, highPrice and offerCount;
    a single price is an Offer with price. Shopify: the theme's structured data in
    sections/main-product.liquid. WooCommerce: the schema plugin. Magento: the theme or extension
    that writes the data. BigCommerce: components/products/schema.html. Salesforce Commerce Cloud:
    the product template.

    ## What is not checked
    Ranges that hold their single offers, as long as these have prices.
    """
    seen = False
    found: dict[str, tuple[str, list[str]]] = {}
    for product in marked_products(page):
        for offer in product.offers:
            if not offer.is_range:
                continue
            seen = True
            whole = "AggregateOffer" in types_of(offer.data)
            faults = _faults(offer.data, product) if whole else _misplaced(offer.data)
            for about, sentence in faults:
                found.setdefault(about, (sentence, []))[1].append(offer.path)
    if not seen:
        raise NotApplicable
    for about, (sentence, paths) in found.items():
        yield Problem(
            message=sentence, about=about, cause=f"range: {about}", evidence={"paths": paths[:10]}
        )


def _faults(item: Item, product: MarkedProduct) -> list[tuple[str, str]]:
    inner = not is_blank(prop(item, "offers"))
    found: list[tuple[str, str]] = []
    for name in missing_required(item, SNIPPET, "AggregateOffer", product.nodes):
        if not inner:
            found.append((name, f'The price range has no "{name}", which Google requires.'))
    low, high = (scalar(prop(item, name)) for name in ("lowPrice", "highPrice"))
    for name, value in (("lowPrice", low), ("highPrice", high)):
        fault = "" if is_blank(value) or _decimal(value) == 0 else fault_of_price(value)
        if fault:
            found.append((name, f'The {name} of the price range, "{value}", {fault}.'))
    first, last = _decimal(low), _decimal(high)
    if first is not None and last is not None and last < first:
        found.append(("order", f"The price range ends at {high}, below its start at {low}."))
    return found


def _misplaced(item: Item) -> list[tuple[str, str]]:
    inner = prop(item, "priceSpecification")
    rows = [item, *(inner if isinstance(inner, list) else [inner])]
    names = [
        n for n in _RANGE for row in rows if isinstance(row, dict) and not is_blank(prop(row, n))
    ]
    told = ", ".join(dict.fromkeys(names))
    return [("type", f"An Offer has {told} instead of a price; a range is an AggregateOffer.")]


def _decimal(value: object) -> Decimal | None:
    if isinstance(value, bool) or value is None:
        return None
    try:
        number = Decimal(str(value).strip())
    except InvalidOperation:
        return None
    return number if number.is_finite() else None
