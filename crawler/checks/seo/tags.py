"""What the tag checks share: whose head is judged, and which pages a search engine shows."""

import unicodedata
from functools import lru_cache

from crawler.checks.api import NotApplicable
from crawler.records import (
    HeadFacts,
    PageKind,
    PageRecord,
    RenderFacts,
    RenderState,
    normalise_url,
)

_NARROW = frozenset("iljI.,:;'|!´`’‘·")
_SLIM = frozenset('ftr()[]{}-/\\ "*°“”')
_BROAD = frozenset("mwMW@%—œæŒÆ")


def as_served(page: PageRecord) -> HeadFacts:
    """The head as the server sent it, before scripts moved anything. Raises NotApplicable."""
    head = page.served.head if page.served is not None else page.head
    if head is None:
        raise NotApplicable
    return head


def seen_on_phone(page: PageRecord) -> RenderFacts | None:
    """What the phone saw, where it saw this page; None when it was led to another or failed."""
    render = page.render
    if render is None or render.state not in (RenderState.OK, RenderState.PARTIAL):
        return None
    if render.status not in (None, 200):
        return None
    try:
        same = not render.final_url or normalise_url(render.final_url) == page.url
    except ValueError:
        same = False
    return render if same else None


def not_system(page: PageRecord) -> None:
    """Raise NotApplicable on basket, account, checkout and search pages."""
    if page.kind in (PageKind.SYSTEM, PageKind.SEARCH):
        raise NotApplicable


def not_fragment(head: HeadFacts) -> None:
    """Raise NotApplicable on a piece of HTML that a script asks for: no head, no body, no title."""
    source = head.source
    if source is not None and not source.heads and not source.bodies and not any(head.titles):
        raise NotApplicable


def is_indexable(page: PageRecord, head: HeadFacts) -> bool:
    """Whether Google may index a page that answered well and is its own canonical."""
    own = head.canonical in (None, page.url)
    return own and not head.noindex and page.googlebot_allowed


def shown_in_search(page: PageRecord, head: HeadFacts) -> None:
    """Raise NotApplicable on pages whose title and description no search result can show."""
    not_system(page)
    if not is_indexable(page, head):
        raise NotApplicable


def in_head(texts: tuple[str, ...], places: tuple[str, ...]) -> list[str]:
    """The texts that stand in the head. Raises NotApplicable where nobody looked."""
    if len(texts) != len(places):
        raise NotApplicable
    return [text for text, place in zip(texts, places, strict=True) if place == "head"]


def display_width(text: str) -> int:
    """Characters as a search result needs room for them: wide East Asian ones count double."""
    return len(text) if text.isascii() else sum(map(_columns, text))


def characters_of(text: str) -> str:
    """For a sentence: "63 characters", "74 characters (wide ones counted double)"."""
    width = display_width(text)
    return f"{width} characters" + (" (wide ones counted double)" if width > len(text) else "")


def too_long(text: str, most: int, pixels: int, most_pixels: int) -> str:
    """For a sentence, how long a text is that passes one limit or both, and what there is room for.

    "has 63 characters; a search result has room for about 60".
    """
    passed = []
    if display_width(text) > most:
        passed.append((f"has {characters_of(text)}", most))
    if pixels > most_pixels:
        passed.append((f"is about {pixels} pixels wide", most_pixels))
    said = " and ".join(words for words, _ in passed)
    room = " and ".join(str(limit) for _, limit in passed)
    return f"{said}; a search result has room for about {room}"


def page_of(kind: PageKind) -> str:
    """For a sentence: "product page"; "page" for one that is nothing in particular."""
    return "page" if kind is PageKind.OTHER else f"{kind} page"


def pixel_width(text: str, font_px: int) -> int:
    """Width in a plain sans serif font of `font_px`, by classes of letters; a rough figure.

    Shares of the font size per class are ours, rounded from the widths of Helvetica and Arial.
    """
    return round(sum(map(_em, text)) * font_px)


@lru_cache(maxsize=4096)
def _columns(sign: str) -> int:
    if unicodedata.category(sign) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(sign) in ("W", "F") else 1


@lru_cache(maxsize=4096)
def _em(sign: str) -> float:
    columns = _columns(sign)
    if columns != 1:
        return columns / 2
    if sign in _NARROW:
        return 0.24
    if sign in _SLIM:
        return 0.32
    if sign in _BROAD:
        return 0.86
    return 0.68 if sign.isupper() else 0.53
