"""Shopify's product list (/products.json) and its data of one product (/products/<handle>.js)."""

import re
from typing import Any
from urllib.parse import urlsplit

from crawler.platforms.base import Catalogue, CataloguePage
from crawler.platforms.data import (
    address_of,
    amount_of,
    json_of,
    minor_units,
    page_of,
    rows_of,
    stock_of,
    text_of,
    with_page,
)
from crawler.records import Listing, Money, OfferSource, Variant

PER_PAGE = 250
"""The most that Shopify gives at once (its Ajax API reference)."""
REACH = 25_000
"""Page times limit may not be more: Shopify answers 400 beyond (seen in other people's logs)."""
_HANDLE = re.compile(r"/products/([^/?#]+?)(?:\.js|\.json)?/?$")


def read(body: bytes, url: str) -> CataloguePage:
    """The products of a list, or the one of a .js address."""
    data, error = json_of(body)
    if not isinstance(data, dict):
        return CataloguePage(error=error or "the answer holds no products")
    if "products" not in data:
        one = _listing(data, url, urlsplit(url).path, minor=True) if "variants" in data else None
        return CataloguePage((one,) if one else (), error="" if one else "it holds no products")
    rows = rows_of(data["products"])
    page = page_of(url)
    found = [
        _listing(row, url, f"/products.json?page={page}, products[{number}]", minor=False)
        for number, row in enumerate(rows)
    ]
    listings = tuple(listing for listing in found if listing is not None)
    if len(rows) < PER_PAGE:
        return CataloguePage(listings)
    if (page + 1) * PER_PAGE > REACH:
        return CataloguePage(listings, error=f"Shopify lists only its first {REACH:,} products")
    return CataloguePage(listings, with_page(url, page + 1))


def product(url: str) -> str | None:
    """/de/products/mug?variant=1 has its data at /de/products/mug.js."""
    path = urlsplit(url).path
    match = _HANDLE.search(path)
    if match is None:
        return None
    folder = re.match(r"/[a-z]{2}(?:-[a-z]{2})?(?=/)", path, re.IGNORECASE)
    return f"{folder[0] if folder else ''}/products/{match[1]}.js"


CATALOGUE = Catalogue(f"/products.json?limit={PER_PAGE}&page=1", read, product)


def _listing(row: dict[str, Any], url: str, place: str, *, minor: bool) -> Listing | None:
    handle = text_of(row.get("handle"), 200)
    variants = rows_of(row.get("variants"))[:250]
    if not handle and not variants:
        return None

    def price(variant: dict[str, Any], name: str) -> Money | None:
        value = variant.get(name)
        found = minor_units(value, None) if minor else amount_of(value)
        return found if found is not None and (found.amount or name == "price") else None

    asked = [(variant, price(variant, "price")) for variant in variants]
    known = [(variant, found) for variant, found in asked if found is not None]
    on_sale = [pair for pair in known if pair[0].get("available") is not False] or known
    first, now = min(on_sale, key=lambda pair: pair[1].amount) if on_sale else ({}, None)
    before = price(first, "compare_at_price")
    was = before if before and now and before.amount > now.amount else None
    amounts = sorted({found.amount for _, found in known})
    only = variants[0] if len(variants) == 1 else {}
    stock = [stock_of(variant.get("available")) for variant in variants]
    return Listing(
        source=OfferSource.PLATFORM,
        place=place,
        id=text_of(row.get("id"), 40),
        url=address_of(url, f"/products/{handle}" if handle else None),
        name=text_of(row.get("title")),
        sku=text_of(only.get("sku"), 100),
        gtin=text_of(only.get("barcode"), 40),
        brand=text_of(row.get("vendor"), 100),
        price=was or now,
        sale_price=now if was else None,
        price_low=Money(amount=amounts[0]) if len(amounts) > 1 else None,
        price_high=Money(amount=amounts[-1]) if len(amounts) > 1 else None,
        availability=next((s for s in sorted(s for s in stock if s)), None),
        variants=tuple(_variant(variant, found) for variant, found in asked)
        if len(variants) > 1 else (),
    )  # fmt: skip


def _variant(row: dict[str, Any], price: Money | None) -> Variant:
    return Variant(
        sku=text_of(row.get("sku"), 100),
        name=text_of(row.get("title")),
        price=price,
        availability=stock_of(row.get("available")),
    )
