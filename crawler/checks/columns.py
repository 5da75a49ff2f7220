"""What the index keeps of a page in one word: the columns that are worked out."""

from collections.abc import Iterator
from typing import Any

from crawler.records import PageRecord, normalise_url

_GROUPED = frozenset({"isVariantOf", "inProductGroupWithID", "hasVariant"})
_POLICIES = {
    "shippingDetails": "shipping", "hasShippingService": "shipping",
    "hasMerchantReturnPolicy": "returns",
}  # fmt: skip
_DEEPEST = 6


def policies_in(page: PageRecord) -> str:
    """Of "returns shipping" what the structured data speaks of, anywhere in it."""
    items = page.structured.items if page.structured else ()
    return " ".join(sorted({name for item in items for name in _policies(item.data, 0)}))


def _policies(value: Any, depth: int) -> Iterator[str]:
    if depth > _DEEPEST:
        return
    if isinstance(value, list):
        for row in value[:50]:
            yield from _policies(row, depth + 1)
    elif isinstance(value, dict):
        for key, row in value.items():
            if key in _POLICIES and row:
                yield _POLICIES[key]
            elif isinstance(row, dict | list):
                yield from _policies(row, depth + 1)


def types_in(page: PageRecord) -> str:
    """Types of the top-level items of structured data, sorted, a blank between two."""
    items = page.structured.items if page.structured else ()
    return " ".join(sorted({name for item in items for name in item.types}))


def rating_in(page: PageRecord) -> str:
    """Value and number of the rating that the product data gives: "4.8 of 120"."""
    for item in page.structured.of_type("Product", "ProductGroup") if page.structured else ():
        rating = item.data.get("aggregateRating")
        if isinstance(rating, dict):
            number = rating.get("reviewCount") or rating.get("ratingCount")
            return f"{rating.get('ratingValue')} of {number}"[:60]
    return ""


def likeness_in(page: PageRecord) -> str:
    """The fingerprint of a product; "" for one that its data calls a variant or a group."""
    for item in page.structured.items if page.structured else ():
        if not _GROUPED.isdisjoint(item.data) or "ProductGroup" in item.types:
            return ""
    return page.outline.likeness if page.outline else ""


def location_of(page: PageRecord) -> str | None:
    """Where a page redirects to, normalised where it can be."""
    if page.http.location is None:
        return None
    try:
        return normalise_url(page.http.location)
    except ValueError:
        return page.http.location
