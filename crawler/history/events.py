"""The log of findings: what opened, closed and came back, one JSON line an event.

State is what a replay gives. Nothing is stored that would change every night for a finding that
merely goes on, so a quiet night adds no line.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

import orjson

from crawler.errors import RunDirError
from crawler.records import Severity
from crawler.records.base import Record


class EventKind(StrEnum):
    """What happened to a finding."""

    OPENED = "opened"
    REOPENED = "reopened"
    FIXED = "fixed"
    GONE = "gone"
    RETIRED = "retired"
    UNSEEN = "unseen"
    """It could not be looked at; it stays open."""
    SEEN = "seen"
    """It was looked at again and is still there."""


class Event(Record):
    """A line of events-YYYY-MM.jsonl."""

    run: str
    event: EventKind
    id: str
    check: str = ""
    """This and all below are left out of seen and unseen: whoever opened it said so."""
    subject: str = ""
    url: str = ""
    about: str = ""
    severity: Severity = Severity.ERROR
    site: str = ""
    message: str = ""
    """The words of the night; only for opened and reopened."""


@dataclass(frozen=True, slots=True)
class Known:
    """A finding as the history knows it."""

    event: Event
    """The one that opened it last."""
    first_seen: str
    open: bool
    reopened: int = 0
    unseen_since: str | None = None
    """Run in which it could first not be looked at."""
    closed: str | None = None


def replay(events: Iterable[Event]) -> dict[str, Known]:
    """Every finding ever seen, by id, as of the last event."""
    state: dict[str, Known] = {}
    for event in events:
        known = state.get(event.id)
        match event.event:
            case EventKind.OPENED:
                first = known.first_seen if known else event.run
                state[event.id] = Known(event, first, open=True)
            case EventKind.REOPENED:
                first = known.first_seen if known else event.run
                times = known.reopened + 1 if known else 1
                state[event.id] = Known(event, first, open=True, reopened=times)
            case EventKind.UNSEEN if known:
                state[event.id] = replace(known, unseen_since=event.run)
            case EventKind.SEEN if known:
                state[event.id] = replace(known, unseen_since=None)
            case _ if known:
                state[event.id] = replace(known, open=False, closed=event.run, unseen_since=None)
    return state


def read_events(folder: Path) -> Iterator[Event]:
    """All events in order. Raises RunDirError with file and line for a damaged one."""
    for path in sorted(folder.glob("events-*.jsonl")):
        for number, line in enumerate(path.read_bytes().splitlines(), 1):
            if not line.strip():
                continue
            try:
                yield Event.model_validate_json(line)
            except ValueError as error:
                raise RunDirError(
                    f"not an event: {error}",
                    where=f"{path}:{number}",
                    hint="Restore the file from the last good commit of the history.",
                ) from None


def write_events(folder: Path, run: str, events: Iterable[Event]) -> None:
    """Append tonight's events, sorted, in place of what this very run wrote before."""
    lines = [
        orjson.dumps(event.model_dump(mode="json", exclude_defaults=True)) + b"\n"
        for event in sorted(events, key=lambda item: (item.event, item.check, item.url, item.id))
    ]
    replace_lines(folder / f"events-{run[:7]}.jsonl", run, lines)


def replace_lines(path: Path, run: str, lines: list[bytes]) -> None:
    """Take the JSON lines of a run out of a file and append others, in one step."""
    kept: list[bytes] = []
    if path.exists():
        mark = b'"run":"' + run.encode() + b'"'
        kept = [line for line in path.read_bytes().splitlines(keepends=True) if mark not in line]
    write_whole(path, b"".join(kept + lines))


def write_whole(path: Path, data: bytes) -> None:
    """Replace a file in one step, so that a kill leaves the old one; no file for no content."""
    if not data and not path.exists():
        return
    temporary = path.with_name(path.name + ".new")
    temporary.write_bytes(data)
    temporary.replace(path)
