"""Salesforce Commerce Cloud's data of one product (Product-Variation), as SFRA shops give it."""

import re
from typing import Any
from urllib.parse import parse_qs, quote, urlsplit

from crawler.platforms.base import Catalogue, CataloguePage
from crawler.platforms.data import (
    address_of,
    amount_of,
    currency_code,
    json_of,
    object_of,
    text_of,
)
from crawler.records import Availability, Listing, Money, OfferSource

_CONTROLLER = re.compile(r"(/on/demandware\.store/[^/]+/[^/]+)/Product-\w+", re.IGNORECASE)


def product(url: str) -> str | None:
    """The data of a product whose address names its controller and number; else None."""
    parts = urlsplit(url)
    match = _CONTROLLER.search(parts.path)
    number = parse_qs(parts.query).get("pid", [""])[0]
    if match is None or not number:
        return None
    return f"{match[1]}/Product-Variation?pid={quote(number, safe='')}&quantity=1&format=ajax"


def read(body: bytes, url: str) -> CataloguePage:
    """The one product of an answer."""
    data, error = json_of(body)
    found = data.get("product") if isinstance(data, dict) else None
    if not isinstance(found, dict):
        return CataloguePage(error=error or "the answer holds no product")
    return CataloguePage((_listing(found, url),))


CATALOGUE = Catalogue("", read, product)


def _listing(row: dict[str, Any], url: str) -> Listing:
    prices = object_of(row.get("price"))
    span = prices.get("type") == "range"
    now = _money(prices.get("min") if span else prices, "sales")
    before = _money(prices.get("min") if span else prices, "list")
    most = _money(prices.get("max"), "sales") if span else None
    reduced = now is not None and before is not None and before.amount > now.amount
    number = text_of(row.get("id"), 100)
    return Listing(
        source=OfferSource.PLATFORM,
        place=f"Product-Variation of {number}",
        id=number,
        url=address_of(url, row.get("selectedProductUrl") or row.get("productURL")),
        name=text_of(row.get("productName")),
        sku=number,
        brand=text_of(row.get("brand"), 100),
        price=before if reduced else now,
        sale_price=now if reduced else None,
        price_low=now if most else None,
        price_high=most,
        availability=_stock(row),
    )


def _money(prices: object, name: str) -> Money | None:
    found = object_of(object_of(prices).get(name))
    value = found.get("decimalPrice") or found.get("value")
    return amount_of(value, currency_code(found.get("currency")))


def _stock(row: dict[str, Any]) -> Availability | None:
    if row.get("available") is False:
        return Availability.OUT_OF_STOCK
    return Availability.IN_STOCK if row.get("available") is True else None
