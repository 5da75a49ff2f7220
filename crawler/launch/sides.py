"""One of the two shops, as its run saw it: small enough that all pages fit into memory."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from crawler.errors import RunDirError
from crawler.launch.hosts import Hosts
from crawler.records import (
    LinkTarget,
    OfferRow,
    PageKind,
    PageRecord,
    PageState,
    Region,
    RenderFacts,
    RunDir,
    SiteFacts,
    TargetState,
)
from crawler.records.launch_kinds import LaunchKind

MOST_VALUES = 400
"""Values of structured data kept of a page. Our own limit."""
_ABSOLUTE = re.compile(r"\s*(?:https?:)?//", re.IGNORECASE)
PLACES = {
    "a": LaunchKind.LEAK_LINK, "area": LaunchKind.LEAK_LINK, "form": LaunchKind.LEAK_LINK,
    "img": LaunchKind.LEAK_PICTURE, "source": LaunchKind.LEAK_PICTURE,
    "og": LaunchKind.LEAK_PICTURE, "css": LaunchKind.LEAK_PICTURE,
    "script": LaunchKind.LEAK_FILE, "link": LaunchKind.LEAK_FILE, "iframe": LaunchKind.LEAK_FILE,
    "canonical": LaunchKind.LEAK_CANONICAL, "hreflang": LaunchKind.LEAK_HREFLANG,
}  # fmt: skip
"""Tag of a reference to the kind of its leak."""


class Place(NamedTuple):
    """Where an address of the own host stands."""

    kind: LaunchKind
    """Of the leak that it is on staging, if it is one."""
    tag: str
    """As of Link, or canonical, hreflang or data."""
    address: str
    """As it would be on live; of structured data the property."""


@dataclass(slots=True)
class Named:
    """An address of the own host that pages write out in full."""

    written: str
    page: str
    """URL of the first page."""
    pages: int = 0


@dataclass(frozen=True, slots=True)
class Seen:
    """What is compared of one page."""

    url: str
    state: PageState
    status: int | None
    failure: str | None
    location: str | None
    kind: PageKind
    allowed: bool
    """Whether robots.txt lets Googlebot ask for it."""
    noindex: bool = False
    title: str = ""
    description: str = ""
    h1: str = ""
    canonical: str = ""
    """Empty: none, or several that contradict each other."""
    robots: frozenset[str] = frozenset()
    hreflangs: frozenset[tuple[str, str]] = frozenset()
    """Code and address."""
    types: frozenset[str] = frozenset()
    data: Mapping[str, str] = field(default_factory=dict)
    """Property of structured data (`Product.brand.name`) to value."""
    pictures: int = 0
    """In the main part."""

    @property
    def shown(self) -> bool:
        """Whether it is a page for people."""
        return self.state is PageState.OK

    @property
    def indexable(self) -> bool:
        """Whether Google may index it under its own address."""
        own = not self.canonical or self.canonical == self.url
        return self.shown and self.allowed and not self.noindex and own


@dataclass(frozen=True, slots=True)
class Side:
    """All of one shop."""

    run: RunDir
    site: SiteFacts
    pages: Mapping[str, Seen]
    """By URL, in the order of the walk."""
    offers: Mapping[str, OfferRow]
    renders: Mapping[str, RenderFacts]
    """By URL, on the first device."""
    pictures: Mapping[str, LinkTarget]
    """Pictures that pages refer to, by URL."""
    named: Mapping[Place, Named]
    naming: Mapping[str, int]
    """Tag to the number of pages that name their own host there."""

    @property
    def complete(self) -> bool:
        """Whether every known page was asked for."""
        return not self.site.counts.get("left")


def read_side(run: RunDir, hosts: Hosts, *, live: bool) -> Side:
    """Read a run. Raises RunDirError when it is missing, or was not checked."""
    manifest = run.manifest()
    if not run.findings_path.exists():
        raise RunDirError(
            "the run was not checked", where=str(run.path), hint=f"storewalk check {run.path}"
        )
    site = next((one for one in run.sites() if one.id == manifest.own), None)
    if site is None:
        raise RunDirError("the run has no own shop", where=str(run.path / "sites.json"))
    pages: dict[str, Seen] = {}
    named: dict[Place, Named] = {}
    naming: Counter[str] = Counter()
    for record in run.pages_with_links():
        if record.site != site.id:
            continue
        pages[record.url] = seen_of(record)
        written = dict(named_on(record, hosts, live=live))
        naming.update({place.tag for place in written})
        for place, text in written.items():
            named.setdefault(place, Named(text, record.url)).pages += 1
    prefix = f"{site.id}:"
    renders = {
        key.removeprefix(prefix): facts
        for key, facts in run.renders().items()
        if key.startswith(prefix)
    }
    return Side(
        run=run,
        site=site,
        pages=pages,
        offers={row.url: row for row in run.offers() if row.site == site.id},
        renders=renders,
        pictures={one.url: one for one in run.targets() if one.kind == "image"},
        named=named,
        naming=naming,
    )


def pages_of(run: RunDir) -> dict[str, Seen]:
    """The pages of a run's own shop by URL; the run need not be checked yet."""
    own = run.manifest().own
    return {page.url: seen_of(page) for page in run.pages() if page.site == own}


def seen_of(page: PageRecord) -> Seen:
    """What is compared of a page."""
    answered = {
        "url": page.url,
        "state": page.state,
        "status": page.http.status,
        "failure": page.http.failure,
        "location": page.http.location,
        "kind": page.kind,
        "allowed": page.googlebot_allowed,
    }
    head = page.head
    if head is None:
        return Seen(**answered)  # type: ignore[arg-type]
    outline = page.outline.headings if page.outline else ()
    items = page.structured.items if page.structured else ()
    images = page.images.images if page.images else ()
    return Seen(
        **answered,  # type: ignore[arg-type]
        noindex=head.noindex,
        title=_first(head.titles),
        description=_first(head.descriptions),
        h1=_first(tuple(one.text for one in outline if one.level == 1)),
        canonical=head.canonical or "",
        robots=head.directives(),
        hreflangs=frozenset((one.code.lower(), one.url or one.href) for one in head.hreflangs),
        types=frozenset(name for item in items for name in item.types),
        data=dict(_values(page)),
        pictures=sum(one.region is Region.MAIN and not one.hidden for one in images),
    )


def named_on(page: PageRecord, hosts: Hosts, *, live: bool) -> Iterator[tuple[Place, str]]:
    """Addresses of the page's own host that are written out in full, with what is written.

    Relative ones move along with the shop, and are nobody's fault.
    """
    mine = hosts.on_live if live else hosts.on_staging
    names = hosts.names_live if live else hosts.names_staging
    written = [(link.tag, link.href) for link in (page.links.links if page.links else ())]
    if page.head is not None:
        written += [("canonical", one.href) for one in page.head.canonicals]
        written += [("hreflang", one.href) for one in page.head.hreflangs]
    for tag, text in dict.fromkeys(written):
        if tag in PLACES and _ABSOLUTE.match(text) and mine(text):
            yield Place(PLACES[tag], tag, hosts.as_live(text.strip())), text.strip()[:300]
    for name, value in _values(page):
        if names(value):
            yield Place(LaunchKind.LEAK_DATA, "data", name), f"{name}: {value[:200]}"


def broken(target: LinkTarget | None) -> bool:
    """Whether a picture is certainly not there."""
    return target is not None and target.state in (TargetState.BROKEN, TargetState.LOOP)


def _values(page: PageRecord) -> Iterator[tuple[str, str]]:
    """Properties of structured data with their values; the second item of a type is `Product#2`."""
    seen: Counter[str] = Counter()
    left = MOST_VALUES
    for item in page.structured.items if page.structured else ():
        name = "+".join(item.types) or "?"
        seen[name] += 1
        place = name if seen[name] == 1 else f"{name}#{seen[name]}"
        for path, value in _flat(item.data, place):
            if left == 0:
                return
            left -= 1
            yield path, value


def _flat(value: Any, path: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        for key, part in value.items():
            if key not in ("@context", "@type"):
                yield from _flat(part, f"{path}.{key}")
    elif isinstance(value, list | tuple):
        for place, part in enumerate(value, 1):
            yield from _flat(part, path if place == 1 else f"{path}#{place}")
    elif value is not None:
        yield path, str(value)[:500]


def _first(texts: tuple[str, ...]) -> str:
    return next((text for text in texts if text), "")
