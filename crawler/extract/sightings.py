"""One amount seen on a page: what kind of price it is and what speaks for it."""

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from selectolax.lexbor import LexborNode

from crawler.extract.buybox import Layout
from crawler.extract.currencies import SIGN
from crawler.extract.document import Document, ancestors, fold
from crawler.extract.money import NUMBER, ParsedPrice, parse_price, price_range
from crawler.extract.names import Signs, names_of, signs_of
from crawler.extract.price_text import price_text
from crawler.extract.words import (
    BUNDLE_TEXT,
    EX_TAX_TEXT,
    FROM_TEXT,
    IN_TAX_TEXT,
    INSTALMENT_TEXT,
    SAVE_TEXT,
    SHIPPING_TEXT,
    UNIT_TEXT,
    WAS_TEXT,
)
from crawler.records import PriceType

_REGULAR_TEXT = re.compile(
    r"\b(?:reg\.?|regular(?:ly)?|normal(?:preis)?|prix normal)\b", re.IGNORECASE
)


@dataclass(slots=True)
class Sighting:
    """One amount seen on the page, with what speaks for it."""

    node: LexborNode
    text: str
    parsed: ParsedPrice
    type: PriceType
    score: float
    distance: int
    tax_included: bool | None
    high: Decimal | None = None
    regular: bool = False


class _Said(NamedTuple):
    """What the words in and around one amount say."""

    unit: bool
    instalment: bool
    bundle: bool
    was: bool
    no_price: bool
    saving: bool
    follows: PriceType | None
    """What the words right behind it make of it."""
    starts: bool
    regular: bool
    tax_included: bool | None


def look(
    document: Document,
    layout: Layout,
    node: LexborNode,
    text: str,
    currency: str | None,
    country: str | None,
) -> Sighting | None:
    """The sighting in `text` of `node`. None: it is no amount, or no price of a product."""
    parsed = parse_price(text, currency_hint=currency, country=country)
    if parsed.amount is None or parsed.amount < 0:
        return None
    signed = bool(SIGN.search(text)) or (parsed.reason == "" and currency is None)
    chain = [node, *ancestors(node, 5)]
    names = [names_of(outer) for outer in chain if outer.tag not in ("body", "html", "main")]
    signs = [signs_of(name) for name in names[:3]]
    if any(sign.reader_only for sign in signs) or any(sign.no_price for sign in signs[:2]):
        return None
    around = _around(document, node, text)
    kind = _kind(chain, signs, text, around)
    if kind is None:
        return None
    distance = layout.distance(node)
    score = _score(document, layout, node, names, signed=signed, distance=distance)
    if not signed and "price" not in " ".join(names[:2]).lower():
        score -= 3
    said = _said(text, around)
    span = price_range(text, currency) if kind in (PriceType.CURRENT, PriceType.FROM) else None
    high = span[1] if span else None
    if span:
        kind, parsed = PriceType.FROM, replace(parsed, amount=span[0])
    return Sighting(
        node, text, parsed, kind, score, distance, said.tax_included, high,
        regular=said.regular or any(sign.regular for sign in signs),
    )  # fmt: skip


def _around(document: Document, node: LexborNode, text: str) -> str:
    """The text with its label: what stands just before and after in the same small block."""
    parent = node.parent
    if parent is None or parent.tag in ("body", "main"):
        return text
    if len(parent.text()) <= 300:
        block = price_text(document, parent)
        if len(block) <= 110 and text[:20] in block:
            return block
    before = node.prev
    label = fold((before.text() if before is not None else "")[:200])[-40:]
    after = node.next
    tail = fold((after.text() if after is not None else "")[:200])[:30]
    return f"{label} {text} {tail}"


def _kind(chain: list[LexborNode], near: list[Signs], text: str, around: str) -> PriceType | None:
    """What the amount is. None: no price of a product at all (a saving, shipping)."""
    if any(outer.tag in ("del", "s", "strike") for outer in chain[:4]):
        return PriceType.WAS
    said = _said(text, around)
    own_current = bool(near) and near[0].current
    if any(signs.unit for signs in near[:2]) or said.unit:
        return PriceType.UNIT
    if any(signs.instalment for signs in near) or said.instalment:
        return PriceType.INSTALMENT
    if said.bundle:
        return PriceType.BUNDLE
    if near[0].was if own_current else any(signs.was for signs in near):
        return PriceType.WAS
    if said.was:
        return PriceType.LIST
    if said.no_price or (said.saving and not own_current):
        return None
    if said.follows is not None:
        return said.follows
    if any(signs.member for signs in near[:2]):
        return PriceType.MEMBER
    return PriceType.FROM if said.starts else PriceType.CURRENT


@lru_cache(maxsize=2048)
def _said(text: str, around: str) -> _Said:
    """What the words say. The same amounts stand in the tiles of many pages."""
    label = _label(text, around)
    tail = _tail(text, around)
    return _Said(
        unit=UNIT_TEXT.search(text) is not None,
        instalment=INSTALMENT_TEXT.search(text) is not None
        or INSTALMENT_TEXT.search(label) is not None,
        bundle=BUNDLE_TEXT.search(f"{label} {text}") is not None,
        was=WAS_TEXT.search(label) is not None,
        no_price=bool(SAVE_TEXT.search(label) or SHIPPING_TEXT.search(label)),
        saving="%" in text and SAVE_TEXT.search(text) is not None,
        follows=PriceType.UNIT if UNIT_TEXT.match(tail)
        else PriceType.INSTALMENT if INSTALMENT_TEXT.match(tail) else None,
        starts=bool(FROM_TEXT.search(text) or FROM_TEXT.search(label)),
        regular=_REGULAR_TEXT.search(label) is not None,
        tax_included=False if EX_TAX_TEXT.search(around)
        else True if IN_TAX_TEXT.search(around) else None,
    )  # fmt: skip


def _label(text: str, around: str) -> str:
    """Words before the number: inside the element, else the last ones before it."""
    number = NUMBER.search(text)
    inside = text[: number.start()] if number else ""
    place = around.find(text[:20])
    outside = around[max(0, place - 30) : place] if place > 0 else ""
    outside = re.split(r"\d", outside)[-1]
    return f"{outside} {inside}".strip()


def _tail(text: str, around: str) -> str:
    place = around.find(text[:20])
    return around[place + len(text) :].lstrip(" ()")[:24] if place >= 0 else ""


def _score(
    document: Document,
    layout: Layout,
    node: LexborNode,
    names: list[str],
    *,
    signed: bool,
    distance: int,
) -> float:
    score = 3.0 if signed else 0.0
    own = " ".join(names[:2])
    lower = own.lower()
    if "price" in lower or "preis" in lower or "prix" in lower or "precio" in lower:
        score += 2.0
    if signs_of(own).current:
        score += 1.5
    if node.attributes.get("itemprop") == "price":
        score += 3.0
    if layout.heading is None:
        score += 1.0 - min(distance, 3000) / 1500
    elif 0 <= distance <= 900:
        score += 4.0 - distance / 225
    elif distance > 900:
        score -= min(6.0, (distance - 900) / 200)
    else:
        score -= min(5.0, -distance / 120)
    if layout.other_product(node):
        # A tile that links to another page is another product, whatever else speaks for it.
        score -= 50.0 if layout.in_tile(node) else 8.0
    if not layout.same_page_link(node):
        score -= 5.0
    if any(outer.tag in ("li", "tr") for outer in ancestors(node, 3)):
        score -= 1.0
    return score
