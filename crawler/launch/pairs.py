"""Which page of staging belongs to which live page, and how staging leads there."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from crawler.launch.hosts import Hosts, path_of
from crawler.launch.redirect_map import MapRow
from crawler.launch.sides import Seen
from crawler.records import MONEY_KINDS, PageKind, PageState, normalise_url
from crawler.records.launch import Way

Pages = Mapping[str, Seen]
"""The pages of one shop by URL."""

MOST_STEPS = 10
"""Googlebot gives up after 10 redirects (developers.google.com, read 2026-11-23)."""


@dataclass(frozen=True, slots=True)
class Trail:
    """What staging answers to an address, step by step."""

    steps: tuple[Seen, ...]
    """The redirects, in their order."""
    end: Seen | None
    """What stands behind them. None: it was not seen, leads away, or goes round in circles."""
    end_url: str
    """Its address."""
    loops: bool = False
    leaves: bool = False
    """It leads to another host."""

    @property
    def path(self) -> str:
        """All addresses of the way: `/a → /b → /c`."""
        return " → ".join([*(path_of(step.url) for step in self.steps), self._last])

    @property
    def _last(self) -> str:
        return self.end_url if self.leaves else path_of(self.end_url)

    @property
    def arrived(self) -> Seen | None:
        """The page at its end. None: there is no page for people."""
        return self.end if self.end is not None and self.end.shown else None


@dataclass(frozen=True, slots=True)
class Pair:
    """A live page and what becomes of it."""

    live: Seen
    trail: Trail
    """What staging answers to its address."""
    staging: Seen | None
    """The page that belongs to it. None: there is none."""
    way: Way = Way.SAME

    @property
    def to_home(self) -> bool:
        """Whether a page that is not the home page has become it."""
        end = self.staging
        return end is not None and end.kind is PageKind.HOME is not self.live.kind

    @property
    def to_another_kind(self) -> bool:
        """Whether it has become a page of another kind; only of kinds that are told for certain."""
        end = self.staging
        return (
            end is not None
            and end.kind is not self.live.kind
            and ({end.kind, self.live.kind} <= MONEY_KINDS)
        )

    @property
    def alike(self) -> bool:
        """Whether the two can be compared: a product is not held against a list."""
        strayed = self.way is Way.REDIRECT and (self.to_home or self.to_another_kind)
        return self.staging is not None and not strayed


@dataclass(frozen=True, slots=True)
class Pairs:
    """All live pages with what becomes of them."""

    pairs: tuple[Pair, ...]
    """Of pages that live shows."""
    moved: tuple[Pair, ...]
    """Of addresses that live redirects to a page of its own."""
    files: tuple[Pair, ...]
    """Of what live shows and is no page: instructions as PDF."""
    added: Mapping[str, None]
    """Pages of staging to which none belongs, in the order of the walk."""
    unknown: frozenset[str] = frozenset()
    """Pages of staging whose address live has, where nobody could look at it: they may be new."""
    by_staging: Mapping[str, str] = field(default_factory=dict)
    """URL of a page on staging to that of its live page."""
    by_live: Mapping[str, str] = field(default_factory=dict)
    """The other way round; several live pages may have become one."""

    def alone(self, url: str) -> bool:
        """Whether a page of staging has no live page beside it."""
        return url in self.added or url in self.unknown

    @property
    def compared(self) -> list[tuple[Seen, Seen]]:
        """The pages with two sides that can be compared. Of several live pages that became one,
        the one whose address it kept, else the first."""
        return [
            (pair.live, pair.staging)
            for pair in self.pairs
            if pair.staging is not None and self.by_staging.get(pair.staging.url) == pair.live.url
        ]


def trail_of(staging: Pages, hosts: Hosts, url: str) -> Trail:
    """Follow an address of staging through the pages that were fetched."""
    steps: list[Seen] = []
    passed: set[str] = set()
    while True:
        seen = staging.get(url)
        if seen is None or seen.state is not PageState.REDIRECT or not seen.location:
            return Trail(tuple(steps), seen, url)
        passed.add(url)
        following = _normal(seen.location)
        away = following is None or not hosts.on_staging(following)
        # The same path under https or www is the spelling of the host, and no step of the page.
        if away or path_of(following or "") != path_of(url):
            steps.append(seen)
        if following is None or away:
            return Trail(tuple(steps), None, following or seen.location, leaves=True)
        if following in passed or len(steps) > MOST_STEPS:
            return Trail(tuple(steps), None, following, loops=True)
        url = following


def pair_up(live: Pages, staging: Pages, hosts: Hosts, rows: Iterable[MapRow]) -> Pairs:
    """By path, then by the redirect map, then by where staging redirects to."""
    targets = {row.source: row.target for row in rows}
    pairs: list[Pair] = []
    moved: list[Pair] = []
    files: list[Pair] = []
    for seen in live.values():
        if seen.shown:
            pairs.append(_pair(seen, staging, hosts, targets))
        elif seen.state is PageState.NOT_HTML:
            files.append(_pair(seen, staging, hosts, targets))
        elif seen.state is PageState.REDIRECT and _ends_well(seen, live):
            moved.append(_pair(seen, staging, hosts, targets))
    alike = [(pair.live.url, pair.staging.url, pair.way is not Way.SAME)
             for pair in pairs if pair.staging is not None and pair.alike]  # fmt: skip
    by_staging: dict[str, str] = {}
    # An address that stayed belongs to its own live page, whatever else leads there.
    for url, new, _ in sorted(alike, key=lambda found: found[2]):
        by_staging.setdefault(new, url)
    alone = [seen.url for seen in staging.values() if seen.shown and seen.url not in by_staging]
    unknown = frozenset(url for url in alone if _unseen(live.get(hosts.to_live(url))))
    return Pairs(
        pairs=tuple(pairs),
        moved=tuple(moved),
        files=tuple(files),
        added=dict.fromkeys(url for url in alone if url not in unknown),
        unknown=unknown,
        by_staging=by_staging,
        by_live={url: new for url, new, _ in alike},
    )


def _pair(live: Seen, staging: Pages, hosts: Hosts, targets: Mapping[str, str]) -> Pair:
    trail = trail_of(staging, hosts, hosts.to_staging(live.url))
    if not trail.steps and trail.arrived is not None:
        return Pair(live, trail, trail.arrived)
    target = targets.get(path_of(live.url))
    if target:
        named = trail_of(staging, hosts, hosts.staging_path(target)).arrived
        if named is not None:
            return Pair(live, trail, named, Way.MAP)
    return Pair(live, trail, trail.arrived, Way.REDIRECT)


def _unseen(page: Seen | None) -> bool:
    """Whether live has the address and did not show what is there: robots.txt, a wall, silence."""
    return page is not None and page.state in _NOT_SHOWN


_NOT_SHOWN = frozenset({PageState.ROBOTS, PageState.BLOCKED, PageState.FAILED})


def _ends_well(seen: Seen, live: Pages) -> bool:
    passed: set[str] = set()
    url: str | None = seen.url
    while url is not None and url not in passed:
        passed.add(url)
        page = live.get(url)
        if page is None or page.shown:
            return page is not None
        url = _normal(page.location) if page.location else None
    return False


def _normal(url: str) -> str | None:
    try:
        return normalise_url(url)
    except ValueError:
        return None
