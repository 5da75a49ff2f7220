"""One amount seen on a page: what kind of price it is and what speaks for it."""

import re
from dataclasses import dataclass
from decimal import Decimal

from selectolax.lexbor import LexborNode

from crawler.extract.buybox import Layout
from crawler.extract.currencies import SIGN
from crawler.extract.document import Document, ancestors, fold
from crawler.extract.money import NUMBER, ParsedPrice, parse_price, price_range
from crawler.extract.price_text import names_of, price_text, reader_only
from crawler.extract.words import (
    CURRENT_NAMES,
    EX_TAX_TEXT,
    FROM_TEXT,
    IN_TAX_TEXT,
    INSTALMENT_NAMES,
    INSTALMENT_TEXT,
    MEMBER_NAMES,
    NOT_PRICE,
    REGULAR_NAMES,
    SAVE_TEXT,
    SHIPPING_TEXT,
    UNIT_NAMES,
    UNIT_TEXT,
    WAS_NAMES,
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
    if any(reader_only(name) for name in names[:3]) or any(NOT_PRICE.search(n) for n in names[:2]):
        return None
    around = _around(document, node, text)
    kind = _kind(chain, names, text, around)
    if kind is None:
        return None
    distance = layout.distance(node)
    score = _score(document, layout, node, names, signed=signed, distance=distance)
    if not signed and "price" not in " ".join(names[:2]).lower():
        score -= 3
    tax = False if EX_TAX_TEXT.search(around) else True if IN_TAX_TEXT.search(around) else None
    span = price_range(text, currency) if kind in (PriceType.CURRENT, PriceType.FROM) else None
    high = span[1] if span else None
    kind = PriceType.FROM if span else kind
    return Sighting(
        node, text, parsed, kind, score, distance, tax, high,
        regular=any(REGULAR_NAMES.search(name) for name in names[:3])
        or bool(_REGULAR_TEXT.search(_label(text, around))),
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


def _kind(chain: list[LexborNode], names: list[str], text: str, around: str) -> PriceType | None:
    """What the amount is. None: no price of a product at all (a saving, shipping)."""
    if any(outer.tag in ("del", "s", "strike") for outer in chain[:4]):
        return PriceType.WAS
    near = names[:3]
    own_current = bool(names and CURRENT_NAMES.search(names[0]))
    if any(UNIT_NAMES.search(name) for name in near[:2]) or UNIT_TEXT.search(text):
        return PriceType.UNIT
    if any(INSTALMENT_NAMES.search(name) for name in near) or INSTALMENT_TEXT.search(text):
        return PriceType.INSTALMENT
    if any(WAS_NAMES.search(name) for name in near[: 1 if own_current else 3]) and not (
        own_current and not WAS_NAMES.search(names[0])
    ):
        return PriceType.WAS
    label = _label(text, around)
    if WAS_TEXT.search(label):
        return PriceType.LIST
    if SAVE_TEXT.search(label) or (SAVE_TEXT.search(text) and "%" in text and not own_current):
        return None
    if SHIPPING_TEXT.search(label):
        return None
    if UNIT_TEXT.match(_tail(text, around)):
        return PriceType.UNIT
    if INSTALMENT_TEXT.match(_tail(text, around)):
        return PriceType.INSTALMENT
    if any(MEMBER_NAMES.search(name) for name in near[:2]):
        return PriceType.MEMBER
    if FROM_TEXT.search(text) or FROM_TEXT.search(label):
        return PriceType.FROM
    return PriceType.CURRENT


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
    if CURRENT_NAMES.search(own):
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
