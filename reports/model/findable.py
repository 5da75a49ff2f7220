"""How each page of the own shop stands with Google, in classes."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from reports.language import N_
from reports.model.findlook import FirstLook
from reports.model.night import Night
from reports.model.pageline import PageLine

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


def findable(night: Night) -> Findable:
    """Classes of all own pages, out of what was kept of each when the run was read."""
    found = Findable(
        sitemap_read=_sitemap_read(night), languages=night.languages, widths=night.widths
    )
    faulty = {f.subject for f in night.findings if f.check.startswith("data/")}
    often: Counter[tuple[str, bytes]] = Counter()
    for look in night.looks.values():
        for digest in _digests(look):
            often[digest] += 1
    shared: dict[PageLook, PageLook] = {}  # thousands of pages look alike
    for page in night.pages:
        first = night.looks.get(page.key)
        if first is None:
            continue
        judged = _judged(found, night, page, first, often)
        found.looks[page.key] = shared.setdefault(judged, judged)
        _count(found, page, judged, page.key in faulty)
    return found


def _judged(
    found: Findable, night: Night, page: PageLine, first: FirstLook,
    often: Counter[tuple[str, bytes]],
) -> PageLook:  # fmt: skip
    """What the page's own record told, with what only the others tell."""
    twice = {name: "duplicate" for name, digest in _digests(first) if often[name, digest] > 1}
    look = PageLook(
        first.state, first.title, first.description, first.markup, first.types,
        _sitemap(found, night, page, first),
    )  # fmt: skip
    return look._replace(**twice)


def _digests(look: FirstLook) -> list[tuple[str, bytes]]:
    pair = (("title", look.title_digest), ("description", look.description_digest))
    return [(name, digest) for name, digest in pair if digest]


def _count(found: Findable, page: PageLine, look: PageLook, faulty: bool) -> None:
    found.index[page.kind, look.state] += 1
    if look.markup:
        found.markup[page.kind, look.types] += 1
        found.faulty[page.kind, look.types] += faulty
    if look.sitemap:
        found.sitemaps[page.kind, look.sitemap] += 1
    if look.title:
        found.lengths["title", look.title, page.kind] += 1
        found.lengths["description", look.description, page.kind] += 1


def _sitemap_read(night: Night) -> bool:
    own = night.own_site
    return own is not None and any(file.entries and not file.error for file in own.sitemaps)


def _sitemap(found: Findable, night: Night, page: PageLine, look: FirstLook) -> str:
    if not found.sitemap_read or look.state != "indexable":
        return ""
    place = night.places.get(page.key)
    linked = (place.depth if place else page.depth) is not None
    if look.listed:
        return "both" if linked else "only"
    return "linked" if linked else ""
