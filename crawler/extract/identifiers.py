"""Article numbers that the page shows people: "SKU: M-1", a row "EAN" in a table of facts."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from selectolax.lexbor import LexborNode

from crawler.extract.document import Document, ancestors, fold

_LABELS = (
    ("gtin", re.compile(r"(?:ean|gtin|ean[- ]?13|barcode|isbn|strichcode)", re.IGNORECASE)),
    (
        "sku",
        re.compile(
            r"(?:sku|article (?:number|no\.?)|item (?:number|no\.?|code|#)|product (?:code|number"
            r"|id)|model|art(?:ikel)?[-. ]*(?:nr|nummer|no)\.?|bestellnummer|référence|réf\.?|"
            r"referencia|codice(?: articolo)?|artikelnummer|kod produktu|stock code)",
            re.IGNORECASE,
        ),
    ),
    (
        "mpn",
        re.compile(
            r"(?:mpn|maker's number|manufacturer(?:'s)? (?:number|part number|code)|part number|"
            r"hersteller(?:nummer|-nr\.?))",
            re.IGNORECASE,
        ),
    ),
    ("upc", re.compile(r"upc", re.IGNORECASE)),
)
_VALUE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._/\-]{1,39}")
_PAIRS = "tr,dl dt"
_LINES = frozenset({"li", "p", "span", "div"})
_MOST = 600
"""Pairs and lines looked at; article numbers stand near the product's name."""


@dataclass(frozen=True, slots=True)
class Identifiers:
    """What the page's own text says."""

    sku: str | None = None
    gtin: str | None = None
    mpn: str | None = None


def shown_identifiers(document: Document) -> Identifiers:
    """Labelled numbers in tables, definition lists and short lines, the first of each kind.

    A number labelled UPC that has no UPC's length is the shop's own article number: Oscar and
    books.toscrape.com label theirs so.
    """
    found: dict[str, str] = {}
    for label, value, node in (*_pairs(document), *_lines(document)):
        if not value or not _VALUE.fullmatch(value) or document.unseen(node):
            continue
        for kind, pattern in _LABELS:
            if pattern.fullmatch(label):
                found.setdefault(kind, value)
    upc = found.get("upc")
    if upc and upc.isdigit() and len(upc) in (12, 13):
        found.setdefault("gtin", upc)
    if upc:
        found.setdefault("sku", upc)
    return Identifiers(found.get("sku"), found.get("gtin"), found.get("mpn"))


def _pairs(document: Document) -> Iterator[tuple[str, str, LexborNode]]:
    """Label and value of table rows with two cells and of definition lists."""
    for node in document.css(_PAIRS)[:_MOST]:
        if node.tag == "tr":
            cells = [fold(cell.text()[:200]) for cell in node.css("th,td")[:3]]
            if len(cells) == 2:
                yield cells[0].rstrip(" :"), cells[1], node
            continue
        following = node.next
        while following is not None and following.tag != "dd":
            following = following.next
        if following is not None:
            yield fold(node.text()[:80]).rstrip(" :"), fold(following.text()[:200]), node


def _lines(document: Document) -> Iterator[tuple[str, str, LexborNode]]:
    """Label and value of short lines with a colon, which may stand in an element of its own."""
    seen: set[int] = set()
    for parent, written in document.pieces:
        if ":" not in written:
            continue
        for node in (parent, *ancestors(parent, 2)):
            if node.tag not in _LINES or node.mem_id in seen:
                continue
            seen.add(node.mem_id)
            text = fold(node.text()[:120])
            label, colon, value = text.partition(":")
            if colon and len(text) < 90:
                yield label.strip(), value.strip(), node
        if len(seen) > _MOST:
            return
