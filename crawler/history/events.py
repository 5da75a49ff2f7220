"""The log of findings: what opened, closed and came back, one JSON line an event.

State is what a replay gives. Nothing is stored that would change every night for a finding that
merely goes on, so a quiet night adds no line.
"""

import gc
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

import orjson
from pydantic import ValidationError

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
    states: dict[str, _State] = {}
    for event in events:
        _take(states, event.run, event.event, event.id, event)
    return {name: state.known() for name, state in states.items()}


def read_known(folder: Path, *, before: str) -> dict[str, Known]:
    """The same from the files of a history, of events before a run.

    A year of a large shop is 300,000 lines: each is taken as it is, and only what opened a finding
    last becomes an Event. Raises RunDirError with file and line for a damaged one.
    """
    states: dict[str, _State] = {}
    collecting = gc.isenabled()
    gc.disable()  # nothing here forms cycles, and looking for them takes as long as the rest
    try:
        for place, raw in _raw_events(folder):
            try:
                if raw["run"] < before:
                    _take(states, raw["run"], raw["event"], raw["id"], raw)
            except (KeyError, TypeError) as error:
                raise _damaged(place, error) from None
        return {name: state.known() for name, state in states.items()}
    except ValidationError as error:
        raise _damaged(f"{folder}/events-*.jsonl", error) from None
    finally:
        if collecting:
            gc.enable()


@dataclass(slots=True)
class _State:
    """A finding while the log is read."""

    opening: Event | dict[str, Any]
    first_seen: str
    open: bool = True
    reopened: int = 0
    unseen_since: str | None = None
    closed: str | None = None

    def known(self) -> Known:
        """As the others need it."""
        event = self.opening
        if not isinstance(event, Event):
            event = Event.model_validate(event)
        return Known(
            event, self.first_seen, self.open, self.reopened, self.unseen_since, self.closed
        )


def _take(
    states: dict[str, _State], run: str, kind: str, name: str, event: Event | dict[str, Any]
) -> None:
    state = states.get(name)
    if kind in (EventKind.OPENED, EventKind.REOPENED):
        again = kind == EventKind.REOPENED
        times = (state.reopened if state else 0) + 1 if again else 0
        states[name] = _State(event, state.first_seen if state else run, reopened=times)
    elif state is None:
        return
    elif kind == EventKind.UNSEEN:
        state.unseen_since = run
    elif kind == EventKind.SEEN:
        state.unseen_since = None
    else:
        state.open, state.closed, state.unseen_since = False, run, None


def _raw_events(folder: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """Place and JSON of every line, in order."""
    for path in sorted(folder.glob("events-*.jsonl")):
        for number, line in enumerate(path.read_bytes().split(b"\n"), 1):
            if not line.strip():
                continue
            try:
                yield f"{path}:{number}", orjson.loads(line)
            except ValueError as error:
                raise _damaged(f"{path}:{number}", error) from None


def _damaged(where: str, error: Exception) -> RunDirError:
    return RunDirError(
        f"not an event: {error}",
        where=where,
        hint="Restore the file from the last good commit of the history.",
    )


def read_events(folder: Path) -> Iterator[Event]:
    """All events in order. Raises RunDirError with file and line for a damaged one."""
    for place, raw in _raw_events(folder):
        try:
            yield Event.model_validate(raw)
        except ValidationError as error:
            raise _damaged(place, error) from None


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
