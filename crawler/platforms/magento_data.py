"""Magento's products by GraphQL, asked with GET as its own pages do."""

from typing import Any
from urllib.parse import parse_qs, quote, urlsplit

from crawler.platforms.base import Catalogue, CataloguePage
from crawler.platforms.data import address_of, amount_of, currency_code, json_of, rows_of, text_of
from crawler.records import Availability, Listing, Money, OfferSource

PER_PAGE = 100
"""Our own choice: Magento gives 20 unless told, and shops may allow fewer than 300."""
_PRICES = "regular_price{value currency} final_price{value currency}"
_QUERY = (
    '{products(filter:{price:{from:"0"}},pageSize:%d,currentPage:%d){page_info{current_page'
    " total_pages} items{sku name url_key url_suffix stock_status price_range{minimum_price{"
    + _PRICES
    + "} maximum_price{"
    + _PRICES
    + "}}}}}"
)
_STOCK = {"IN_STOCK": Availability.IN_STOCK, "OUT_OF_STOCK": Availability.OUT_OF_STOCK}


def asked(page: int) -> str:
    """Path and query of one page of the list."""
    return f"/graphql?query={quote(_QUERY % (PER_PAGE, page), safe='')}"


def read(body: bytes, url: str) -> CataloguePage:
    """The products of one page of the list."""
    data, error = json_of(body)
    if not isinstance(data, dict):
        return CataloguePage(error=error or "the answer holds no products")
    faults = [text_of(row.get("message"), 200) for row in rows_of(data.get("errors"))]
    said = next((fault for fault in faults if fault), "")
    products = _inner(data, "data", "products")
    if not products:
        return CataloguePage(error=said or "the answer holds no products")
    info = _inner(products, "page_info")
    page, pages = info.get("current_page"), info.get("total_pages")
    number = page if isinstance(page, int) else _page(url)
    listings = tuple(
        _listing(row, url, f"/graphql products page {number}, items[{place}]")
        for place, row in enumerate(rows_of(products.get("items")))
    )
    more = isinstance(pages, int) and number < pages and bool(listings)
    return CataloguePage(listings, asked(number + 1) if more else "", said)


CATALOGUE = Catalogue(asked(1), read)


def _page(url: str) -> int:
    query = parse_qs(urlsplit(url).query).get("query", [""])[0]
    text = query.partition("currentPage:")[2].partition(")")[0]
    return int(text) if text.isdigit() and len(text) < 7 else 1


def _inner(value: object, *names: str) -> dict[str, Any]:
    for name in names:
        value = value.get(name) if isinstance(value, dict) else None
    return value if isinstance(value, dict) else {}


def _price(row: dict[str, Any], end: str, name: str) -> Money | None:
    found = _inner(row, "price_range", end, name)
    return amount_of(found.get("value"), currency_code(found.get("currency")))


def _listing(row: dict[str, Any], url: str, place: str) -> Listing:
    now = _price(row, "minimum_price", "final_price")
    before = _price(row, "minimum_price", "regular_price")
    most = _price(row, "maximum_price", "final_price")
    reduced = now is not None and before is not None and before.amount > now.amount
    ranged = now is not None and most is not None and most.amount > now.amount
    key, suffix = text_of(row.get("url_key"), 300), text_of(row.get("url_suffix"), 20) or ""
    return Listing(
        source=OfferSource.PLATFORM,
        place=place,
        id=text_of(row.get("sku"), 100),
        url=address_of(url, f"/{key}{suffix}" if key else None),
        name=text_of(row.get("name")),
        sku=text_of(row.get("sku"), 100),
        price=before if reduced else now,
        sale_price=now if reduced else None,
        price_low=now if ranged else None,
        price_high=most if ranged else None,
        availability=_STOCK.get(str(row.get("stock_status"))),
    )
