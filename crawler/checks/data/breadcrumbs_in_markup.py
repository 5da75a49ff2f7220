"""Breadcrumb lists of the structured data, wherever they stand in it."""

from collections.abc import Iterator
from typing import Any

from crawler.checks.data.products_in_markup import SYNTAXES, Item
from crawler.extract.structured import types_of
from crawler.records import StructuredFacts

_DEEPEST = 4
"""A BreadcrumbList stands at the top or in a page's `breadcrumb`, not deeper."""


def breadcrumb_lists(structured: StructuredFacts) -> Iterator[tuple[str, Item]]:
    """Every BreadcrumbList with the name of its syntax."""
    for item in structured.items:
        for data in _inside(item.data, 0):
            yield SYNTAXES[item.syntax], data


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
            yield from _inside(row, depth + 1)
