"""Which structured item is the product of the page, and which merely stand on it."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from crawler.extract.document import Document, fold
from crawler.extract.offers_markup import resolve, words
from crawler.extract.structured import types_of
from crawler.records import StructuredFacts

PRODUCT_TYPES = frozenset(
    {
        "Product", "ProductGroup", "IndividualProduct", "ProductModel", "SomeProducts", "Vehicle",
        "Car", "Motorcycle", "Book", "VideoGame", "SoftwareApplication", "ProductCollection",
    }
)  # fmt: skip
_NEEDS_OFFERS = frozenset({"Book", "VideoGame", "SoftwareApplication", "ProductCollection"})
_RIGHT = {name.lower(): name for name in PRODUCT_TYPES}
_NESTED = ("mainEntity", "mainEntityOfPage", "about", "item", "isVariantOf", "@graph")


def nodes_by_id(structured: StructuredFacts) -> dict[str, dict[str, Any]]:
    """Top-level items by @id, so that references can be followed."""
    return {
        identity: item.data
        for item in structured.items
        if isinstance(identity := item.data.get("@id"), str) and len(item.data) > 2
    }


def products_of(
    structured: StructuredFacts, syntax: str, *, any_case: bool = False
) -> list[dict[str, Any]]:
    """Product items of one syntax that are not inside a list of products.

    With `any_case` also items of the type "product": Google does not know that type, but what the
    shop says there is evidence all the same.
    """
    nodes = nodes_by_id(structured)
    found: list[dict[str, Any]] = []
    for item in structured.items:
        if item.syntax == syntax:
            found += _products(item.data, nodes, 0, any_case=any_case)
    unique: dict[int, dict[str, Any]] = {id(data): data for data in found}
    return list(unique.values())


def main_product(
    products: list[dict[str, Any]], document: Document, heading: str
) -> dict[str, Any] | None:
    """The page's own product. None: there is none, or several and nothing tells which."""
    if not products:
        return None
    groups = [data for data in products if "ProductGroup" in types_of(data)]
    if len(groups) == 1:
        return groups[0]
    if len(products) == 1:
        return products[0]
    page = _path(document.url)
    for data in products:
        addresses = (words(data.get(name), 2000) for name in ("url", "@id"))
        if any(a and _path(document.resolve(a)[0] or "") == page != "/" for a in addresses):
            return data
    title = heading.casefold()
    if title:
        named = [data for data in products if (words(data.get("name")) or "").casefold() == title]
        if named:
            return max(named, key=len)
        near = [
            data for data in products if _overlap(words(data.get("name")) or "", heading) >= 0.6
        ]
        if near:
            return max(near, key=lambda data: _overlap(words(data.get("name")) or "", heading))
    names = {(words(data.get("name")) or "").casefold() for data in products}
    if len(names) == 1:
        return max(products, key=lambda data: ("offers" in data, len(data)))
    rich = [
        data for data in products if "offers" in data and ("description" in data or "sku" in data)
    ]
    return rich[0] if len(rich) == 1 else None


def _products(
    data: Any, nodes: dict[str, dict[str, Any]], depth: int, *, any_case: bool
) -> Iterator[dict[str, Any]]:
    data = resolve(data, nodes)
    if depth > 3:
        return
    if isinstance(data, list):
        for row in data[:20]:
            yield from _products(row, nodes, depth + 1, any_case=any_case)
        return
    if not isinstance(data, dict):
        return
    types = {_RIGHT.get(name, name) if any_case else name for name in types_of(data)}
    if types & PRODUCT_TYPES and ("offers" in data or types - _NEEDS_OFFERS & types):
        yield data
        return
    if types & {"ListItem", "BreadcrumbList", "ItemList", "OfferCatalog"}:
        return
    for name in _NESTED:
        if name in data:
            yield from _products(data[name], nodes, depth + 1, any_case=any_case)


def _path(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path.rstrip("/") or "/"


def _overlap(first: str, second: str) -> float:
    a, b = set(fold(first).casefold().split()), set(fold(second).casefold().split())
    return len(a & b) / min(len(a), len(b)) if a and b else 0.0
