"""What a walk is told of earlier nights: from the history, and from a run beside it."""

from functools import cache, partial
from pathlib import Path

from crawler.fetch.rotation import Memory
from crawler.history import History, Seen
from crawler.records import RunDir, RunManifest, Severity


def memory_of(folder: Path, manifest: RunManifest) -> Memory:
    """What the history knows for the order of the night. It is all that a machine without an
    earlier run has, such as one of a nightly workflow."""
    seen = Seen(folder)
    file = seen.file(before=manifest.run)
    if file is None:
        return Memory()
    history = History(folder)
    return Memory(
        file=file,
        night=file.name.removesuffix(".jsonl.gz"),
        # Once for all sites, and only where one is larger than a night: it reads all events.
        flagged=cache(partial(_flagged, history, manifest.run)),
        cut=frozenset(
            site.id
            for site in seen.sites(before=manifest.run).values()
            if site.counts.get("left", 0)
        ),
        today=manifest.started_at.date(),
        tools={line.run: line.tool for line in history.runs(before=manifest.run)},
    )


def previous_run(run: RunDir) -> RunDir | None:
    """The last finished run beside this one by the same Storewalk, for conditional requests."""
    mine = run.manifest()
    for path in sorted(run.path.parent.glob("*/run.json"), reverse=True):
        other = RunDir(path.parent)
        if other.path == run.path:
            continue
        manifest = other.manifest()
        same = manifest.tool_version == mine.tool_version and manifest.own == mine.own
        if same and manifest.finished_crawl and manifest.started_at < mine.started_at:
            return other
    return None


def _flagged(history: History, run: str) -> dict[tuple[str, str], int]:
    found: dict[tuple[str, str], int] = {}
    for one in history.known(before=run).values():
        event = one.event
        if one.open and event.severity is not Severity.NOTICE:
            page = (event.site, event.url)
            found[page] = min(event.severity.rank, found.get(page, event.severity.rank))
    return found
