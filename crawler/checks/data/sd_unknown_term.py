"""data/sd-unknown-term"""

import re
from collections.abc import Iterator
from typing import Any

from crawler.checks.api import NotApplicable, check
from crawler.checks.data.google_properties import PROPERTIES
from crawler.checks.data.policies_in_markup import Faults
from crawler.checks.data.products_in_markup import SYNTAXES
from crawler.extract.structured import types_of
from crawler.records import Problem, Severity, StructuredFacts

_TYPES = frozenset(row.type for row in PROPERTIES if " " not in row.type)
_NAMES = frozenset(part for row in PROPERTIES for name in row.names for part in name.split("."))
_REAL = frozenset({"reviews", "contactPoints", "encodings", "offer"})
"""Words of schema.org, or harmless ones, that are one letter from a name of the table."""
_SHORTEST = 6
"""Our own limit: shorter names are too near to others."""
_CONTEXT = re.compile(r"^https?://(?:www\.)?schema\.org(?:/.*)?$", re.IGNORECASE)


@check(
    Severity.NOTICE,
    since="0.1",
    sources=("https://schema.org/docs/schemas.html (read 2026-11-23)",),
    also=(
        "Screaming Frog: Structured Data: Validation Errors",
        "Ahrefs: Structured data has schema.org validation error",
    ),
)
def sd_unknown_term(structured: StructuredFacts) -> Iterator[Problem]:
    """A name in the structured data is misspelt

    ## Why it matters
    Google passes over names it does not know. A price or a stock behind a misspelt name is as good
    as missing.

    ## How to fix
    Correct the name in the template or app that writes the data; capital letters count. Shopify:
    the theme's structured data. WooCommerce: the schema plugin's own fields. Magento: the theme's
    templates. BigCommerce: components/products/schema.html. Salesforce Commerce Cloud: the product
    template.

    ## What is not checked
    Names that are not near to one that Google's pages list: schema.org has thousands, and Storewalk
    only knows those. Vocabularies beside schema.org.
    """
    if not structured.items:
        raise NotApplicable
    faults = Faults()
    for item in structured.items:
        label = SYNTAXES[item.syntax]
        context = item.data.get("@context")
        if isinstance(context, str) and not _CONTEXT.match(context.strip()):
            if set(item.types) & _TYPES:
                told = f'The @context is "{context[:80]}"; it should be "https://schema.org".'
                faults.add("@context", told, label)
            continue
        _look(faults, item.data, label, 0)
    for about, (sentence, paths) in faults.rows.items():
        yield Problem(
            message=sentence, about=about, cause=f"term: {about}", evidence={"paths": paths[:10]}
        )


def _look(faults: Faults, value: Any, path: str, depth: int) -> None:
    if depth > 8:
        return
    if isinstance(value, list):
        for row in value[:100]:
            _look(faults, row, path, depth + 1)
    elif isinstance(value, dict):
        kinds = types_of(value)
        for kind in kinds:
            _compare(faults, kind, _TYPES, path)
        known = not _TYPES.isdisjoint(kinds)
        for key, row in value.items():
            if known:
                _compare(faults, key, _NAMES, path)
            if isinstance(row, dict | list):
                _look(faults, row, f"{path}.{key[:40]}", depth + 1)


def _compare(faults: Faults, name: str, known: frozenset[str], path: str) -> None:
    if name in known or name in _REAL or not name.isalpha() or len(name) > 60:
        return
    near = next((right for right in sorted(known) if _near(name, right)), None)
    if near is not None:
        faults.add(name, f'"{name}" is not a word of schema.org; "{near}" may be meant.', path)


def _near(name: str, right: str) -> bool:
    """Whether one letter more, less, other or swapped makes the one of the other."""
    if len(right) < _SHORTEST or abs(len(name) - len(right)) > 1:
        return False
    if name.lower() == right.lower():
        return name[0] == right[0]  # "offers" and "Offers" may be a property and a type
    start = 0
    while start < min(len(name), len(right)) and name[start] == right[start]:
        start += 1
    one, two = name[start:], right[start:]
    if len(one) == len(two):
        swapped = one[:2] == two[:2][::-1] and one[2:] == two[2:]
        return one[1:] == two[1:] or swapped
    return one[1:] == two if len(one) > len(two) else one == two[1:]
