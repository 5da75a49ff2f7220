"""Shipping and return terms of the structured data: on the product's offers, or on the shop."""

from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from typing import Any

from crawler.checks.data.google_properties import items_at
from crawler.checks.data.products_in_markup import (
    SYNTAXES,
    Item,
    MarkedOffer,
    is_blank,
    marked_products,
    prop,
    scalar,
)
from crawler.extract.products import nodes_by_id
from crawler.records import PageRecord

SHOPS = ("Organization", "OnlineStore", "OnlineBusiness", "Store", "LocalBusiness", "Corporation")
"""Types under which a shop may describe itself."""
Nodes = dict[str, Item]


def offer_items(
    page: PageRecord, name: str
) -> Iterator[tuple[str, Item, Nodes, MarkedOffer | None]]:
    """Items of a property on offers, and on the products themselves (offer None)."""
    for product in marked_products(page):
        for path, row in product.rows:
            for item in items_at(row, name, product.nodes):
                yield f"{path}.{name}", item, product.nodes, None
        for offer in product.offers:
            for item in items_at(offer.data, name, product.nodes):
                yield f"{offer.path}.{name}", item, product.nodes, offer


def shop_items(page: PageRecord, name: str = "") -> Iterator[tuple[str, Item, Nodes]]:
    """The shop's own description, or the items of one of its properties."""
    if page.structured is None:
        return
    nodes = nodes_by_id(page.structured)
    for shop in page.structured.of_type(*SHOPS):
        path = f"{SYNTAXES[shop.syntax]}: {shop.types[0]}"
        if not name:
            yield path, shop.data, nodes
            continue
        for item in items_at(shop.data, name, nodes):
            yield f"{path}.{name}", item, nodes


def word(value: Any) -> str:
    """The last part of a schema.org address, lower case: `freereturn`."""
    text = str(scalar(value) or "").strip().rstrip("/")
    return text.rpartition("/")[2].rpartition(":")[2].lower()


def amount(value: Any) -> Decimal | None:
    """A plain number, or the value of a MonetaryAmount."""
    if isinstance(value, dict):
        inner = prop(value, "value")
        value = prop(value, "maxValue") if is_blank(inner) else inner
    value = scalar(value)
    if isinstance(value, bool) or value is None:
        return None
    try:
        number = Decimal(str(value).strip())
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


class Faults:
    """Faults of one kind over all items of a page, each told once."""

    def __init__(self) -> None:
        """Nothing found yet."""
        self.rows: dict[str, tuple[str, list[str]]] = {}

    def add(self, about: str, sentence: str, path: str) -> None:
        """Take in one fault; the first sentence stays."""
        self.rows.setdefault(about, (sentence, []))[1].append(path)
