"""The text of a price element as a shopper reads it: split numbers joined, hidden ones left out."""

import re

from selectolax.lexbor import LexborNode

from crawler.extract.document import Document
from crawler.extract.names import names_of, signs_of

_SKIPPED = frozenset(
    {"script", "style", "template", "noscript", "svg", "select", "textarea", "option"}
)
_STRUCK = frozenset({"del", "s", "strike"})
_DATES = re.compile(
    r"(?<![\d.,])(?:\d{1,2}[/.]\d{1,2}[/.](?:20)?\d\d|20\d\d[-/.]\d{1,2}[-/.]\d{1,2})(?![\d.,]*\d)"
)
"""The days on which a price was or is asked: "Was €1239.00 (from 25/03/20 to 27/11/20)"."""
_DIGITS = re.compile(r"[.,]?\d{1,3}")
_MAX_DEPTH = 9
_MAX_TEXT = 400


def price_text(document: Document, node: LexborNode) -> str:
    """Visible text of one price element, white space folded.

    Struck children, screen-reader sentences and what the HTML hides are skipped. A child that is
    raised (<sup>) or called cents or fraction gets a decimal point before it: "173" and "34" are
    173.34, not 17334.
    """
    pieces: list[str] = []
    _collect(document, node, pieces, 0, node.tag in _STRUCK)
    text = " ".join("".join(pieces).split())
    return " ".join(_DATES.sub(" ", text).split()) if _DATES.search(text) else text


def _collect(
    document: Document, node: LexborNode, pieces: list[str], depth: int, struck: bool
) -> None:
    if depth > _MAX_DEPTH or len(pieces) > 80:
        return
    for child in node.iter(include_text=True):
        tag = child.tag or ""
        if tag == "-text":
            _append(pieces, child.text_content or "", fraction=False)
            continue
        if tag in _SKIPPED or (tag in _STRUCK and not struck):
            continue
        signs = signs_of(names_of(child))
        if signs.reader_only or child.mem_id in document.hidden:
            continue
        if tag == "sup" or signs.fraction:
            inner: list[str] = []
            _collect(document, child, inner, depth + 1, struck)
            _append(pieces, "".join(inner), fraction=True)
            continue
        if tag in ("br", "p", "div", "li", "td"):
            pieces.append(" ")
        before = len(pieces)
        _collect(document, child, pieces, depth + 1, struck)
        _mend_split(pieces, before)


def _append(pieces: list[str], text: str, *, fraction: bool) -> None:
    plain = " ".join(text.split())
    if fraction and plain and _DIGITS.match(plain):
        before = "".join(pieces).rstrip()
        digits = re.match(r"\d{1,3}(?!\d)", plain)
        if before and before[-1].isdigit() and digits and not re.search(r"\d[.,]\d{1,2}$", before):
            del pieces[:]
            mark = "," if re.search(r"\.\d{3}$", before) else "."
            pieces.append(before + mark + plain + " ")
            return
        if before and before[-1] in ".,":
            del pieces[:]
            pieces.append(before + plain + " ")
            return
    if len(text) > _MAX_TEXT:
        text = text[:_MAX_TEXT]
    pieces.append(text)


def _mend_split(pieces: list[str], before: int) -> None:
    """Two digit-only neighbours, the second of two digits: <span>31</span><span>57</span>."""
    added = "".join(pieces[before:])
    earlier = "".join(pieces[:before])
    plain = added.strip()
    if (
        len(plain) == 2
        and plain.isdigit()
        and re.search(r"(?:^|[^\d.,])\d{1,4}$", earlier.rstrip())
    ):
        joined = earlier.rstrip() + "." + plain
        del pieces[:]
        pieces.append(joined)
