"""Article numbers that the page shows people: "SKU: M-1", a row "EAN" in a table of facts."""

import re
from dataclasses import dataclass

from selectolax.lexbor import LexborNode

from crawler.extract.document import Document, fold

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
_PAIRS = "tr,dl dt,li,p,span,div"
_MOST = 600
"""Nodes looked at; article numbers stand near the product's name."""


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
    for node in document.css(_PAIRS)[:_MOST]:
        label, value = _pair(node)
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


def _pair(node: LexborNode) -> tuple[str, str]:
    if node.tag == "tr":
        cells = [fold(cell.text()[:200]) for cell in node.css("th,td")[:3]]
        return (cells[0].rstrip(" :"), cells[1]) if len(cells) == 2 else ("", "")
    if node.tag == "dt":
        following = node.next
        while following is not None and following.tag != "dd":
            following = following.next
        value = fold(following.text()[:200]) if following is not None else ""
        return fold(node.text()[:80]).rstrip(" :"), value
    text = node.text()[:120]
    if ":" not in text:
        return "", ""
    text = fold(text)
    label, colon, value = text.partition(":")
    return (label.strip(), value.strip()) if colon and len(text) < 90 else ("", "")
