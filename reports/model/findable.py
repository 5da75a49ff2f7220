"""How each page of the own shop stands with Google: one pass over the run, in classes."""

import sys
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from crawler.records import HeadFacts, PageKind, PageRecord, PageState
from reports.language import N_
from reports.model.night import Night
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

INDEX_WORDS = {
    "indexable": (N_("Indexable"), "good"),
    "noindex": (N_("Noindex"), "warning"),
    "canonical": (N_("Canonical elsewhere"), "notice"),
    "robots": (N_("Blocked by robots.txt"), "warning"),
    "redirect": (N_("Redirect"), "notice"),
    "error": (N_("Error or no answer"), "error"),
    "unknown": (N_("Not looked at"), "muted"),
    "": (N_("Not judged"), "muted"),
}
LENGTH_WORDS = {
    "missing": (N_("Missing"), "error"),
    "duplicate": (N_("Duplicate"), "warning"),
    "short": (N_("Short"), "notice"),
    "good": (N_("Good"), "good"),
    "long": (N_("Long"), "notice"),
    "": (N_("Not judged"), "muted"),
}
MARKUP_WORDS = {
    "product": (N_("Product data"), "good"),
    "other": (N_("Other data"), "notice"),
    "broken": (N_("Unreadable"), "error"),
    "none": (N_("None"), "warning"),
    "": (N_("Not judged"), "muted"),
}
SITEMAP_WORDS = {
    "both": (N_("In a sitemap and linked"), "good"),
    "only": (N_("Only in a sitemap"), "warning"),
    "linked": (N_("Linked, in no sitemap"), "warning"),
    "": (N_("Not judged"), "muted"),
}
_PRODUCTS = frozenset({"Product", "ProductGroup"})
_TYPES = 6
"""Types of structured data that are named for one page."""


class PageLook(NamedTuple):
    """One page in classes: keys of the words above. Empty: not judged."""

    state: str = ""
    """Key of INDEX_WORDS."""
    title: str = ""
    description: str = ""
    markup: str = ""
    types: str = ""
    """Types of structured data, as "BreadcrumbList + Product"."""
    sitemap: str = ""


NOBODY = PageLook()
"""For pages of other shops."""


@dataclass(slots=True)
class Findable:
    """Classes of all own pages, counted. Built once a report; holds no records."""

    looks: dict[str, PageLook] = field(default_factory=dict)
    """By page key; only the own shop's."""
    index: Counter[tuple[str, str]] = field(default_factory=Counter)
    """Pages by kind and key of INDEX_WORDS."""
    lengths: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    """Pages by title or description, key of LENGTH_WORDS and kind."""
    widths: Counter[int] = field(default_factory=Counter)
    """Judged pages by characters of their title, those without one left out."""
    markup: Counter[tuple[str, str]] = field(default_factory=Counter)
    """Pages that were read by kind and `types`."""
    faulty: Counter[tuple[str, str]] = field(default_factory=Counter)
    """The same, only pages with a finding about structured data."""
    languages: Counter[str] = field(default_factory=Counter)
    """Pages by language code that they declare."""
    sitemaps: Counter[tuple[str, str]] = field(default_factory=Counter)
    """Pages by kind and key of SITEMAP_WORDS."""
    sitemap_read: bool = False
    """Whether any sitemap could be read: else nothing is said about them."""

    @property
    def judged(self) -> int:
        """Pages of which is known whether Google may show them."""
        return sum(n for (_, state), n in self.index.items() if state not in ("", "unknown"))

    def of_index(self, *states: str, kinds: Iterable[str] = ()) -> int:
        """Pages in these states of indexability; of all kinds when none is named."""
        chosen = set(kinds)
        return sum(
            n
            for (kind, state), n in self.index.items()
            if state in states and (not chosen or kind in chosen)
        )

    def of_length(self, what: str, state: str) -> int:
        """Pages whose title or description is in this class."""
        return sum(n for (w, s, _), n in self.lengths.items() if (w, s) == (what, state))


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


def findable(night: Night) -> Findable:
    """Read the run's pages once. Memory: a few short texts for each page, shared by pages."""
    found = Findable(sitemap_read=_sitemap_read(night))
    faulty = {f.subject for f in night.findings if f.check.startswith("data/")}
    texts: dict[str, tuple[int | None, int | None]] = {}
    often: Counter[tuple[str, int]] = Counter()
    shared: dict[PageLook, PageLook] = {}  # thousands of pages look alike
    for record in night.run.pages():
        if record.site != night.own:
            continue
        look = _first_look(found, night, record, faulty)
        if look.state == "indexable" and record.head and record.kind not in UNSHOWN:
            title, description = _texts(record.head)
            lang = record.head.lang or ""
            texts[record.key] = (_digest(title, lang), _digest(description, lang))
            often.update((name, digest) for name, digest in _named(texts[record.key]))
            look = look._replace(
                title=_class(title, TITLE_WIDTHS),
                description=_class(description, DESCRIPTION_WIDTHS),
            )
            if title:
                found.widths[width(title)] += 1
        found.looks[record.key] = shared.setdefault(look, look)
    _tell_duplicates(found, texts, often, shared)
    _count_lengths(found, night)
    return found


def _sitemap_read(night: Night) -> bool:
    own = night.own_site
    return own is not None and any(file.entries and not file.error for file in own.sitemaps)


def _first_look(found: Findable, night: Night, record: PageRecord, faulty: set[str]) -> PageLook:
    kind, state = record.kind.value, index_of(record)
    found.index[kind, state] += 1
    markup, types = _markup(record)
    if markup:
        found.markup[kind, types] += 1
        found.faulty[kind, types] += record.key in faulty
    if record.head and record.state is PageState.OK:
        found.languages.update({link.code.strip().lower()[:20] for link in record.head.hreflangs})
    sitemap = _sitemap(found, night, record, state)
    if sitemap:
        found.sitemaps[kind, sitemap] += 1
    return PageLook(state, "", "", markup, types, sitemap)


def _texts(head: HeadFacts) -> tuple[str, str]:
    first = (next((t for t in texts if t), "") for texts in (head.titles, head.descriptions))
    title, description = first
    return title, description


def _digest(text: str, lang: str) -> int | None:
    # Only compared within this build, so Python's own hash will do: 8 bytes for a page, no text.
    return hash((text, lang)) if text else None


def _named(pair: tuple[int | None, int | None]) -> list[tuple[str, int]]:
    names = ("title", "description")
    return [(n, digest) for n, digest in zip(names, pair, strict=True) if digest is not None]


def _class(text: str, limits: tuple[int, int]) -> str:
    if not text:
        return "missing"
    wide = width(text)
    return "short" if wide < limits[0] else "long" if wide > limits[1] else "good"


def _tell_duplicates(
    found: Findable,
    texts: Mapping[str, tuple[int | None, int | None]],
    often: Counter[tuple[str, int]],
    shared: dict[PageLook, PageLook],
) -> None:
    for key, pair in texts.items():
        twice = {name: "duplicate" for name, digest in _named(pair) if often[name, digest] > 1}
        if twice:
            look = found.looks[key]._replace(**twice)
            found.looks[key] = shared.setdefault(look, look)


def _count_lengths(found: Findable, night: Night) -> None:
    for page in night.pages:
        look = found.looks.get(page.key, NOBODY)
        if look.title:
            found.lengths["title", look.title, page.kind] += 1
            found.lengths["description", look.description, page.kind] += 1


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


def _sitemap(found: Findable, night: Night, record: PageRecord, state: str) -> str:
    if not found.sitemap_read or state != "indexable":
        return ""
    place = night.places.get(record.key)
    linked = (place.depth if place else record.depth) is not None
    if record.in_sitemap:
        return "both" if linked else "only"
    return "linked" if linked else ""
