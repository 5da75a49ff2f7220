"""The readable content in short: headings, words, and code that leaked into the text."""

import hashlib
import re

from selectolax.lexbor import LexborNode

from crawler.extract.document import Document, ancestors, attribute, fold
from crawler.extract.shape import shape_of
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
_WAITING = re.compile(
    r"(?:^|\s)(?:none|hidden|hide|d-none|is-hidden|invisible|template|tpl|js-template)(?=\s|$)"
    r"|(?<![a-z])(?:error|modal|popup|dialog|drawer|tooltip|toast|suggest\w*|autocomplete"
    r"|auto-?search)(?![a-z])",
    re.IGNORECASE,
)
"""Names of what a shopper does not see at first; scripts fill it in before they show it."""

_BARE = re.compile(
    r"(?:undefined|NaN|null)|(?:[$€£]\s?(?:NaN|undefined|null))|(?:(?:NaN|undefined)\s?[$€£%])"
)
_WRONG = re.compile(
    # ä, ö, é: two bytes of UTF-8 read as Windows-1252, next to a lower case letter. In capitals
    # Portuguese has the same signs for good: "MAÇÃ".
    r"(?<=[a-z])Ã[\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]"
    r"|Ã[\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ](?=[a-z])"
    r"|â€[™œ˜“”¦¢\u009d\u0099\u0093\u0094\u009c]|â‚¬|(?<![^\W\d_])Â[£©®°·»€]|ï»¿"
    r"|(?<=\w)\ufffd|\ufffd(?=\w)|\ufffd{2}"
)
_WRONG_SIGNS = ("Ã", "â€", "â‚¬", "Â", "ï»¿", "\ufffd")
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
        mojibake=_mojibake(document),
        shape=shape_of(document),
    )


def _headings(document: Document) -> tuple[Heading, ...]:
    headings: list[Heading] = []
    for node in document.css("h1,h2,h3,h4,h5,h6"):
        if document.unseen(node):
            continue
        text = fold(node.text())
        if "{" in text:  # a drawing's <style> is text to the parser
            text = fold(
                " ".join(
                    t
                    for part in node.traverse(include_text=True)
                    if part.is_text_node
                    and part.parent is not None
                    and part.parent.tag not in ("style", "script")
                    and (t := part.text_content)
                )
            )
        if not text:
            alts = (attribute(image, "alt") for image in node.css("img[alt]"))
            text = fold(" ".join(alt or "" for alt in alts))
        if not text:
            named = [node, *node.css("[aria-label]")]
            text = fold(" ".join(attribute(part, "aria-label") or "" for part in named))
        headings.append(
            Heading(
                level=int((node.tag or "h6")[1]),
                text=text[:_MAX_HEADING_TEXT],
                region=document.region(node),
                hidden=node.mem_id in document.hidden,
            )
        )
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
        if not text or parent.tag in _CODE or parent.mem_id in document.hidden:
            continue
        found = [text] if len(text) < 20 and _BARE.fullmatch(text) else []
        if not filled:
            found += [fold(m[0]) for m in _BRACES.finditer(text)]
        if found and waits(parent):
            found = []
        found += [fold(m[0])[:80] for m in _ERRORS.finditer(text)]
        leaks.update(dict.fromkeys(found))
        if len(leaks) >= _MAX_LEAKS:
            break
    return tuple(leaks)[:_MAX_LEAKS]


def waits(node: LexborNode) -> bool:
    """Whether the names of an element or of those around it say that a script shows it later."""
    for part in (node, *ancestors(node, 5)):
        names = f"{attribute(part, 'class') or ''} {attribute(part, 'id') or ''}"
        if part.tag not in ("body", "html") and _WAITING.search(names):
            return True
    return False


def _mojibake(document: Document) -> tuple[str, ...]:
    """Words with signs that only a wrong encoding makes; what stands in code is left out."""
    found: dict[str, None] = {}
    whole = "\n".join([text for _, text in document.pieces])
    if not any(sign in whole for sign in _WRONG_SIGNS):
        return ()
    for parent, text in document.pieces:
        if not any(sign in text for sign in _WRONG_SIGNS) or parent.tag in _CODE:
            continue
        for word in text.split():
            if _WRONG.search(word):
                found[word[:60]] = None
        if len(found) >= _MAX_LEAKS:
            break
    return tuple(found)[:_MAX_LEAKS]
