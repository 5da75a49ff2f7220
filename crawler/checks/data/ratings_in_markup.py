"""Ratings and reviews of the structured data, and why Google cannot use one."""

import re
from decimal import Decimal
from typing import Any

from crawler.checks.data.google_properties import (
    REVIEW,
    at,
    has,
    missing_required,
    properties,
)
from crawler.checks.data.products_in_markup import Item, is_blank, prop, scalar
from crawler.extract.offers_markup import words

_NUMBER = re.compile(r"\d{1,9}(?:\.\d{1,9})?")
_SHARE = re.compile(r"\d{1,9}(?:\.\d{1,9})?\s*(?:%|/\s*\d{1,9}(?:\.\d{1,9})?)")
_MOST_AUTHOR = 100
"""Google: a valid name has fewer than 100 characters (review snippet page, read 2026-11-23)."""


def faults_of_rating(item: Item, nodes: dict[str, Item]) -> list[tuple[str, str]]:
    """What is wrong with an AggregateRating: (property, sentence)."""
    counts = [scalar(value) for name in ("ratingCount", "reviewCount") for value in
              at(item, name, nodes) if not is_blank(value)]  # fmt: skip
    if counts and all(_decimal(value) == 0 for value in counts):
        return [("count", "The rating counts 0 ratings; leave it out until there is one.")]
    found: list[tuple[str, str]] = []
    for name in missing_required(item, REVIEW, "AggregateRating", nodes):
        key = "count" if "Count" in name else name
        found.append((key, f'The rating has no "{name}", which Google requires.'))
    for value in counts:
        number = _decimal(value)
        if number is None or number != number.to_integral_value():
            found.append(("count", f'The number of ratings, "{_cut(value)}", is no whole number.'))
            break
    return found + _faults_of_value(item, "rating")


def faults_of_review(item: Item, nodes: dict[str, Item]) -> list[tuple[str, str]]:
    """What is wrong with a Review. One of pros and cons needs no stars."""
    found: list[tuple[str, str]] = []
    ratings = [row for row in at(item, "reviewRating", nodes) if isinstance(row, dict)]
    ratings = [row for row in ratings if "@id" not in row or len(row) > 2]
    for row in properties(REVIEW, "Review", required=True):
        name = row.names[0]
        if name == "author" and not any(_name(value) for value in at(item, name, nodes)):
            found.append(("author", "A review names no author, which Google requires."))
        if name == "reviewRating.ratingValue" and ratings and not has(item, name, nodes):
            found.append(("reviewRating", 'The stars of a review have no "ratingValue".'))
    for value in at(item, "author", nodes):
        name = _name(value) or ""
        if len(name) >= _MOST_AUTHOR:
            found.append(("author", f'The author of a review, "{name[:60]}...", is no name.'))
    for rating in ratings:
        found += _faults_of_value(rating, "review's rating")
    return found


def rating_value(item: Item) -> Decimal | None:
    """The value as a number; None when it is missing, a share or no number."""
    return _decimal(scalar(prop(item, "ratingValue")))


def _faults_of_value(item: Item, called: str) -> list[tuple[str, str]]:
    raw = prop(item, "ratingValue")
    raw = raw[0] if isinstance(raw, list) and raw else raw
    if is_blank(raw):
        return []
    value = scalar(raw)
    text = str(value).strip()
    if _SHARE.fullmatch(text):
        return []
    number = _decimal(value)
    if number is None:
        hint = "; decimals need a point" if re.fullmatch(r"\d+,\d+", text) else ""
        return [("ratingValue", f'The {called}, "{text[:40]}", is not a number{hint}.')]
    worst = _bound(item, "worstRating", Decimal(1))
    best = _bound(item, "bestRating", Decimal(5))
    if worst is None or best is None or worst <= number <= best:
        return []
    scale = f"{worst} to {best}"
    return [("ratingValue", f"The {called}, {text[:40]}, is outside its scale of {scale}.")]


def _bound(item: Item, name: str, default: Decimal) -> Decimal | None:
    value = prop(item, name)
    return default if is_blank(value) else _decimal(scalar(value))


def _decimal(value: object) -> Decimal | None:
    if isinstance(value, bool) or value is None:
        return None
    text = str(value).strip()
    return Decimal(text) if text.isascii() and _NUMBER.fullmatch(text) else None


def _name(value: Any) -> str | None:
    if isinstance(value, dict) and set(value) <= {"@id", "@type"} and value.get("@id"):
        return str(value["@id"])[:50]  # named elsewhere
    return words(value)


def _cut(value: object) -> str:
    return str(value).strip()[:40]
