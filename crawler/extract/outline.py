"""The readable content in short: headings, words, and code that leaked into the text."""

import hashlib
import re

from crawler.extract.document import Document, attribute, fold
from crawler.records import Heading, OutlineFacts

_MAX_HEADINGS = 200
_MAX_LEAKS = 10
_MAX_HEADING_TEXT = 300
_CLIENT_TEMPLATES = (
    "[v-cloak],[ng-app],[ng-controller],[ng-bind],[v-if],[v-for],[x-data],[data-ng-app]"
)
"""Where a script fills braces in place, "{{ }}" in the raw page is how it is meant to be."""

_BRACES = re.compile(
    r"\{\{[^{}]{1,80}\}\}|\{%[^{}%]{1,80}%\}|<%=?[^%]{1,80}%>|\$\{[a-zA-Z_][\w.]{0,60}\}"
)
_ERRORS = re.compile(
    r"Liquid (?:syntax )?error[^\n]{0,60}|\[object Object\]|Traceback \(most recent call last\)"
    r"|(?:Fatal|Parse) error: [^\n]{0,60}|(?:Warning|Notice|Deprecated): [^\n]{1,80} in [^\n]{1,60}"
    r" on line \d+|SQLSTATE\[[^\n]{0,60}|translation missing: [^\n]{0,60}"
    r"|(?i:lorem ipsum)[^\n]{0,40}"
)
_SIGNS = (
    "{{", "{%", "<%", "${", "Liquid ", "rror: ", "[object", "Traceback", " on line ", "SQLSTATE",
    "missing:", "orem ipsum", "OREM IPSUM", "orem Ipsum",
)  # fmt: skip
_BARE = re.compile(
    r"(?:undefined|NaN|null)|(?:[$€£]\s?(?:NaN|undefined|null))|(?:(?:NaN|undefined)\s?[$€£%])"
)
_CODE = frozenset({"code", "pre", "kbd", "samp"})


def outline_facts(document: Document) -> OutlineFacts:
    """Headings of the whole page; words and digest of the main text."""
    text = document.main_text
    return OutlineFacts(
        headings=_headings(document),
        word_count=len(document.main_words),
        text_digest=hashlib.blake2b(text.encode("utf-8", "replace"), digest_size=8).hexdigest(),
        text_start=text[:300],
        template_leaks=_leaks(document),
    )


def _headings(document: Document) -> tuple[Heading, ...]:
    headings: list[Heading] = []
    for node in document.css("h1,h2,h3,h4,h5,h6"):
        if document.unseen(node):
            continue
        text = fold(node.text())
        if not text:
            alts = (attribute(image, "alt") for image in node.css("img[alt]"))
            text = fold(" ".join(alt or "" for alt in alts))
        headings.append(Heading(level=int((node.tag or "h6")[1]), text=text[:_MAX_HEADING_TEXT]))
        if len(headings) == _MAX_HEADINGS:
            break
    return tuple(headings)


def _leaks(document: Document) -> tuple[str, ...]:
    texts = [text for _, text in document.pieces]
    whole = "\n".join(texts)
    bare = any(
        word in whole and any(_BARE.fullmatch(text.strip()) for text in texts if len(text) < 40)
        for word in ("undefined", "NaN", "null")
    )
    # Substring search is many times faster than one pattern over the text of every page.
    if not bare and not any(sign in whole for sign in _SIGNS):
        return ()
    leaks: dict[str, None] = {}
    filled = document.first(_CLIENT_TEMPLATES) is not None
    for parent, written in document.pieces:
        text = written.strip()
        if not text or parent.tag in _CODE:
            continue
        if len(text) < 20 and _BARE.fullmatch(text):
            leaks[text] = None
        if not filled:
            leaks.update(dict.fromkeys(fold(m[0]) for m in _BRACES.finditer(text)))
        leaks.update(dict.fromkeys(fold(m[0])[:80] for m in _ERRORS.finditer(text)))
        if len(leaks) >= _MAX_LEAKS:
            break
    return tuple(leaks)[:_MAX_LEAKS]
