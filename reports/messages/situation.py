"""A run and its history as the policy wants them; much less is read than for the report."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from crawler.config.model import Config
from crawler.records import (
    ChangeKind,
    CheckCard,
    Loss,
    PageRecord,
    RunDir,
    RunManifest,
    Severity,
    codec,
)
from reports.language import _
from reports.messages.worse import DOWN, UNTRUSTED, Open, Tonight, Trouble, flaps
from reports.model.history import EventLine, History, RunLine, read_history
from reports.model.rows import BATCH, Moved, read_changes

_OPEN = frozenset(
    {ChangeKind.NEW, ChangeKind.REOPENED, ChangeKind.PERSISTING, ChangeKind.NOT_RECHECKED}
)
SERVER_FAULT = 500
"""RFC 9110, 15.6: from here on the server says that it failed."""


@dataclass(frozen=True, slots=True)
class Situation:
    """Everything that messages of one run are made of."""

    config: Config
    manifest: RunManifest
    tonight: Tonight
    cards: Mapping[str, CheckCard]
    history: History
    changes: Mapping[str, int]
    """Findings by what happened to them. Empty: nothing was compared."""

    @property
    def line(self) -> RunLine | None:
        """Tonight's totals. None: the run was not remembered."""
        return next((x for x in self.history.runs if x.run == self.manifest.run), None)


def read_situation(run: RunDir, history: Path, config: Config, *, down: str = "") -> Situation:
    """Read it. `down`: why the walk was given up, when it was.

    Raises RunDirError when the run or the history cannot be read.
    """
    manifest = run.manifest()
    before = read_history(history, manifest.run)
    cards = {card.id: card for card in run.cards()}
    trouble = _trouble(run, manifest, down)
    diff = None if down else run.diff_head()
    moved = () if diff is None else tuple(read_changes(run.changes_path, {})) or tuple(
        map(Moved.of, diff.changes)
    )  # fmt: skip
    counts: dict[str, int] = {}
    for change in moved:
        counts[change.kind.value] = counts.get(change.kind.value, 0) + 1
    runs = [line.run for line in before.runs]
    flips = flaps(before.events, runs if manifest.run in runs else [*runs, manifest.run])
    costs = {card.id: card.costs for card in cards.values()}
    words = _words(
        run, frozenset(one.id for one in moved if not one.message and _told(one, config))
    )
    found = (
        [_from_change(change, costs, flips, words) for change in moved if change.kind in _OPEN]
        if diff is not None
        else _remembered(before.events, costs, flips)
    )
    tonight = Tonight(manifest.run, tuple(sorted(found, key=lambda one: one.id)), trouble)
    return Situation(config, manifest, tonight, cards, before, counts)


def _trouble(run: RunDir, manifest: RunManifest, down: str) -> Trouble | None:
    if down:
        return Trouble(DOWN, down)
    if status := _home_fault(run, manifest.own):
        return Trouble(DOWN, _("The home page answered {status}.").format(status=status))
    note = next((n for n in manifest.health if n.fatal and n.site == manifest.own), None)
    return Trouble(UNTRUSTED, note.message, note.hint) if note else None


def _home_fault(run: RunDir, own: str) -> int:
    """The status of the home page when it says that the server failed, else 0."""
    home = next((site.url for site in run.sites() if site.id == own), "")
    key = f"{own}:{home}".encode()
    for found, line in codec.keyed_lines(run.pages_path):
        if found == key:
            status = codec.read_line(line, PageRecord, str(run.pages_path)).http.status or 0
            return status if status >= SERVER_FAULT else 0
    return 0


def _from_change(
    change: Moved, costs: Mapping[str, Loss], flips: Mapping[str, int], words: Mapping[str, str]
) -> Open:
    return Open(
        id=change.id,
        check=change.check,
        severity=change.severity,
        kind=change.kind,
        url=change.url,
        message=change.message or words.get(change.id, ""),
        loss=costs.get(change.check, Loss.NONE),
        flaps=flips.get(change.id, 0),
    )


def _told(change: Moved, config: Config) -> bool:
    """Whether any way is told of findings of this severity."""
    limits = [
        config.messages.severity,
        *(x.severity for x in config.messages.channels if x.severity),
    ]
    return change.severity.rank <= max(limit.rank for limit in limits)


def _words(run: RunDir, wanted: frozenset[str]) -> dict[str, str]:
    """Tonight's words of these findings; the report leaves them out of what merely goes on."""
    if not wanted or not run.changes_path.exists():
        return {}
    import pyarrow.parquet as pq  # noqa: PLC0415 - as in crawler/records/codec.py

    found: dict[str, str] = {}
    with pq.ParquetFile(run.changes_path) as file:
        for batch in file.iter_batches(BATCH, columns=["id", "message"]):
            ids, messages = (column.to_pylist() for column in batch.columns)
            found |= {one: text for one, text in zip(ids, messages, strict=True) if one in wanted}
    return found


def _remembered(
    events: tuple[EventLine, ...], costs: Mapping[str, Loss], flips: Mapping[str, int]
) -> list[Open]:
    """What was open before a run that says nothing about findings."""
    last: dict[str, EventLine] = {}
    for event in events:
        if event.event in ("opened", "reopened"):
            last[event.id] = event
        elif event.event in ("fixed", "gone", "retired"):
            last.pop(event.id, None)
    return [
        Open(event.id, event.check, Severity(event.severity), ChangeKind.NOT_RECHECKED, event.url,
             event.message, costs.get(event.check, Loss.NONE), flips.get(event.id, 0))
        for event in last.values()
    ]  # fmt: skip
