"""Prices as a shopper sees them: the price-like element of the buy box, above other products."""

import re
from dataclasses import dataclass
from decimal import Decimal

from selectolax.lexbor import LexborNode

from crawler.extract.buybox import Layout
from crawler.extract.currencies import SIGN
from crawler.extract.document import Document, ancestors, fold
from crawler.extract.money import ParsedPrice, parse_price
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
from crawler.records import OfferSource, PriceCandidate, PriceType

_PRICED = (
    ",".join(
        f'[{attribute}*="{word}" i]'
        for attribute, found in (
            (
                "class",
                (
                    "price",
                    "amount",
                    "preis",
                    "prix",
                    "precio",
                    "prezzo",
                    "prijs",
                    "cena",
                    "money",
                    "cost",
                    "pris-",
                    "preco",
                    "valor",
                ),
            ),
            ("id", ("price", "preis", "prix", "precio", "prijs", "cena", "preco")),
            ("data-testid", ("price",)),
            ("data-qa", ("price",)),
            ("data-test", ("price",)),
        )
        for word in found
    )
    + ',[itemprop="price"],[itemprop="lowPrice"],[data-price],bdi,del,s'
)
_TWINS = (
    ".price:not(.price--on-sale)>*>.price__sale,"
    ".price:not(.price--on-sale)>.price__sale,.price--on-sale .price__regular"
)
"""Themes such as Dawn send the sale and the regular price and let CSS show one."""

_NUMBER = re.compile(r"\d[\d.,'’\u00a0\u202f ]*")
_RANGE = re.compile(r"\d\s*(?:[^\d\s]{0,4}\s*)?(?:–|—|-|to|bis|à|až|~)\s*[^\d\s]{0,4}\s*\d")
_REGULAR_TEXT = re.compile(
    r"\b(?:reg\.?|regular(?:ly)?|normal(?:preis)?|prix normal)\b", re.IGNORECASE
)
_MAX_ELEMENTS = 400
_MAX_FOUND = 40
_MAX_LENGTH = 90
_MIN_SCORE = 2.0
_TWO = re.compile(r"([^\d]{0,20}\d[\d.,]*[^\d]{0,6}?)\s+([^\d]{0,12}\d[\d.,]*[^\d]{0,8})")


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


def dom_candidates(
    document: Document, layout: Layout, *, currency: str | None, country: str | None
) -> list[PriceCandidate]:
    """Amounts of the buy box, best first. Empty when nothing looks like this product's price."""
    found = _elements(document, layout, currency, country)
    if not any(
        s.type in (PriceType.CURRENT, PriceType.FROM) and s.score >= _MIN_SCORE for s in found
    ):
        found += _loose_texts(document, layout, currency, country)
    current = [s for s in found if s.type is PriceType.CURRENT and s.score >= _MIN_SCORE]
    _strike_regular(current)
    current = [s for s in current if s.type is PriceType.CURRENT]
    current.sort(key=lambda s: (-s.score, s.distance))
    starts = [s for s in found if s.type is PriceType.FROM and s.score >= _MIN_SCORE]
    starts.sort(key=lambda s: (-s.score, s.distance))
    if starts and (not current or starts[0].score >= current[0].score + 1):
        # A range or "from" price is what this page asks for: its low end is the price shown.
        current = [starts[0], *current]
    best = current[0] if current else None
    others = [
        s for s in found
        if s is not best and s.score > -3 and s.type is not PriceType.CURRENT
        and (best is None or abs(s.distance - best.distance) < 250)
    ]  # fmt: skip
    candidates = [_candidate(best, PriceType.CURRENT)] if best else []
    if best is not None and best.high is not None:
        candidates.append(_candidate(best, PriceType.FROM))
        candidates.append(_candidate(best, PriceType.HIGH, best.high))
    return candidates + [_candidate(s, s.type) for s in others[:12]]


def _elements(
    document: Document, layout: Layout, currency: str | None, country: str | None
) -> list[Sighting]:
    twins: set[int] = set()
    for node in document.css(_TWINS):
        twins.update(inner.mem_id for inner in node.css("*"))
    consumed: set[int] = set()
    found: list[Sighting] = []
    for node in document.css(_PRICED)[:_MAX_ELEMENTS]:
        key = node.mem_id
        if key in consumed or key in twins or key in document.hidden or document.unseen(node):
            continue
        if node.tag in (
            "meta",
            "input",
            "script",
            "style",
            "body",
            "html",
            "form",
            "select",
            "option",
            "link",
        ):
            continue
        if not document.in_main(node) and layout.heading is not None:
            continue
        text = price_text(document, node)
        if not text or not any(c.isdigit() for c in text):
            continue
        if len(text) > _MAX_LENGTH or _several(text):
            if len(text) > _MAX_LENGTH or any(_is_priced(inner) for inner in node.css("*")[1:30]):
                continue
        sightings = [
            sighting
            for part in _parts(text)
            if (sighting := _look(document, layout, node, part, currency, country)) is not None
        ]
        if not sightings:
            continue
        consumed.update(inner.mem_id for inner in node.css("*"))
        if len(sightings) == 2:
            _old_and_new(sightings)
        found += sightings
        if len(found) >= _MAX_FOUND:
            break
    return found


def _parts(text: str) -> list[str]:
    """Two amounts with a sign each, as "$1200 $960", apart; a range stays whole."""
    if _RANGE.search(text) or len(SIGN.findall(text)) != 2:
        return [text]
    match = _TWO.fullmatch(text.strip())
    return [match[1], match[2]] if match else [text]


def _old_and_new(pair: list[Sighting]) -> None:
    """Of two amounts in one element the higher is the old one."""
    amounts = [sighting.parsed.amount or Decimal(0) for sighting in pair]
    if amounts[0] != amounts[1] and all(s.type is PriceType.CURRENT for s in pair):
        pair[amounts.index(max(amounts))].type = PriceType.WAS


def _several(text: str) -> bool:
    signs = len(SIGN.findall(text))
    return signs > 1 or (signs <= 1 and len(_NUMBER.findall(text)) > 1)


def _is_priced(node: LexborNode) -> bool:
    names = names_of(node).lower()
    return any(word in names for word in ("price", "amount", "preis", "prix", "money", "cena")) or (
        node.tag in ("bdi", "ins")
    )


def _look(
    document: Document,
    layout: Layout,
    node: LexborNode,
    text: str,
    currency: str | None,
    country: str | None,
) -> Sighting | None:
    parsed = parse_price(text, currency_hint=currency, country=country)
    if parsed.amount is None or parsed.amount <= 0:
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
    high: Decimal | None = None
    if kind in (PriceType.CURRENT, PriceType.FROM) and _RANGE.search(text):
        numbers = _NUMBER.findall(text)
        if len(numbers) == 2:
            top = parse_price(numbers[1].strip(" -"), currency_hint=currency).amount
            if top is not None and top > parsed.amount:
                high, kind = top, PriceType.FROM
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
    number = _NUMBER.search(text)
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
        score -= 8.0
    if not layout.same_page_link(node):
        score -= 5.0
    if any(outer.tag in ("li", "tr") for outer in ancestors(node, 3)):
        score -= 1.0
    return score


def _strike_regular(current: list[Sighting]) -> None:
    """A price called regular is the old one where a lower, special one stands close to it."""
    for sighting in current:
        if sighting.regular and any(
            not other.regular
            and abs(other.distance - sighting.distance) < 60
            and other.parsed.amount is not None
            and sighting.parsed.amount is not None
            and other.parsed.amount < sighting.parsed.amount
            for other in current
        ):
            sighting.type = PriceType.WAS


def _loose_texts(
    document: Document, layout: Layout, currency: str | None, country: str | None
) -> list[Sighting]:
    """Amounts with a currency sign in elements without a telling name (utility-class themes)."""
    body = document.tree.body
    if body is None:
        return []
    found: list[Sighting] = []
    seen: set[int] = set()
    for node in body.traverse(include_text=True):
        if node.tag != "-text" or len(found) >= _MAX_FOUND:
            continue
        raw = node.text_content or ""
        if len(raw) > 200 or not SIGN.search(raw):
            continue
        parent = node.parent
        if parent is None or parent.mem_id in seen or parent.mem_id in document.textless:
            continue
        if parent.mem_id in document.hidden or not document.in_main(parent):
            continue
        holder = _with_digits(document, parent)
        if holder is None or holder.mem_id in seen:
            continue
        text = price_text(document, holder)
        seen.update((parent.mem_id, holder.mem_id))
        if not text or len(text) > 60:
            continue
        sighting = _look(document, layout, holder, text, currency, country)
        if sighting is not None:
            sighting.score += 1.0 if len(text) < 20 else 0.0
            found.append(sighting)
    return found


def _with_digits(document: Document, node: LexborNode) -> LexborNode | None:
    """The element, or one of its two parents, whose short text holds a number."""
    for outer in (node, *ancestors(node, 2)):
        text = fold(outer.text()[:300])
        if len(text) > 120:
            return None
        if any(c.isdigit() for c in text):
            return outer
    return None


def _candidate(
    sighting: Sighting, kind: PriceType, amount: Decimal | None = None
) -> PriceCandidate:
    return PriceCandidate(
        source=OfferSource.DOM,
        raw=sighting.text[:120],
        path=selector_of(sighting.node),
        amount=sighting.parsed.amount if amount is None else amount,
        currency=sighting.parsed.currency,
        type=kind,
        tax_included=sighting.tax_included,
    )


def selector_of(node: LexborNode) -> str:
    """A short CSS path: up to three steps, an id ends it."""
    steps: list[str] = []
    for outer in (node, *ancestors(node, 2)):
        if outer.tag in ("body", "html", None):
            break
        attributes = outer.attributes
        identity = attributes.get("id")
        if identity and re.fullmatch(r"[A-Za-z][\w\-]{0,60}", identity):
            steps.append(f"#{identity}")
            break
        classes = [
            c
            for c in (attributes.get("class") or "").split()
            if re.fullmatch(r"[A-Za-z_][\w\-]{0,40}", c)
        ]
        steps.append((outer.tag or "") + "".join(f".{name}" for name in classes[:2]))
    return " > ".join(reversed(steps))
