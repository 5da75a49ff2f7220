"""From the form of an older Storewalk to that of this one, in memory."""

import gzip
import re
from collections.abc import Callable, Mapping

import orjson

from crawler.state.base import Files, StateError
from crawler.state.files import VERSION, plain

KNOWN = 2
"""The form that this Storewalk writes: `history.remember.SCHEMA_VERSION`, and a test compares."""

Step = Callable[[Files], Files]


def _sorted_pages(files: Files) -> Files:
    """Version 1 kept the pages of a night in the order of the walk."""
    return {name: _by_address(data) if _PAGES.fullmatch(name) else data
            for name, data in files.items()}  # fmt: skip


def _by_address(data: bytes) -> bytes:
    lines: list[bytes] = plain(".gz", data).splitlines(keepends=True)
    lines.sort(key=_address)
    return gzip.compress(b"".join(lines), 6, mtime=0)


def _address(line: bytes) -> tuple[str, str]:
    row = orjson.loads(line)
    return row["site"], row["url"]


_PAGES = re.compile(r"seen/[^/.]+\.jsonl\.gz")
STEPS: Mapping[int, Step] = {1: _sorted_pages}
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
