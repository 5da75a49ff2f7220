"""The only writer of the history. Remembering a run twice leaves the same files."""

import csv
import io
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import orjson

from crawler.errors import RunDirError
from crawler.history import diff as diffing
from crawler.history.events import (
    Known,
    read_known,
    replace_lines,
    write_events,
    write_whole,
)
from crawler.history.links import LinkMemory
from crawler.history.looks import LookMemory
from crawler.history.market import write_totals
from crawler.history.prices import PriceLog, read_prices
from crawler.history.seen import Seen
from crawler.market import PriceHistory
from crawler.records import (
    EarlierPage,
    Excluded,
    PageRecord,
    PageState,
    RunDiff,
    RunDir,
    RunManifest,
    Severity,
    TargetState,
)
from crawler.records.base import Record

SCHEMA_VERSION = 2
"""2: `seen` is sorted and knows what was not asked that night; short events have few fields."""
YARDSTICK = 7
"""Sound nights that say how many pages a shop has. Our own limit: a week."""
SHRANK = "run-incomplete"
"""Code of the note on a walk that found less than half of the pages that it should."""


class RunLine(Record):
    """A line of runs.jsonl: one night in short."""

    run: str
    started_at: str
    healthy: bool
    tool: str
    own: str
    pages: dict[str, int] = {}
    """Pages of the own shop by state."""
    pages_ok: dict[str, int] = {}
    """OK pages by site."""
    unsound: dict[str, str] = {}
    """Code of the first fatal note by site, for walks that were not sound. Nights of before there
    was this field have only `healthy`, which tells of the own shop."""
    findings: dict[str, int] = {}
    """Open findings by severity, also those that nobody looked at that night."""
    changes: dict[str, int] = {}
    score: float | None = None

    def why_unsound(self, site: str) -> str:
        """The code; empty for a sound walk of the site."""
        return self.unsound.get(site, "" if self.healthy or self.unsound else "unknown")


class History:
    """Reading side of a history folder; a missing folder is a first night."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        version = folder / "schema_version"
        if version.exists() and int(version.read_text().strip() or 0) > SCHEMA_VERSION:
            raise RunDirError(
                "the history was written by a newer Storewalk",
                where=str(version),
                hint="Update Storewalk.",
            )

    def runs(self, *, before: str | None = None) -> tuple[RunLine, ...]:
        """Nights in order; only those before a run id when one is given."""
        path = self.folder / "runs.jsonl"
        if not path.exists():
            return ()
        lines = [
            RunLine.model_validate_json(line) for line in path.read_bytes().splitlines() if line
        ]
        return tuple(sorted((x for x in lines if before is None or x.run < before), key=_run))

    def pages_before(self, run: str) -> dict[str, int]:
        """OK pages that a walk should find by site: the most of the last sound nights.

        Of several, for one of them may have walked only a section. A night that found much less
        than was expected is the oldest that counts: what the next one finds as well is so.
        """
        found: dict[str, list[int]] = {}
        settled: set[str] = set()
        for line in reversed(self.runs(before=run)):
            for site, pages in line.pages_ok.items():
                why = line.why_unsound(site)
                nights = found.setdefault(site, [])
                if pages and why in ("", SHRANK) and site not in settled:
                    nights.append(pages)
                    if why or len(nights) == YARDSTICK:
                        settled.add(site)
        return {site: max(nights) for site, nights in found.items() if nights}

    def known(self, *, before: str) -> dict[str, Known]:
        """Findings as of the night before a run."""
        return read_known(self.folder, before=before)

    def failing(self, *, before: str) -> frozenset[str]:
        """External link targets that failed in the last run before this one."""
        path = self.folder / "failing.csv"
        if not path.exists():
            return frozenset()
        with path.open(encoding="utf-8", newline="") as file:
            return frozenset(row["url"] for row in csv.DictReader(file) if row["since"] < before)

    def prices(
        self, *, before: str, pages: frozenset[tuple[str, str]] | None = None
    ) -> PriceHistory:
        """Prices as of the night before a run: of these pages (site and URL), or of all."""
        nights = (line.run for line in self.runs())
        return read_prices(self.folder, nights, before=before, pages=pages)


def remember(run: RunDir, folder: Path, *, score: Callable[[RunDiff], float | None]) -> RunDiff:
    """Compare a checked run with the history, write changes.json, and append to the history.

    `score` is asked when `seen` tells of the pages that were not walked tonight, too.
    Idempotent for the last run. Raises RunDirError when later runs are already remembered.
    """
    manifest = run.manifest()
    history = History(folder)
    later = [line.run for line in history.runs() if line.run > manifest.run]
    if later:
        raise RunDirError(
            f"the history already holds the later run {later[-1]}",
            where=str(folder),
            hint="Runs are remembered in the order in which they were walked.",
        )
    folder.mkdir(parents=True, exist_ok=True)
    earlier = history.runs(before=manifest.run)
    known = history.known(before=manifest.run)
    partly = _partly(run, manifest)
    tonight = replace(
        _tonight(run, manifest, partly), waiting=_waiting(folder, manifest, known, partly)
    )
    tonight = replace(tonight, as_before=_as_before(folder, run, tonight, known))
    changes, events = diffing.compare(tonight, known, tuple(line.run for line in earlier))
    suspect = frozenset(
        (quote.site, quote.url) for quote in run.quotes() if quote.excluded is Excluded.SUSPECT
    )
    prices = PriceLog(folder, manifest.run).compare(run.offers(), tonight.untrusted, suspect)
    result = RunDiff(
        run=manifest.run,
        previous=earlier[-1].run if earlier else None,
        trusted=manifest.own not in tonight.untrusted,
        counts=diffing.counts(changes),
        changes=changes,
        prices=tuple(prices),
        created_at=manifest.started_at,
    )
    run.write_diff(result)
    write_events(folder, manifest.run, events)
    if result.trusted:
        _write_failing(folder, run, manifest.run)
        Seen(folder).write(run, manifest.run, partly=partly)
        LinkMemory(folder).write(run)
        LookMemory(folder).write(run)
    line = _run_line(run, manifest, result, score(result))
    replace_lines(folder / "runs.jsonl", manifest.run, [_dump(line)])
    found = {finding.id for finding in tonight.findings}
    left = (x for x in changes if x.kind.is_open and x.id not in found)
    _write_metrics(folder, run, line, Counter((change.site, change.check) for change in left))
    write_totals(folder, run, manifest.run)
    write_whole(folder / "schema_version", f"{SCHEMA_VERSION}\n".encode())
    return result


def _tonight(run: RunDir, manifest: RunManifest, partly: frozenset[str]) -> diffing.Tonight:
    sites = {site.id for site in run.sites()}
    return diffing.Tonight(
        run=manifest.run,
        findings=tuple(run.findings()),
        cards=run.cards(),
        coverage={line.subject: line for line in run.coverage()},
        whole=frozenset(sites - {note.site for note in manifest.health if note.cuts}) - partly,
        untrusted=frozenset(note.site for note in manifest.health if note.fatal),
        same=_same(run),
        rounds={site.id: site.counts.get("round_nights", 0) for site in run.sites()},
    )


def _same(run: RunDir) -> frozenset[str]:
    if not any(site.counts.get("same") for site in run.sites()):
        return frozenset()
    return frozenset(page.key for page in run.pages() if page.state is PageState.SAME)


def _waiting(
    folder: Path, manifest: RunManifest, known: dict[str, Known], partly: frozenset[str]
) -> dict[str, str]:
    """Of pages with open findings, the run in which they were last asked before tonight."""
    if not partly:
        return {}
    wanted = {item.event.subject for item in known.values() if item.open}
    return Seen(folder).asked(wanted, sites=partly, before=manifest.run)


def _as_before(
    folder: Path, run: RunDir, tonight: diffing.Tonight, known: dict[str, Known]
) -> frozenset[str]:
    """Of the subjects of open findings that need more than their own page, those that are as they
    were. A page of which no earlier night tells is taken for one."""
    others = {card.id for card in tonight.cards if not card.alone}
    wanted = {
        item.event.subject
        for item in known.values()
        if item.open and item.event.check in others and item.event.site not in tonight.whole
    }
    if not wanted:
        return frozenset()
    earlier = Seen(folder).of(wanted, before=tonight.run)
    pages = (page for page in run.pages() if page.key in wanted)
    same = {page.key for page in pages if _is_as_before(page, earlier.get(page.key))}
    return frozenset(same | {site.id for site in run.sites() if site.id in wanted})


def _is_as_before(page: PageRecord, earlier: EarlierPage | None) -> bool:
    if earlier is None or page.state is PageState.SAME:
        return True
    return EarlierPage.of(page).is_as_before(earlier)


def _partly(run: RunDir, manifest: RunManifest) -> frozenset[str]:
    """Sites of which known pages were not asked tonight."""
    notes = {x.site for x in manifest.health if x.fatal or x.code in ("run-section", "run-damaged")}
    return frozenset(notes | {site.id for site in run.sites() if site.counts.get("left")})


def _run_line(
    run: RunDir,
    manifest: RunManifest,
    result: RunDiff,
    score: float | None,
) -> RunLine:
    severities = Counter(one.severity for one in result.changes if one.kind.is_open)
    sites = {site.id: site.counts for site in run.sites()}
    states = {str(state) for state in PageState}
    own = sites.get(manifest.own, {})
    return RunLine(
        run=manifest.run,
        started_at=manifest.started_at.isoformat(),
        healthy=result.trusted,
        tool=manifest.tool_version,
        own=manifest.own,
        pages={name: number for name, number in own.items() if name in states},
        pages_ok={
            name: counts.get("ok", 0) + counts.get("same", 0) for name, counts in sites.items()
        },
        findings={str(severity): severities.get(severity, 0) for severity in Severity},
        unsound={note.site: note.code for note in reversed(manifest.health) if note.fatal},
        changes=result.counts,
        score=score,
    )


def _write_metrics(
    folder: Path, run: RunDir, line: RunLine, left: Counter[tuple[str, str]]
) -> None:
    """Tidy numbers: run, site, measure, check, value. `left` are open findings that nobody looked
    at, by site and check."""
    rows: list[tuple[str, str, str, str, Any]] = []
    for site, number in sorted(line.pages_ok.items()):
        rows.append((line.run, site, "pages_ok", "", number))
    if line.score is not None:
        rows.append((line.run, line.own, "score", "", line.score))
    for kind, number in line.changes.items():
        rows.append((line.run, line.own, kind, "", number))
    for tally in run.tallies():
        if tally.passed or tally.flagged or tally.muted:  # else nobody looked, which is no zero
            known = tally.problems + left[tally.site, tally.check]
            rows.append((line.run, tally.site, "findings", tally.check, known))
    path = folder / f"metrics-{line.run[:4]}.csv"
    kept: list[list[str]] = []
    if path.exists():
        with path.open(encoding="utf-8", newline="") as file:
            kept = [row for row in csv.reader(file) if row and row[0] not in ("run", line.run)]
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(("run", "site", "measure", "check", "value"))
    writer.writerows(kept)
    writer.writerows(rows)
    write_whole(path, text.getvalue().encode())


def _write_failing(folder: Path, run: RunDir, run_name: str) -> None:
    """External targets that fail tonight, with the run in which that began."""
    since: dict[str, str] = {}
    path = folder / "failing.csv"
    if path.exists():
        with path.open(encoding="utf-8", newline="") as file:
            since = {row["url"]: row["since"] for row in csv.DictReader(file)}
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(("url", "since"))
    rows = []
    for target in run.targets():
        failing = target.state in (TargetState.BROKEN, TargetState.LOOP)
        unasked = target.state is TargetState.NOT_CHECKED and target.url in since
        if not target.internal and (failing or unasked):
            rows.append((target.url, min(since.get(target.url, run_name), run_name)))
    writer.writerows(sorted(rows))
    write_whole(path, text.getvalue().encode())


def _dump(line: RunLine) -> bytes:
    return orjson.dumps(line.model_dump(mode="json")) + b"\n"


def _run(line: RunLine) -> str:
    return line.run
