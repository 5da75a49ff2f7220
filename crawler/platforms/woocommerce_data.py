"""WooCommerce's Store API: every product with prices in the smallest unit of its currency."""

from typing import Any

from crawler.platforms.base import Catalogue, CataloguePage
from crawler.platforms.data import (
    address_of,
    currency_code,
    json_of,
    minor_units,
    object_of,
    page_of,
    rows_of,
    stock_of,
    text_of,
    with_page,
)
from crawler.records import Availability, Listing, Money, OfferSource

PER_PAGE = 100
"""The most that the Store API gives at once (recalled from its reference)."""


def read(body: bytes, url: str) -> CataloguePage:
    """The products of one page of the list."""
    data, error = json_of(body)
    if not isinstance(data, list):
        said = text_of(data.get("message"), 200) if isinstance(data, dict) else None
        return CataloguePage(error=said or error or "the answer holds no products")
    page = page_of(url)
    rows = rows_of(data)
    listings = tuple(
        _listing(row, url, f"/wp-json/wc/store/v1/products?page={page}, [{number}]")
        for number, row in enumerate(rows)
    )
    return CataloguePage(listings, with_page(url, page + 1) if len(rows) >= PER_PAGE else "")


CATALOGUE = Catalogue(f"/wp-json/wc/store/v1/products?per_page={PER_PAGE}&page=1", read)


def _listing(row: dict[str, Any], url: str, place: str) -> Listing:
    prices = object_of(row.get("prices"))
    currency = currency_code(prices.get("currency_code"))
    unit = prices.get("currency_minor_unit")

    def price(value: object) -> Money | None:
        return minor_units(value, currency, unit)

    now, before = price(prices.get("price")), price(prices.get("regular_price"))
    reduced = now is not None and before is not None and before.amount > now.amount
    span = object_of(prices.get("price_range"))
    stock = stock_of(row.get("is_in_stock"))
    if stock is Availability.IN_STOCK and row.get("is_on_backorder") is True:
        stock = Availability.BACK_ORDER
    return Listing(
        source=OfferSource.PLATFORM,
        place=place,
        id=text_of(row.get("id"), 40),
        url=address_of(url, row.get("permalink")),
        name=text_of(row.get("name")),
        sku=text_of(row.get("sku"), 100),
        price=before if reduced else now,
        sale_price=now if reduced else None,
        price_low=price(span.get("min_amount")),
        price_high=price(span.get("max_amount")),
        availability=stock,
    )
