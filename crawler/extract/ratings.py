"""What a shopper sees of a rating, and whether something on the page may still bring it."""

import re
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from typing import Any

from selectolax.lexbor import LexborNode

from crawler.extract.document import Document, attribute, fold
from crawler.extract.outline import waits
from crawler.extract.products import products_of
from crawler.records import RatingSign, StructuredFacts

REVIEW_SERVICES = re.compile(
    r"yotpo|jdgm|judge[._-]?me|loox|stamped(?![a-z])|okendo|trustpilot|trusted-?shops|"
    r"bazaarvoice|powerreviews|feefo|ekomi|shopvote|ausgezeichnet|kiyoh|webwinkelkeur|netreviews|"
    r"avis-?verifies|skeepers|opinew|rivyo|ryviu|fera\.ai|junip|turnto|reevoo|lipscore|testfreaks|"
    r"cusrev|growave|reviews\.(?:io|co\.uk)|kudobuzz|heureka|trustmate|zaufane",
    re.IGNORECASE,
)
"""Services that write reviews into a page by script, as their addresses and classes name them."""

_STARS = re.compile("[★☆⭐✭✩✮🌟]")
_REVIEWS = (
    r"(?:(?:customer|verified|product|global) )?(?:reviews?|ratings?)|(?:kunden)?bewertung(?:en)?|"
    r"rezension(?:en)?|avis|évaluations?|opinion(?:es|i)|reseñas?|valoraci(?:ón|ones)|"
    r"recension[ei]|beoordeling(?:en)?|opini[ei]|ocen[ay]?|recenz[ei]\w*|hodnocení|omdömen|anmeldelser"
)
_NUMBERED = re.compile(
    rf"(?<![\d.,])[1-9][\d.,\s]{{0,8}}\+?\s*(?:{_REVIEWS})(?!\w)"
    r"|(?<![\d.,])[0-5][.,]\d{1,2}\s*(?:/|stars?|sterne|étoiles|estrellas|stelle|sterren)"
    r"|(?<![\d.,])[0-5](?:[.,]\d{1,2})?\s*(?:out of|von|sur|de|su|van|av)\s*(?:5|10)(?![\d.,])"
    r"|(?<![\d.,])[1-5] (?:stars?|sterne|étoiles|estrellas|stelle|sterren)(?!\w)",
    re.IGNORECASE,
)
_NONE_YET = re.compile(
    r"(?<!\w)(?:no|0) (?:customer |product )?reviews?(?: yet| so far| available)?\W*$"
    r"|there are (?:currently )?no (?:customer |product )?reviews"
    r"|be the first to (?:write|review|rate)"
    r"|(?:noch )?keine (?:kunden)?(?:bewertungen|rezensionen)(?: vorhanden| verfügbar)?\W*$"
    r"|es gibt noch keine (?:bewertungen|rezensionen)"
    r"|(?:aucun avis|pas encore d'avis|il n'y a pas encore d'avis)"
    r"|soyez le premier à (?:laisser|donner)"
    r"|no hay (?:valoraciones|reseñas|opiniones)|sé el primero en (?:valorar|opinar|escribir)"
    r"|(?:non ci sono|nessuna) (?:ancora )?recension[ei]|(?:er zijn )?(?:nog )?geen beoordelingen",
    re.IGNORECASE,
)
_SIGN_NAMES = re.compile(
    r"(?<!ope)(?<!gene)(?<!integ)(?<!deco)(?<!sepa)(?<!cele)(?<!illust)(?<!mig)rating"
    r"|(?<![a-z])(?:stars?|rateit|rateyo|sterne|etoiles?|estrellas?|stelle|sterren)(?![a-z])"
    r"|stars?[-_]?(?:rat|row|fill|full|half|list|wrap|box|count|value)|(?:review|product)s?[-_]?stars?",
    re.IGNORECASE,
)
_PLACE_NAMES = re.compile(
    r"review|bewertung|rezension|(?<![a-z])avis(?![a-z])|opinion|recension|valoracion|reseña|"
    r"beoordeling|opinie|testimonial|(?<![a-z])bv[-_]|" + REVIEW_SERVICES.pattern,
    re.IGNORECASE,
)
_FORM_NAMES = re.compile(_PLACE_NAMES.pattern + "|comment", re.IGNORECASE)
_NAMED = tuple(
    f'[class*="{word}" i],[id*="{word}" i]'
    for word in ("rating", "star", "sterne", "rate", "etoile", "estrella", "stelle", "sterren")
)
"""Asked one after the other: most shops say rating or star."""
_DRAWN = 'img[src*="star" i],img[src*="rating" i],img[data-src*="star" i],use[href*="star" i]'
_LABELLED = "[aria-label],[title],img[alt]"
_NO_SIGHT = frozenset({"script", "style", "link", "meta", "noscript", "template", "html", "body"})
_MOST_LOOKED_AT = 400
_SCRIPT_START = 20_000


def rating_sign(document: Document, structured: StructuredFacts) -> RatingSign | None:
    """The plainest sign of a rating; None where no product of the markup has one.

    Whose rating it is stays open: that of a tile or of the shop counts too, so that NOTHING and
    DENIED are beyond doubt. Cheap questions come first; most pages answer one of them.
    """
    rated = [
        rating
        for syntax in ("json_ld", "microdata", "rdfa")
        for product in products_of(structured, syntax)
        if (rating := product.get("aggregateRating"))
    ]
    if not rated:
        return None
    if _is_drawn(document):
        return RatingSign.PICTURE
    values = _numbers_of(rated)
    if _says(document.text, values):
        return RatingSign.TEXT
    if any(_says(text, values) for text in _labels(document)):
        return RatingSign.LABEL
    if any(_denies(document, parent, text) for parent, text in document.pieces):
        return RatingSign.DENIED
    return RatingSign.WIDGET if _may_come(document) else RatingSign.NOTHING


def _is_drawn(document: Document) -> bool:
    return any(_is_seen(document, node) for node in _drawn(document))


def _drawn(document: Document) -> Iterator[LexborNode]:
    words = document.vocabulary
    if _SIGN_NAMES.search(words.names):
        for selector in _NAMED:
            yield from filter(_named, document.css(selector)[:_MOST_LOOKED_AT])
    for tag in words.tags:
        if "-" in tag and _SIGN_NAMES.search(tag):
            yield from document.css(tag)
    for node in document.css(_DRAWN)[:_MOST_LOOKED_AT]:
        address = " ".join(attribute(node, name) or "" for name in ("src", "data-src", "href"))
        if _SIGN_NAMES.search(address.rpartition("/")[2] or address):
            yield node


def _named(node: LexborNode) -> bool:
    names = f"{attribute(node, 'class') or ''} {attribute(node, 'id') or ''}"
    return bool(_SIGN_NAMES.search(names))


def _is_seen(document: Document, node: LexborNode) -> bool:
    """Whether an element may be drawn: neither hidden, nor a drawing to copy, nor a form's stars,
    which are there to be given."""
    if node.tag in _NO_SIGHT or node.mem_id in document.hidden:
        return False
    part: LexborNode | None = node
    while part is not None and part.tag not in ("body", "html"):
        if part.tag in ("symbol", "defs", "noscript", "head", "select"):
            return False
        if part.tag == "form":
            given = (attribute(part, name) or "" for name in ("class", "id", "action", "name"))
            if _FORM_NAMES.search(" ".join(given)):
                return False
        part = part.parent
    return True


def _numbers_of(rated: list[Any]) -> re.Pattern[str] | None:
    """The values and counts of the markup as a page may write them: 4.83, 4,8, (1.204)."""
    found: set[str] = set()
    for rating in rated:
        for row in rating if isinstance(rating, list) else [rating]:
            if not isinstance(row, dict):
                continue
            value = _decimal(row.get("ratingValue"))
            if value is not None and value == value.to_integral_value():
                found.add(f"{int(value)}[.,]0")
            elif value is not None:
                for text in {str(value), str(round(value, 1)), str(round(value, 2))}:
                    found.add(re.escape(text).replace(r"\.", "[.,]"))
            for name in ("reviewCount", "ratingCount"):
                count = _decimal(row.get(name))
                if count is not None and count > 0:
                    found.add(r"\(\s*" + r"[.,\s]?".join(str(int(count))) + r"\s*\)")
    return re.compile(rf"(?<![\d.,])(?:{'|'.join(sorted(found))})(?![\d])") if found else None


def _decimal(value: Any) -> Decimal | None:
    if isinstance(value, dict):
        value = value.get("@value")
    try:
        number = Decimal(str(value).strip()[:20].replace(",", "."))
    except InvalidOperation:
        return None
    return number if number.is_finite() and 0 <= number < 10**9 else None


def _says(text: str, values: re.Pattern[str] | None) -> bool:
    if _STARS.search(text) or _NUMBERED.search(text):
        return True
    return values is not None and values.search(text) is not None


def _labels(document: Document) -> list[str]:
    return [
        fold(" ".join(attribute(node, name) or "" for name in ("aria-label", "title", "alt")))[:200]
        for node in document.css(_LABELLED)[:_MOST_LOOKED_AT]
        if node.mem_id not in document.hidden
    ]


def _denies(document: Document, parent: LexborNode, text: str) -> bool:
    """Whether a visible text says that there are no reviews; a short one, no sentence of many."""
    said = fold(text[:200])
    if len(said) > 120 or not _NONE_YET.search(said):
        return False
    return parent.mem_id not in document.hidden and not waits(parent)


def _may_come(document: Document) -> bool:
    words = document.vocabulary
    if _PLACE_NAMES.search(words.names) or any(
        "-" in tag and _PLACE_NAMES.search(tag) for tag in words.tags
    ):
        return True
    for node in document.css("script,iframe")[:_MOST_LOOKED_AT]:
        address = f"{attribute(node, 'src') or ''} {attribute(node, 'data-src') or ''}"
        if _PLACE_NAMES.search(address):
            return True
        if node.tag != "script" or address != " " or "json" in (attribute(node, "type") or ""):
            continue
        if REVIEW_SERVICES.search(node.text()[:_SCRIPT_START]):
            return True
    return False
