"""What Google reads of a page: titles, addresses, and whether it may be indexed at all."""

from collections.abc import Iterator

from crawler.launch.scene import Scene, differs
from crawler.launch.sides import Seen
from crawler.records import PageKind
from crawler.records.launch import Difference
from crawler.records.launch_kinds import LaunchKind

EVERYWHERE = 0.9
"""Share of the compared pages from which noindex is taken for the lock of a staging server and
not for a fault of single pages. Our own limit: some pages may be opened for a test."""
FEWEST = 3
"""Pages from which there can be an "everywhere"."""
ADVICE = frozenset({"index", "follow", "all"})
"""Words of a robots tag that say what goes without saying (developers.google.com/search/docs/
crawling-indexing/robots-meta-tag)."""


def texts(scene: Scene) -> Iterator[Difference]:
    """Titles, descriptions and main headings that are missing or others."""
    for live, staging in scene.pairs.compared:
        for part, lost, changed in _TEXTS:
            was, now = getattr(live, part), scene.hosts.as_live(getattr(staging, part))
            if was and was != now:
                kind = changed if now else lost
                yield differs(kind, live.url, staging.url, was=was, now=now)


_TEXTS = (
    ("title", LaunchKind.TITLE_LOST, LaunchKind.TITLE_CHANGED),
    ("description", LaunchKind.DESCRIPTION_LOST, LaunchKind.DESCRIPTION_CHANGED),
    ("h1", LaunchKind.H1_LOST, LaunchKind.H1_CHANGED),
)


def canonicals(scene: Scene) -> Iterator[Difference]:
    """Canonical addresses that are missing or lead elsewhere.

    A page that moved names its new address, which is right.
    """
    for live, staging in scene.pairs.compared:
        if not live.canonical:
            continue
        was, now = live.canonical, scene.hosts.to_live(staging.canonical)
        if not now:
            yield differs(LaunchKind.CANONICAL_LOST, live.url, staging.url, was=was)
        elif now not in (was, _counterpart(scene, was)):
            yield differs(LaunchKind.CANONICAL_CHANGED, live.url, staging.url, was=was, now=now)


def _counterpart(scene: Scene, live_url: str) -> str:
    """The address that the new page of a live page will have when it is live."""
    staging = scene.pairs.by_live.get(live_url)
    return live_url if staging is None else scene.hosts.to_live(staging)


def noindex(scene: Scene) -> Iterator[Difference]:
    """noindex on pages that Google has: one by one, or once when it is on all of staging."""
    had = [pair for pair in scene.pairs.compared if not pair[0].noindex]
    left = [pair for pair in had if pair[1].noindex]
    if everywhere(scene):
        yield differs(
            LaunchKind.NOINDEX_ALL, staging=scene.hosts.staging, now="noindex", pages=len(left)
        )
        return
    for live, staging in left:
        yield differs(
            LaunchKind.NOINDEX_LEFT, live.url, staging.url, was=_words(live), now=_words(staging)
        )


def everywhere(scene: Scene) -> bool:
    """Whether all of staging is noindex, as a lock for the time before the launch."""
    had = [staging for live, staging in scene.pairs.compared if not live.noindex]
    left = sum(staging.noindex for staging in had)
    return left >= FEWEST and left >= EVERYWHERE * len(had)


def robots_tags(scene: Scene) -> Iterator[Difference]:
    """Other words of the robots tag than noindex, where the whole of staging is not locked."""
    if everywhere(scene):
        return
    for live, staging in scene.pairs.compared:
        left = staging.noindex and not live.noindex
        if live.robots - ADVICE != staging.robots - ADVICE and not left:
            yield differs(
                LaunchKind.ROBOTS_TAG, live.url, staging.url,
                was=_words(live), now=_words(staging),
            )  # fmt: skip


def robots_txt(scene: Scene) -> Iterator[Difference]:
    """The two robots.txt: what Google may ask for today and could not after the launch.

    Staging in a folder has none: the file stands at the root of a host.
    """
    one, other = scene.live.site.robots, scene.staging.site.robots
    if one is None or other is None or one.failure or other.failure or scene.hosts.folder:
        return
    closed = [pair for pair in scene.pairs.compared if pair[0].allowed and not pair[1].allowed]
    url = other.url
    if any(live.kind is PageKind.HOME or live.url == scene.hosts.live for live, _ in closed):
        yield differs(
            LaunchKind.ROBOTS_CLOSED, one.url, url, was=_rules(one.body), now=_rules(other.body),
            pages=len(closed),
        )  # fmt: skip
    elif closed:
        for live, staging in closed:
            yield differs(LaunchKind.ROBOTS_BLOCKS, live.url, staging.url)
    elif _rules(one.body) != (now := _rules(scene.hosts.as_live(other.body))):
        yield differs(LaunchKind.ROBOTS_CHANGED, one.url, url, was=_rules(one.body), now=now)


def languages(scene: Scene) -> Iterator[Difference]:
    """Declarations of other languages that live has and staging has not, or names otherwise."""
    for live, staging in scene.pairs.compared:
        now = {(code, scene.hosts.to_live(url)) for code, url in staging.hreflangs}
        was = {(code, _moved(scene, url)) for code, url in live.hreflangs}
        if live.hreflangs and was != now:
            yield differs(
                LaunchKind.HREFLANG_CHANGED, live.url, staging.url,
                was=_listed(was - now), now=_listed(now - was),
            )  # fmt: skip


def _moved(scene: Scene, url: str) -> str:
    return _counterpart(scene, url) if scene.hosts.on_live(url) else url


def _listed(links: set[tuple[str, str]]) -> str:
    return ", ".join(f"{code} {url}" for code, url in sorted(links))


def _words(page: Seen) -> str:
    return ", ".join(sorted(page.robots))


def _rules(body: str) -> str:
    """robots.txt without remarks and empty lines."""
    lines = (line.partition("#")[0].strip() for line in body.splitlines())
    return "\n".join(line for line in lines if line)
