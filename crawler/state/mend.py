"""A damaged state made usable, with a note of each damage."""

from collections.abc import Callable, Iterable

from crawler.state.base import Files, Note
from crawler.state.damage import Damage, damage, good_part
from crawler.state.merge import in_order

Earlier = Callable[[str], Iterable[tuple[str, bytes]]]


def _never(file: str) -> Iterable[tuple[str, bytes]]:
    del file
    return ()


def mended(files: Files, earlier: Earlier = _never) -> tuple[Files, tuple[Note, ...]]:
    """The files, each of them sound, and what was wrong.

    A damaged file is replaced by the last good one that `earlier` gives; else a log keeps its lines
    up to the damage, and any other file is left out: not known, which is never zero.
    """
    found: Files = {}
    notes: list[Note] = []
    for name, data in sorted(files.items()):
        wrong = damage(name, data)
        if wrong is None:
            found[name] = data
            continue
        good, taken = _instead(wrong, data, earlier)
        if good is not None:
            found[name] = good
        notes.append(Note(name, wrong.line, wrong.what, taken))
    return found, tuple(notes)


def _instead(wrong: Damage, data: bytes, earlier: Earlier) -> tuple[bytes | None, str]:
    if wrong.sortable:
        return in_order(wrong.file, data), "it was sorted"
    for label, older in earlier(wrong.file):
        if damage(wrong.file, older) is None:
            return older, f"taken from {label}"
    part = good_part(wrong, data)
    if part is not None and damage(wrong.file, part) is None:
        return part, f"only the {wrong.line - 1} lines before it count"
    return None, "it is left out"
