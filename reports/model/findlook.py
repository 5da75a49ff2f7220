"""How one page stands with Google, as far as its own record tells."""

import sys
import unicodedata
from hashlib import blake2b
from typing import NamedTuple

from crawler.records import HeadFacts, PageKind, PageRecord, PageState
from reports.model.words import clip

TITLE_WIDTHS = (15, 60)
"""Fewest and most characters of a title. Convention, not a Google rule: Google has no limit and
cuts what does not fit (https://developers.google.com/search/docs/appearance/title-link, read
2026-11-23). The checks seo/title-too-short and seo/title-too-long have the same."""
DESCRIPTION_WIDTHS = (70, 160)
"""The same for descriptions (https://developers.google.com/search/docs/appearance/snippet, read
2026-11-23), as seo/description-too-short and seo/description-too-long."""
UNSHOWN = frozenset({PageKind.SYSTEM, PageKind.SEARCH})
"""Kinds whose titles nobody needs to find: basket, account, search."""

_PRODUCTS = frozenset({"Product", "ProductGroup"})
_TYPES = 6
"""Types of structured data that are named for one page."""


class FirstLook(NamedTuple):
    """One page in classes: keys of the words in findable.py. Empty: not judged."""

    state: str = ""
    """Key of INDEX_WORDS."""
    title: str = ""
    """Key of LENGTH_WORDS; whether others have the same is not known yet."""
    description: str = ""
    markup: str = ""
    types: str = ""
    """Types of structured data, as "BreadcrumbList + Product"."""
    width: int = 0
    """Characters of the title of a page that can be found; 0: not judged, or it has none."""
    title_digest: bytes = b""
    """Of title and language, to tell duplicates. Empty: not judged, or it has none."""
    description_digest: bytes = b""
    listed: bool = False
    """Whether a sitemap names the page."""
    languages: tuple[str, ...] = ()
    """Codes that it declares by hreflang, sorted."""


def first_look(record: PageRecord) -> FirstLook:
    """Classes of one page of the own shop."""
    state = index_of(record)
    markup, types = _markup(record)
    head = record.head
    languages: set[str] = set()
    if head and record.state is PageState.OK:
        languages = {link.code.strip().lower()[:20] for link in head.hreflangs}
    look = FirstLook(
        state=state,
        markup=markup,
        types=types,
        listed=bool(record.in_sitemap),
        languages=tuple(sorted(languages)),
    )
    if state != "indexable" or head is None or record.kind in UNSHOWN:
        return look
    title, description = _texts(head)
    lang = head.lang or ""
    return look._replace(
        title=_class(title, TITLE_WIDTHS),
        description=_class(description, DESCRIPTION_WIDTHS),
        width=width(title),
        title_digest=_digest(title, lang),
        description_digest=_digest(description, lang),
    )


def index_of(record: PageRecord) -> str:
    """Key of INDEX_WORDS: whether Google may show the page, as the checks decide it."""
    if record.state in (PageState.ERROR, PageState.FAILED):
        return "error"
    if record.state is PageState.NOT_HTML:
        return ""
    if not record.googlebot_allowed:
        return "robots"
    if record.state is PageState.REDIRECT:
        return "redirect"
    if record.state is not PageState.OK or record.head is None:
        return "unknown"  # a bot wall, or robots.txt keeps us out but not Google
    if record.head.noindex:
        return "noindex"
    return "indexable" if record.head.canonical in (None, record.url) else "canonical"


def width(text: str) -> int:
    """Characters as a search result needs room for them: wide East Asian ones count double."""
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.category(sign) in ("Mn", "Me", "Cf")
        else 2 if unicodedata.east_asian_width(sign) in ("W", "F") else 1
        for sign in text
    )  # fmt: skip


def _texts(head: HeadFacts) -> tuple[str, str]:
    first = (next((t for t in texts if t), "") for texts in (head.titles, head.descriptions))
    title, description = first
    return title, description


def _digest(text: str, lang: str) -> bytes:
    return (
        blake2b(f"{lang}\n{text}".encode("utf-8", "replace"), digest_size=8).digest()
        if text
        else b""
    )


def _class(text: str, limits: tuple[int, int]) -> str:
    if not text:
        return "missing"
    wide = width(text)
    return "short" if wide < limits[0] else "long" if wide > limits[1] else "good"


def _markup(record: PageRecord) -> tuple[str, str]:
    facts = record.structured
    if record.state is not PageState.OK or facts is None:
        return "", ""
    # A plus joins types, so none may hold one; what is left of hostile names is shown as it is.
    found = {clip(name.replace("+", " "), 40) for item in facts.items for name in item.types}
    names = sorted(found - {""})
    if not names:
        return ("broken" if facts.errors else "none"), ""
    more = " + …" if len(names) > _TYPES else ""
    # Product comes first: it is what a shop is asked for, and may not fall off the end.
    kept = sorted(names, key=lambda name: (name not in _PRODUCTS, name))[:_TYPES]
    types = sys.intern(" + ".join(sorted(kept)) + more)  # the same for whole templates
    return ("product" if _PRODUCTS & set(names) else "other"), types
