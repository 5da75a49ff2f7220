"""What an Offer of the structured data says it costs, and whether that is written correctly."""

import re
from collections.abc import Iterable
from decimal import Decimal, InvalidOperation
from typing import Any

from crawler.checks.data.products_in_markup import (
    MarkedOffer,
    MarkedProduct,
    as_list,
    is_blank,
    prop,
    scalar,
)

_NUMBER = re.compile(r"\d+(?:\.\d*)?|\.\d+")
_LIST_TYPES = frozenset(
    {"listprice", "strikethroughprice", "msrp", "srp", "regularprice", "minimumadvertisedprice"}
)


def price_values(offer: MarkedOffer) -> list[Any]:
    """The price as written: `price`, else the active prices of `priceSpecification`.

    Empty: the offer has no price. Where both stand, `price` counts (Google's merchant listing
    page, read 2026-11-23).
    """
    own = prop(offer.data, "price")
    if not is_blank(own):
        return [scalar(value) for value in as_list(own)]
    found: list[Any] = []
    for row in specifications(offer):
        value = prop(row, "price")
        kind = str(scalar(prop(row, "priceType")) or "").rstrip("/").rpartition("/")[2].lower()
        if not is_blank(value) and kind not in _LIST_TYPES:
            found += [scalar(inner) for inner in as_list(value)]
    return found


def specifications(offer: MarkedOffer) -> list[dict[str, Any]]:
    """The parts of `priceSpecification`; WooCommerce puts the price of simple products there."""
    rows = as_list(prop(offer.data, "priceSpecification"))
    return [row for row in rows if isinstance(row, dict)]


def fault_of_price(value: Any) -> str:
    """Why Google cannot use a price, in words; "" when it can."""
    if isinstance(value, bool) or value is None:
        return "is not a number"
    if isinstance(value, int | float):
        return "" if value > 0 else "is not above zero"
    text = value.strip()
    if _NUMBER.fullmatch(text):
        return "" if Decimal(text) > 0 else "is not above zero"
    if not re.search(r"\d", text):
        return "is not a number"
    if text.startswith("-"):
        return "is not above zero"
    if re.search(r"[^\d.,\s'’-]", text):
        return "holds more than a number"
    return "is not written with digits and one decimal point"


def marked_amounts(products: Iterable[MarkedProduct]) -> list[Decimal]:
    """Every readable price of the offers of products, as the structured data writes it."""
    offers = [offer for item in products for offer in item.offers]
    values = [value for offer in offers if not offer.is_range for value in price_values(offer)]
    return [number for value in values if (number := _number(value)) is not None]


def _number(value: object) -> Decimal | None:
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    try:
        number = Decimal(str(value).strip())
    except InvalidOperation:
        return None
    return number if number.is_finite() else None
