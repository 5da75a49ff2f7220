"""The own shop's products as lists: the feed for Google and the shop system's own data."""

from __future__ import annotations

import json
from dataclasses import replace
from xml.sax.saxutils import escape

from tests.street.goods import IN_STOCK, Product
from tests.street.own.markup import SHOP, picture_path
from tests.street.truth import Fault

FEED = "/feeds/google.xml"
DATA = "/products.json"
HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
GOOGLE = "http://base.google.com/ns/1.0"


def feed(base: str, stock: list[Product], faults: tuple[Fault, ...]) -> bytes:
    """Google's XML with a row for each product, and tonight's faults in it."""
    by_path: dict[str, list[Fault]] = {}
    for fault in faults:
        by_path.setdefault(fault.path, []).append(fault)
    rows = [_row(_values(base, item, by_path.get(item.path, []))) for item in stock if item.price]
    known = {item.path for item in stock}
    for fault in faults:
        if fault.path not in known:
            rows.append(_row(_values(base, _gone(stock[0], fault.path), [])))
    body = "".join(rows)
    return (
        f'{HEAD}<rss version="2.0" xmlns:g="{GOOGLE}"><channel><title>{SHOP}</title>\n'
        f"{body}</channel></rss>\n"
    ).encode()


def data(stock: list[Product], faults: tuple[Fault, ...]) -> bytes:
    """What the shop system tells everybody about its products."""
    other = {fault.path: fault.value for fault in faults}
    rows = []
    for number, item in enumerate(stock, 1):
        sizes = item.variants or (None,)
        variants = [
            {
                "id": number * 10 + at,
                "title": size.size if size else "Default Title",
                "sku": size.sku if size else item.sku,
                "price": str(size.price if size else other.get(item.path, item.price)),
                "compare_at_price": str(item.list_price) if item.list_price and not size else None,
                "available": item.availability == IN_STOCK,
            }
            for at, size in enumerate(sizes)
        ]
        rows.append(
            {"id": number, "title": item.name, "handle": item.handle, "vendor": item.brand,
             "variants": variants}
        )  # fmt: skip
    return json.dumps({"products": rows}).encode()


def _gone(like: Product, path: str) -> Product:
    return replace(like, sku="BM-OLD", path=path, gtin=None, variants=(), list_price=None)


def _values(base: str, item: Product, faults: list[Fault]) -> dict[str, str]:
    price = f"{item.price} {item.currency}"
    values = {
        "id": item.sku,
        "title": item.name,
        "description": f"{item.name} by {item.brand}, {item.colour}.",
        "link": base + item.path,
        "image_link": base + picture_path(item, "front"),
        "price": f"{item.list_price} {item.currency}" if item.list_price else price,
        "sale_price": price if item.list_price else "",
        "availability": "in_stock" if item.in_stock else "out_of_stock",
        "brand": item.brand,
        "gtin": item.gtin or "",
        "mpn": item.mpn,
    }
    for fault in faults:
        if fault.check == "data/feed-required-missing":
            values[fault.value] = ""
        elif fault.check in ("price/feed-price-differs", "data/feed-price-invalid"):
            values["price"], values["sale_price"] = fault.value, ""
        elif fault.check == "price/feed-stock-differs":
            values["availability"] = fault.value
        elif fault.check == "data/feed-gtin-invalid":
            values["gtin"] = fault.value
    return values


def _row(values: dict[str, str]) -> str:
    cells = "".join(f"<g:{name}>{escape(text)}</g:{name}>" for name, text in values.items() if text)
    return f"<item>{cells}</item>\n"
