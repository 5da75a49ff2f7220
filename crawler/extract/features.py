"""What structured data speaks of that search results can show, wherever it stands in it."""

from collections.abc import Iterator
from typing import Any

from crawler.extract.structured import types_of
from crawler.records import StructuredFacts

_BY_PROPERTY = {
    "aggregaterating": "rating", "review": "rating", "reviews": "rating",
    "shippingdetails": "shipping", "hasshippingservice": "shipping",
    "hasmerchantreturnpolicy": "returns",
    "gtin": "gtin", "gtin8": "gtin", "gtin12": "gtin", "gtin13": "gtin", "gtin14": "gtin",
    "ean": "gtin", "isbn": "gtin",
    "hasvariant": "variants", "isvariantof": "variants", "inproductgroupwithid": "variants",
}  # fmt: skip
_BY_TYPE = {
    "BreadcrumbList": "breadcrumb", "ProductGroup": "variants", "AggregateRating": "rating",
    "OfferShippingDetails": "shipping", "MerchantReturnPolicy": "returns",
}  # fmt: skip
_DEEPEST = 8


def features_in(structured: StructuredFacts) -> tuple[str, ...]:
    """Of breadcrumb, gtin, rating, returns, shipping and variants what is in it, sorted."""
    return tuple(sorted({name for item in structured.items for name in _inside(item.data, 0)}))


def _inside(value: Any, depth: int) -> Iterator[str]:
    if depth > _DEEPEST:
        return
    if isinstance(value, list):
        for row in value[:100]:
            yield from _inside(row, depth + 1)
    elif isinstance(value, dict):
        yield from (_BY_TYPE[name] for name in types_of(value) if name in _BY_TYPE)
        for key, row in value.items():
            name = _BY_PROPERTY.get(key.rpartition("/")[2].rpartition(":")[2].lower())
            if name is not None and row:
                yield name
            if isinstance(row, dict | list):
                yield from _inside(row, depth + 1)
