"""Addresses without end: facets, sessions, calendars, endless pages. Walked while they bring news.

Addresses that differ only in their parameters, or only below one folder, form a family. A page of
a family brings news when it links to something that is not itself with other parameters and that
the family did not link to before, or when it is a product or text of its own. A family that
brought none for a while is closed: what is left of it stays unasked, is counted, and is named in
the report.
"""

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import urlsplit
from zlib import crc32

from crawler.records import CrawlTrap, PageKind

FRUITLESS = 20
"""Pages of one set of parameters without news, one after the other. Our own limit."""
FRUITLESS_FOLDER = 60
"""The same over all parameters of a folder, and for addresses without parameters."""
FRUITLESS_SITE = 60
"""The same for one set of parameters over all folders: a session that every page hands out anew."""
FRUITLESS_PAGINATION = 5
"""The same for the numbered pages of one list: the last page answers for every higher number."""
MOST_SEGMENTS = 12
LONGEST_URL = 1500
"""Deeper or longer addresses are made by relative links gone wrong. Our own limits."""
TRIAL = 2
"""Pages that a set of parameters may show before it shares the fate of one that it extends."""
NEW_WORDS = 3
"""A page of text brings news when its beginning holds so many words that the family has not."""
MOST_KEPT = 50
"""Traps named in the report, largest first."""

_PAGE_NAMES = frozenset(
    {"page", "p", "paged", "pg", "pagenumber", "page_number", "seite", "pagina"}
)
_PAGE_PATH = re.compile(r"/(?:page|seite|pagina)[/-]?\d+/?$", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]{4,}")
_TEXTS = frozenset({PageKind.CONTENT, PageKind.OTHER, PageKind.POLICY, PageKind.SYSTEM})


class Family(NamedTuple):
    """What addresses of one kind have in common."""

    folder: str
    """First segment and number of segments; the whole path of a numbered list."""
    names: frozenset[str]
    """Parameter names."""
    pagination: bool


class News(NamedTuple):
    """What one page shows, in numbers that cross a process boundary cheaply."""

    kind: PageKind
    text: int
    """Digest of the main text, 0 when there is none."""
    words: frozenset[int]
    links: frozenset[tuple[int, int]]
    """Internal targets in the main part, outside the page's own family, variants of it left out;
    each with its parameter names."""


@lru_cache(maxsize=2048)
def family_of(url: str) -> Family:
    """The family of an address."""
    parts = urlsplit(url)
    names = frozenset(part.partition("=")[0].lower() for part in parts.query.split("&") if part)
    path = parts.path.rstrip("/")
    numbered = _PAGE_PATH.search(path)
    if numbered:
        path = path[: numbered.start()]
    if (names or numbered) and names <= _PAGE_NAMES:
        return Family(path, names | {"page"}, pagination=True)
    segments = path.split("/")
    return Family(f"/{segments[1] if len(segments) > 1 else ''}#{len(segments)}", names, False)


def news_of(url: str, kind: PageKind, text: str, start: str, links: frozenset[str]) -> News:
    """What a page shows. `start` is the beginning of its text, `links` its internal main links."""
    own = family_of(url)
    words: frozenset[int] = frozenset()
    if kind in _TEXTS:
        words = frozenset(crc32(word.encode()) for word in _WORD.findall(start.lower()))
    outside: frozenset[tuple[int, int]] = frozenset()
    if kind is not PageKind.PRODUCT:
        outside = frozenset(
            (crc32(link.encode()), _digest(family_of(link).names))
            for link in links
            if family_of(link) != own and not _is_variant(link, url)
        )
    return News(kind, crc32(text.encode()) if text else 0, words, outside)


@dataclass(slots=True)
class _Members:
    walked: int = 0
    fruitless: int = 0
    left_out: int = 0
    closed: bool = False
    example: str = ""


@dataclass(slots=True)
class _Folder:
    fruitless: int = 0
    closed: bool = False
    seen: set[int] = field(default_factory=set)
    texts: set[int] = field(default_factory=set)
    families: dict[frozenset[str], _Members] = field(default_factory=dict)


class Traps:
    """The families of one site and which of them are closed."""

    def __init__(self) -> None:
        self._folders: dict[tuple[str, bool], _Folder] = {}
        self._everywhere: dict[frozenset[str], int] = {}
        """Sets of parameters to fruitless pages in a row, whatever their folder."""
        self._dull: set[int] = set()
        """Sets of parameters that bring nothing new anywhere: links with them are no news."""
        self._endless = _Members()

    def closed(self, url: str) -> bool:
        """Whether an address belongs to a family that is not walked any more."""
        if _is_endless(url):
            return True
        family = family_of(url)
        if not family.pagination and self._everywhere.get(family.names, 0) >= FRUITLESS_SITE:
            return True
        folder = self._folders.get((family.folder, family.pagination))
        members = folder.families.get(family.names) if folder else None
        if folder is None or members is None:
            return False
        if members.closed or not family.names:
            return members.closed
        return members.fruitless >= TRIAL and (
            folder.closed
            or any(
                other.closed and names < family.names for names, other in folder.families.items()
            )
        )

    def leave_out(self, url: str) -> None:
        """Count an address that was not asked."""
        members = self._endless if _is_endless(url) else self._members(family_of(url))[1]
        members.left_out += 1
        members.example = members.example or url

    def learn(self, url: str, news: News) -> None:
        """Take in what a page of a family brought."""
        family = family_of(url)
        folder, members = self._members(family)
        members.walked += 1
        members.example = members.example or url
        if _is_news(folder, news, self._dull):
            members.fruitless = folder.fruitless = 0
            if self._everywhere.get(family.names, 0) < FRUITLESS_SITE:
                self._everywhere.pop(family.names, None)
                self._dull.discard(_digest(family.names))
            return
        members.fruitless += 1
        limit = FRUITLESS if family.names else FRUITLESS_FOLDER
        if family.pagination:
            limit = FRUITLESS_PAGINATION
        members.closed = members.closed or members.fruitless >= limit
        if family.names:
            in_a_row = self._everywhere[family.names] = self._everywhere.get(family.names, 0) + 1
            if in_a_row >= FRUITLESS and not family.pagination:
                self._dull.add(_digest(family.names))
            folder.fruitless += 1
            folder.closed = folder.closed or folder.fruitless >= FRUITLESS_FOLDER

    def found(self) -> tuple[CrawlTrap, ...]:
        """The folders in which addresses were left out, the largest first."""
        traps = [
            _trap(folder, pagination)
            for (_, pagination), folder in self._folders.items()
            if any(members.left_out for members in folder.families.values())
        ]
        if self._endless.left_out:
            example, left_out = self._endless.example[:300], self._endless.left_out
            traps.append(CrawlTrap(kind="endless", example=example, left_out=left_out))
        traps.sort(key=lambda trap: (-trap.left_out, trap.folder))
        return tuple(traps[:MOST_KEPT])

    def _members(self, family: Family) -> tuple[_Folder, _Members]:
        folder = self._folders.setdefault((family.folder, family.pagination), _Folder())
        return folder, folder.families.setdefault(family.names, _Members())


def _is_variant(link: str, url: str) -> bool:
    """Whether a link leads to the page itself, filtered, sorted or numbered otherwise.

    Where one script serves the whole shop, a product differs from its list in a parameter that
    both have: `?route=product/category&path=20` and `?route=product/product&path=20&id=7`.
    """
    theirs, ours = urlsplit(link), urlsplit(url)
    if theirs.path != ours.path or not ours.query:
        return False
    there, here = _parameters(theirs.query), _parameters(ours.query)
    common = there.keys() & here.keys()
    return there.keys() <= here.keys() or (
        bool(common) and all(there[name] == here[name] for name in common)
    )


def _parameters(query: str) -> dict[str, str]:
    return dict(part.partition("=")[::2] for part in query.split("&") if part)


def _is_endless(url: str) -> bool:
    return len(url) > LONGEST_URL or url.count("/") > MOST_SEGMENTS + 2


def _digest(names: frozenset[str]) -> int:
    return crc32("&".join(sorted(names)).encode())


def _is_news(folder: _Folder, news: News, dull: set[int]) -> bool:
    if not news.text:
        return True  # an empty page says nothing, not even that nothing is new
    if news.kind is PageKind.PRODUCT:
        new = news.text not in folder.texts
        folder.texts.add(news.text)
        return new
    before = len(folder.seen)
    folder.seen.update(link for link, names in news.links if names not in dull)
    if len(folder.seen) > before:
        return True
    folder.seen |= news.words
    return len(folder.seen) - before >= NEW_WORDS


def _trap(folder: _Folder, pagination: bool) -> CrawlTrap:
    """One folder; its parameters are named by how many addresses left out carry them."""
    left_out: dict[str, int] = {}
    for own, members in folder.families.items():
        for name in own:
            left_out[name] = left_out.get(name, 0) + members.left_out
    shut = [members for members in folder.families.values() if members.left_out]
    most = max(shut, key=lambda members: members.left_out)
    names = sorted((name for name, n in left_out.items() if n), key=lambda n: (-left_out[n], n))
    return CrawlTrap(
        kind="pagination" if pagination else "parameters" if names else "folder",
        folder=urlsplit(most.example).path,
        parameters=tuple(names[:10]),
        example=most.example[:300],
        walked=sum(members.walked for members in shut),
        left_out=sum(members.left_out for members in shut),
    )
