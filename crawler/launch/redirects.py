"""Every line of the redirect map, tested against what staging answers."""

from collections.abc import Iterator
from itertools import chain

from crawler.launch.pairs import Trail, trail_of
from crawler.launch.redirect_map import FOR_GOOD, GONE, MapRow
from crawler.launch.scene import Scene, differs, unseen
from crawler.records import PageState
from crawler.records.launch import Difference, MapLine
from crawler.records.launch_kinds import LaunchKind


def tested(scene: Scene, *, hidden: bool) -> tuple[tuple[MapLine, ...], tuple[Difference, ...]]:
    """Every line with what became of it, and the differences.

    `hidden`: all of staging is noindex, which says nothing about single targets.
    """
    lines: list[MapLine] = []
    found: list[Difference] = []
    for row in scene.rows:
        trail = trail_of(scene.staging.pages, scene.hosts, scene.hosts.staging_path(row.source))
        faults = list(_faults(row, trail, scene, hidden))
        lines.append(_line(row, trail, faults, scene))
        found += [_difference(scene, row, trail, fault, now) for fault, now in faults]
    return tuple(lines), tuple(found)


def urls_of(rows: tuple[MapRow, ...]) -> Iterator[str]:
    """Paths that have to be asked for so that every line can be tested."""
    return chain((row.source for row in rows), (row.target for row in rows if row.target))


def _faults(
    row: MapRow, trail: Trail, scene: Scene, hidden: bool
) -> Iterator[tuple[LaunchKind, str]]:
    """What is wrong with a line, with what staging says; the first way astray ends the test."""
    end = trail.end
    if trail.loops:
        yield LaunchKind.MAP_LOOP, trail.path
        return
    if trail.leaves:
        yield LaunchKind.MAP_TARGET, trail.path
        return
    why = unseen(end) if end is None or end.state is not PageState.NOT_HTML else None
    if why is not None:
        yield LaunchKind.MAP_UNCHECKED, why
        return
    assert end is not None  # noqa: S101 - `unseen` says so of None
    status = str(end.status)
    if row.status in GONE:
        if trail.steps or end.status not in GONE:
            yield LaunchKind.MAP_IGNORED, trail.path if trail.steps else status
        elif end.status != row.status:
            yield LaunchKind.MAP_STATUS, status
        return
    if not trail.steps:
        yield LaunchKind.MAP_IGNORED, status
        return
    if scene.hosts.path(trail.end_url) != row.target:
        yield LaunchKind.MAP_TARGET, trail.path
    first = trail.steps[0].status
    if first != row.status and (row.status is not None or first not in FOR_GOOD):
        yield LaunchKind.MAP_STATUS, str(first)
    if len(trail.steps) > 1:
        yield LaunchKind.MAP_CHAIN, trail.path
    if end.state is PageState.ERROR:
        yield LaunchKind.MAP_TARGET_GONE, status
    elif end.shown and not end.indexable and not hidden:
        yield LaunchKind.MAP_TARGET_HIDDEN, _hidden_by(trail)


def _hidden_by(trail: Trail) -> str:
    end = trail.end
    if end is None or end.noindex:
        return "noindex"
    return "robots.txt" if not end.allowed else f"canonical {end.canonical}"


def _line(row: MapRow, trail: Trail, faults: list[tuple[LaunchKind, str]], scene: Scene) -> MapLine:
    first = trail.steps[0] if trail.steps else trail.end
    ended = bool(trail.steps) and not trail.loops
    hosts = scene.hosts
    there = hosts.path(trail.end_url) if hosts.on_staging(trail.end_url) else trail.end_url
    return MapLine(
        line=row.line,
        source=row.source,
        target=row.target,
        ended=there if ended else "",
        status=first.status if first is not None else None,
        steps=len(trail.steps),
        faults=tuple(kind for kind, _ in faults),
    )


def _difference(scene: Scene, row: MapRow, trail: Trail, kind: LaunchKind, now: str) -> Difference:
    wanted = " ".join(part for part in (row.target, str(row.status or "")) if part)
    return differs(
        kind,
        scene.hosts.to_live(scene.hosts.staging_path(row.source)),
        scene.hosts.staging_path(row.source),
        about=str(row.line),
        was=wanted,
        now=now,
    )
