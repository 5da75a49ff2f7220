"""From the form of an older Storewalk to that of this one, in memory."""

from collections.abc import Callable, Mapping

from crawler.state.base import Files, StateError
from crawler.state.files import VERSION

KNOWN = 1
"""The form that this Storewalk writes: `history.remember.SCHEMA_VERSION`, and a test compares."""

Step = Callable[[Files], Files]

STEPS: Mapping[int, Step] = {}
"""By version, what makes it the next one. A new version needs its step here."""


def migrated(
    files: Files, where: str, steps: Mapping[int, Step] = STEPS, known: int = KNOWN
) -> Files:
    """The files in the form of `known`. A state without a version is of the first.

    Raises StateError when a newer Storewalk wrote it.
    """
    version = int(files.get(VERSION, b"").strip() or 1)
    if version > known:
        raise StateError(
            f"the state has version {version}, this Storewalk knows up to {known}",
            where=where,
            hint="Update Storewalk. Nothing was changed.",
        )
    if not files:
        return files
    for number in range(version, known):
        files = steps[number](files)
    return files | {VERSION: f"{known}\n".encode()}
