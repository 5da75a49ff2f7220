"""The verbs: pull, push and verify, the same for every store."""

import json
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TypeVar

from crawler.state.base import Files, Moved, Note, StateError, Store, Stored, Unreachable
from crawler.state.damage import Damage, damage
from crawler.state.files import MATCHES, NOTES, Places, read, replace, same, write
from crawler.state.mend import mended
from crawler.state.merge import merged, newest, shops
from crawler.state.versions import migrated

PAUSES = (1.0, 4.0, 12.0)
"""Seconds before each further try. Another run's push takes about one second; our own numbers."""

T = TypeVar("T")
Tell = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Pulled:
    """What a pull did."""

    first: bool
    """There is no state yet."""
    run: str
    """The newest run that is known now; empty when there is none."""
    changed: tuple[str, ...]
    notes: tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class Pushed:
    """What a push did."""

    run: str
    changed: tuple[str, ...]
    """Empty when the store had everything already."""
    notes: tuple[Note, ...]


def pull(store: Store, places: Places, tell: Tell, pauses: Sequence[float] = PAUSES) -> Pulled:
    """Bring the stored state to the disk; what only the disk has stays there.

    Damage in the store costs what is damaged; it is told, and kept in `state-notes.json` of the
    history. Raises StateError when the store cannot be read, was written by a newer Storewalk, or
    the local table of pairs has mistakes: then nothing is changed.
    """
    here = read(places)
    found = _again(lambda: _loaded(store), tell, pauses, "pull")
    if found is None:
        _keep_notes(places, store, ())
        return Pulled(True, newest(mended(here)[0]), (), ())
    if MATCHES in here and (wrong := damage(MATCHES, here[MATCHES])):
        raise StateError(
            wrong.what, where=f"{places.matches}:{wrong.line}",
            hint="Mend the table and pull again. Nothing was changed.",
        )  # fmt: skip
    ours, local = mended(here)
    ours = migrated(ours, str(places.history))
    both = _joined(ours, found.sound, store, frozenset(note.file for note in local))
    changed = write(places, both)
    _keep_notes(places, store, found.notes + local)
    return Pulled(False, newest(both), changed, found.notes + local)


def push(store: Store, places: Places, tell: Tell, pauses: Sequence[float] = PAUSES) -> Pushed:
    """Join the local state with the stored one and save it, again when another run was faster.

    The files on disk stay as they are. Raises StateError when they are damaged or of a newer
    Storewalk (nothing is saved), and when the store does not take them.
    """
    here = read(places)
    wrong = [found for name, data in here.items() if (found := damage(name, data))]
    if not all(found.sortable for found in wrong):
        raise StateError(
            "the state is damaged, and nothing was pushed:\n"
            + "\n".join(f"  {found}" for found in wrong),
            where=str(places.history),
            hint="storewalk state pull brings the last good one.",
        )
    ours = migrated(mended(here)[0], str(places.history))
    run = newest(ours)

    def once() -> Pushed:
        there = _loaded(store)
        both = _joined(ours, there.sound, store) if there else ours
        old = there.before.files if there else {}
        changed = tuple(
            n for n in sorted(both.keys() | old.keys()) if not same(n, both.get(n), old.get(n))
        )
        if changed or (there and there.notes):
            store.save(both, there.before if there else None, run or "state")
        return Pushed(run, changed, there.notes if there else ())

    if not ours:
        return Pushed(run, (), ())
    return _again(once, tell, pauses, "push")


def verify(places: Places, store: Store | None) -> tuple[Damage, ...]:
    """What is damaged on disk and, with a store, there. Raises StateError for a newer version."""
    here = read(places)
    found = [wrong for name, data in here.items() if (wrong := damage(name, data))]
    if not any(wrong.file == "schema_version" for wrong in found):
        migrated(here, str(places.history))
    there = _loaded(store) if store is not None else None
    if store is not None and there is not None:
        found += [
            Damage(f"{store.name}/{note.file}", note.line, note.problem) for note in there.notes
        ]
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Loaded:
    before: Stored
    sound: Files
    """Mended and of this version."""
    notes: tuple[Note, ...]


def _loaded(store: Store) -> _Loaded | None:
    stored = store.load()
    if stored is None:
        return None
    sound, notes = mended(stored.files, store.earlier)
    return _Loaded(stored, migrated(sound, store.name), stored.notes + notes)


def _joined(ours: Files, theirs: Files, store: Store, cut: frozenset[str] = frozenset()) -> Files:
    here, there = shops(ours), shops(theirs)
    if here and there and not here & there:
        raise StateError(
            f"the state there is of {', '.join(sorted(there))}, "
            f"the history here is of {', '.join(sorted(here))}",
            where=store.name,
            hint="Give each shop a store of its own, such as --branch storewalk-data-two.",
        )
    return merged(ours, theirs, cut) if ours else theirs


def _again(work: Callable[[], T], tell: Tell, pauses: Sequence[float], verb: str) -> T:
    for number, pause in enumerate(pauses, 1):
        try:
            return work()
        except (Moved, Unreachable) as reason:
            said = reason.message if isinstance(reason, Unreachable) else str(reason)
            tell(f"{said}; try {number + 1} of {len(pauses) + 1}")
            time.sleep(pause)
    try:
        return work()
    except Moved as reason:
        raise StateError(
            f"given up after {len(pauses) + 1} tries: {reason}",
            hint=f"The files on disk are whole. Try again: storewalk state {verb}",
        ) from None


def kept_notes(history: Path) -> tuple[Note, ...]:
    """What was damaged at the last pull; empty: nothing. A damaged list is a note of its own."""
    path = history / NOTES
    if not path.exists():
        return ()
    try:
        return tuple(Note(**raw) for raw in json.loads(path.read_bytes())["notes"])
    except (ValueError, TypeError, KeyError):
        return (Note(NOTES, 0, "cannot be read", "what the last pull found is not known"),)


def _keep_notes(places: Places, store: Store, notes: tuple[Note, ...]) -> None:
    path = places.history / NOTES
    if not notes:
        path.unlink(missing_ok=True)
        return
    value = {"store": store.name, "notes": [asdict(note) for note in notes]}
    replace(path, json.dumps(value, indent=2, ensure_ascii=False).encode() + b"\n")
