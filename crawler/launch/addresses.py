"""What becomes of the addresses of the live shop."""

from collections.abc import Iterator

from crawler.launch.hosts import path_of
from crawler.launch.pairs import Pair
from crawler.launch.redirect_map import FOR_GOOD, GONE
from crawler.launch.scene import Scene, differs, unseen
from crawler.records import PageState, Severity
from crawler.records.launch import Difference, Way
from crawler.records.launch_kinds import LaunchKind

MOST_MERGED = 5
"""Live pages that may become one: colours and sizes of a product. Our own limit."""


def lost_pages(scene: Scene) -> Iterator[Difference]:
    """Live pages and files without an equal and without a redirect to one."""
    meant = {row.source for row in scene.rows if row.status in GONE}
    for pair in (*scene.pairs.pairs, *scene.pairs.files):
        end = pair.trail.end
        there = end is not None and end.state is PageState.NOT_HTML and not pair.live.shown
        if there or pair.staging is not None or pair.trail.leaves or pair.trail.loops:
            continue
        if path_of(pair.live.url) in meant:
            continue  # the redirect map says that it is to be gone, and is tested for itself
        yield _lost(pair)


def _lost(pair: Pair) -> Difference:
    live, end = pair.live.url, pair.trail.end
    why = unseen(end)
    if why is not None:
        return differs(LaunchKind.NOT_COMPARED, live, pair.trail.end_url, now=why)
    status = end.status if end is not None else None
    if (status or 0) >= 500:
        kind, severity = LaunchKind.PAGE_BROKEN, None
    else:
        kind, severity = LaunchKind.PAGE_GONE, None if pair.live.indexable else Severity.WARNING
    return differs(kind, live, pair.trail.end_url, now=str(status), severity=severity)


def lost_redirects(scene: Scene) -> Iterator[Difference]:
    """Addresses that live leads on and staging does not know."""
    for pair in scene.pairs.moved:
        end, why = pair.trail.end, unseen(pair.trail.end)
        if pair.trail.leaves or pair.trail.loops:
            continue
        if why is not None:
            yield differs(LaunchKind.NOT_COMPARED, pair.live.url, pair.trail.end_url, now=why)
        elif end is not None and not end.shown:
            yield differs(
                LaunchKind.REDIRECT_LOST, pair.live.url, pair.trail.end_url,
                was=path_of(pair.live.location or ""), now=str(end.status),
            )  # fmt: skip


def away(scene: Scene) -> Iterator[Difference]:
    """Addresses that lead to another host."""
    yield from _astray(scene, LaunchKind.REDIRECT_LEAVES)


def circles(scene: Scene) -> Iterator[Difference]:
    """Addresses that lead to themselves."""
    yield from _astray(scene, LaunchKind.REDIRECT_LOOP)


def _astray(scene: Scene, kind: LaunchKind) -> Iterator[Difference]:
    for pair in (*scene.pairs.pairs, *scene.pairs.moved):
        trail = pair.trail
        astray = trail.leaves if kind is LaunchKind.REDIRECT_LEAVES else trail.loops
        if astray and pair.staging is None:
            asked = scene.hosts.to_staging(pair.live.url)
            yield differs(kind, pair.live.url, asked, now=trail.path)


def to_home(scene: Scene) -> Iterator[Difference]:
    """Pages that lead to the home page."""
    for pair in _led(scene):
        if pair.staging is not None and pair.to_home:
            yield differs(
                LaunchKind.REDIRECT_HOME, pair.live.url, pair.staging.url, now=pair.trail.path
            )


def to_another_kind(scene: Scene) -> Iterator[Difference]:
    """Pages of one kind that lead to a page of another."""
    for pair in _led(scene):
        end = pair.staging
        if end is not None and pair.to_another_kind and not pair.to_home:
            yield differs(
                LaunchKind.REDIRECT_KIND, pair.live.url, end.url, was=pair.live.kind, now=end.kind
            )


def to_one(scene: Scene) -> Iterator[Difference]:
    """Pages to which many others lead; the home page has a kind of its own."""
    ends: dict[str, list[Pair]] = {}
    for pair in _led(scene):
        if pair.staging is not None and pair.way is Way.REDIRECT and not pair.to_home:
            ends.setdefault(pair.staging.url, []).append(pair)
    for url, pairs in ends.items():
        if len(pairs) > MOST_MERGED:
            yield differs(
                LaunchKind.REDIRECT_MANY, pairs[0].live.url, url,
                now=pairs[0].trail.path, pages=len(pairs),
            )  # fmt: skip


def chains(scene: Scene) -> Iterator[Difference]:
    """Pages that are reached in more than one step."""
    for pair in _led(scene):
        if len(pair.trail.steps) > 1 and pair.trail.arrived is not None:
            yield differs(
                LaunchKind.REDIRECT_CHAIN, pair.live.url, pair.trail.end_url, now=pair.trail.path
            )


def temporary(scene: Scene) -> Iterator[Difference]:
    """Pages that moved for a time only. Lines of the redirect map say what they want."""
    mapped = {row.source for row in scene.rows}
    for pair in _led(scene):
        if path_of(pair.live.url) in mapped or pair.trail.arrived is None:
            continue
        status = next((s.status for s in pair.trail.steps if s.status not in FOR_GOOD), None)
        if status is not None:
            yield differs(
                LaunchKind.REDIRECT_TEMPORARY, pair.live.url, pair.trail.end_url, now=str(status)
            )


def _led(scene: Scene) -> Iterator[Pair]:
    return (pair for pair in scene.pairs.pairs if pair.way is not Way.SAME and pair.trail.steps)
