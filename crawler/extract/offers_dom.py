"""Prices as a shopper sees them: the price-like element of the buy box, above other products."""

import re
from decimal import Decimal
from functools import lru_cache

from selectolax.lexbor import LexborNode

from crawler.extract.buybox import Layout
from crawler.extract.currencies import SIGN
from crawler.extract.document import Document, ancestors, fold
from crawler.extract.money import NUMBER, RANGE
from crawler.extract.names import names_of
from crawler.extract.price_text import price_text
from crawler.extract.sightings import Sighting, look
from crawler.records import OfferSource, PriceCandidate, PriceType

PRICED = (
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
TWINS = (
    ".price:not(.price--on-sale)>*>.price__sale,"
    ".price:not(.price--on-sale)>.price__sale,.price--on-sale .price__regular"
)
"""Themes such as Dawn send the sale and the regular price and let CSS show one."""

_STRUCK = ("del", "s", "strike")
_MAX_ELEMENTS = 400
_MAX_FOUND = 40
_MAX_LENGTH = 90
_MIN_SCORE = 2.0
_TWO = re.compile(r"([^\d]{0,20}\d[\d.,]*[^\d]{0,6}?)\s+([^\d]{0,12}\d[\d.,]*[^\d]{0,8})")


def dom_candidates(
    document: Document, layout: Layout, *, currency: str | None, country: str | None
) -> list[PriceCandidate]:
    """Amounts of the buy box, best first. Empty when nothing looks like this product's price."""
    found = _elements(document, layout, currency, country)
    if not any(
        s.type in (PriceType.CURRENT, PriceType.FROM) and s.score >= _MIN_SCORE and s.parsed.amount
        for s in found
    ):
        found += _loose_texts(document, layout, currency, country)
    current = [s for s in found if s.type is PriceType.CURRENT and s.score >= _MIN_SCORE]
    _strike_regular(current)
    current = [s for s in current if s.type is PriceType.CURRENT]
    # "€0.00" is evidence of a fault, never preferred to an amount.
    current.sort(key=lambda s: (not s.parsed.amount, -s.score, s.distance))
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
    for node in document.css(TWINS):
        twins.update([inner.mem_id for inner in node.traverse()])
    consumed: set[int] = set()
    found: list[Sighting] = []
    for node in document.css(PRICED)[:_MAX_ELEMENTS]:
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
        if layout.other_product(node) and layout.in_tile(node):
            # Too far from any price of this product to be read at all.
            consumed.update([inner.mem_id for inner in node.traverse()])
            continue
        text = price_text(document, node)
        if not text or not any(c.isdigit() for c in text):
            continue
        if len(text) > _MAX_LENGTH:
            continue
        if _several(text) and any(_is_priced(inner) for inner in node.css("*")[1:30]):
            continue
        sightings = [
            sighting
            for part in parts_of(text)
            if (sighting := look(document, layout, node, part, currency, country)) is not None
        ]
        if not sightings:
            continue
        consumed.update(_read_with(node))
        if len(sightings) == 2:
            old_and_new(sightings)
        found += sightings
        if len(found) >= _MAX_FOUND:
            break
    return found


def _read_with(node: LexborNode) -> set[int]:
    """Memory ids of what was read with the element: all in it but struck prices beside its own."""
    inside = list(node.traverse())
    read = {inner.mem_id for inner in inside}
    if node.tag not in _STRUCK:
        for struck in inside:
            if struck.tag in _STRUCK:
                read.difference_update([inner.mem_id for inner in struck.traverse()])
    return read


@lru_cache(maxsize=2048)
def parts_of(text: str) -> tuple[str, ...]:
    """Two amounts with a sign each, as "$1200 $960", apart; a range stays whole."""
    if RANGE.search(text) or len(SIGN.findall(text)) != 2:
        return (text,)
    match = _TWO.fullmatch(text.strip())
    return (match[1], match[2]) if match else (text,)


def old_and_new(pair: list[Sighting]) -> None:
    """Of two amounts in one element the higher is the old one."""
    amounts = [sighting.parsed.amount or Decimal(0) for sighting in pair]
    if amounts[0] != amounts[1] and all(s.type is PriceType.CURRENT for s in pair):
        pair[amounts.index(max(amounts))].type = PriceType.WAS


@lru_cache(maxsize=2048)
def _several(text: str) -> bool:
    signs = len(SIGN.findall(text))
    return signs > 1 or (signs <= 1 and len(NUMBER.findall(text)) > 1)


def _is_priced(node: LexborNode) -> bool:
    names = names_of(node).lower()
    return any(word in names for word in ("price", "amount", "preis", "prix", "money", "cena")) or (
        node.tag in ("bdi", "ins")
    )


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
    found: list[Sighting] = []
    seen: set[int] = set()
    for node in document.nodes:
        if not node.is_text_node:
            continue
        if len(found) >= _MAX_FOUND or len(seen) > _MAX_ELEMENTS:
            break
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
        sighting = look(document, layout, holder, text, currency, country)
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
