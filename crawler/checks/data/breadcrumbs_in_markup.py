"""Breadcrumb lists of the structured data, wherever they stand in it."""

from collections.abc import Iterator, Sequence
from typing import Any

from crawler.checks.data.products_in_markup import SYNTAXES, Item
from crawler.checks.memo import once_per_page
from crawler.extract.structured import types_of
from crawler.records import StructuredFacts

_DEEPEST = 4
"""A BreadcrumbList stands at the top or in a page's `breadcrumb`, not deeper."""


@once_per_page
def breadcrumb_lists(structured: StructuredFacts) -> Sequence[tuple[str, Item]]:
    """Every BreadcrumbList with the name of its syntax."""
    return [
        (SYNTAXES[item.syntax], data) for item in structured.items for data in _inside(item.data, 0)
    ]


def _inside(value: Any, depth: int) -> Iterator[Item]:
    if depth > _DEEPEST:
        return
    if isinstance(value, list):
        for row in value[:100]:
            yield from _inside(row, depth + 1)
    elif isinstance(value, dict):
        if "BreadcrumbList" in types_of(value) and set(value) - {"@id", "@type"}:
            yield value
            return
        for row in value.values():
            if isinstance(row, dict | list):
                yield from _inside(row, depth + 1)
