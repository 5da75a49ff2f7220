"""What page.html shows of one page, as far as its own record and its place tell."""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

import orjson

from crawler.records import OfferFacts, PageRecord
from reports.language import _, count, money, number
from reports.model.prices.market import CONFIDENCE_WORDS, availability_words, state_words
from reports.model.rows import Place
from reports.model.values import AMOUNT_WORDS, FAILURE_WORDS, READ_WORDS, label, word

Raw = Mapping[str, Any]
"""A section of a page record as its line has it: without the fields that hold their default."""


def record_facts(record: PageRecord, outline: Raw | None, images: Raw | None) -> bytes:
    """`{"facts": [[name, value]], "price": {...}}` as JSON on one line."""
    facts = [*_answer(record), *_content(record, outline, images)]
    told = {"facts": shown(facts), "price": _price(record.offer)}
    try:
        return orjson.dumps(told)
    except TypeError:  # a lone surrogate, which no file can hold
        text = json.dumps(told, ensure_ascii=False, separators=(",", ":"))
        return text.encode("utf-8", "replace")


def shown(facts: list[list[Any]]) -> list[list[str]]:
    """Facts that there are, as texts that fit on a page."""
    return [[name, str(value)[:600]] for name, value in facts if value not in (None, "")]


def place_facts(place: Place | None, depth: int | None, way: str) -> list[list[str]]:
    """Where the page stands among the others. `depth` is what the walk knew, `way` in words."""
    return shown([
        [_("Clicks from home"), place.depth if place else depth],
        [_("The way from the home page"), way or None],
        [_("Linked from pages"), number(place.links_in) if place else None],
        [_("Link value"), _("{value} (1 is the average page)").format(
            value=number(round(place.value, 1))) if place else None],
        [_("Template"), (place.template or None) if place else None],
    ])  # fmt: skip


def _answer(record: PageRecord) -> list[list[Any]]:
    http = record.http
    return [
        [_("Status"), http.status if http.status is not None
         else word(FAILURE_WORDS, http.failure or "") or _("no answer")],
        [_("Redirects to"), http.location],
        [_("First byte"), None if http.ttfb_ms is None else f"{number(http.ttfb_ms)} ms"],
        [_("Size"), count(http.size_bytes, "byte", "bytes") if http.size_bytes else None],
        [_("Found on"), record.found_on],
        [_("In sitemap"), record.in_sitemap],
        [_("Google may fetch it"), _("yes") if record.googlebot_allowed else _("no (robots.txt)")],
    ]  # fmt: skip


def _content(record: PageRecord, outline: Raw | None, images: Raw | None) -> list[list[Any]]:
    head = record.head
    none = _("none")
    facts: list[list[Any]] = []
    if head:
        facts += [
            [_("Title"), " | ".join(head.titles) or none],
            [_("Description"), " | ".join(head.descriptions) or none],
            [_("Canonical"), ", ".join(c.url or c.href for c in head.canonicals) or none],
            [_("Google may index it"), _("no (noindex)") if head.noindex else _("yes")],
            [_("Language"), head.lang or none],
            [_("Viewport"), " | ".join(head.viewports) or none],
        ]
    if outline is not None:
        tops = [one["text"] for one in outline.get("headings", ()) if one["level"] == 1]
        facts += [
            [_("Main heading"), " | ".join(tops) or none],
            [_("Words"), number(outline.get("word_count", 0))],
        ]
    if images is not None:
        facts.append([_("Images"), _images(images.get("images", ()))])
    if record.structured:
        types = Counter(t for item in record.structured.items for t in item.types)
        named = ", ".join(f"{name} ×{n}" if n > 1 else name for name, n in sorted(types.items()))
        facts.append([_("Structured data"), named or none])
    return facts


def _images(images: Sequence[Raw]) -> str:
    bare = sum(one.get("alt") is None and not one.get("decorative") for one in images)
    return _("{n}, {bare} without alt text").format(n=number(len(images)), bare=number(bare))


def _price(offer: OfferFacts | None) -> dict[str, Any] | None:
    if offer is None or offer.state == "not_product":
        return None
    price, struck = offer.price, offer.list_price
    shown = money(str(price.amount), price.currency) if price else ""
    facts: list[list[Any]] = [
        [_("Price"), shown or state_words(offer.state.value) or _("Not known")],
        [_("List price"), money(str(struck.amount), struck.currency) if struck else ""],
        [_("Confidence"), label(CONFIDENCE_WORDS, offer.confidence.value)],
        [_("Availability"),
         availability_words(offer.availability and offer.availability.value) or _("Not said")],
        [_("SKU"), offer.sku],
        [_("GTIN"), offer.gtin],
    ]  # fmt: skip
    return {
        "facts": [fact for fact in facts if fact[1]],
        "seen": [
            [word(READ_WORDS, c.source.value), word(AMOUNT_WORDS, c.type.value), c.raw, c.path]
            for c in offer.candidates[:20]
        ],
    }
