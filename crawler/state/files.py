"""Which files are the state, and how they come from the disk and go there."""

import re
import zlib
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from crawler.state.base import Files

MATCHES = "matches.csv"
"""The pairs. In a store they lie beside the history; on disk they stand beside the settings."""
VERSION = "schema_version"
RUNS = "runs.jsonl"
NOTES = "state-notes.json"
"""In the history folder: what was damaged at the last pull. Not part of the state."""

_NAME = re.compile(r"schema_version|(?:[a-z]+/)?[A-Za-z0-9_][\w.-]*\.(?:jsonl|jsonl\.gz|csv|json)")
_PICTURES = "shots/"
"""Pictures of the last good night are large and no text: they are left to a cache or artifact."""
_DATED = re.compile(r"[a-z]+-\d{4}(?:-\d\d)?\.(?:csv|jsonl)")


class Kind(StrEnum):
    """How a file grows."""

    LOG = "log"
    """One line a fact with its run, only appended: two of them join by line."""
    STATE = "state"
    """Written anew by each run: of two, the newer run's counts."""


@dataclass(frozen=True, slots=True)
class Places:
    """Where the state lies on this machine."""

    history: Path
    matches: Path


def belongs(name: str) -> bool:
    """Whether a file is part of the state. Names with `..`, roots or hidden parts never are."""
    return (
        _NAME.fullmatch(name) is not None
        and not name.startswith(_PICTURES)
        and name not in (NOTES, f"{_PICTURES}index.jsonl.gz")
    )


def kind(name: str) -> Kind:
    """Logs are runs.jsonl and what has its year or month in its name."""
    return Kind.LOG if name == RUNS or _DATED.fullmatch(name) else Kind.STATE


def plain(name: str, data: bytes) -> bytes:
    """The lines of a file, whether it is packed or not. Raises zlib.error or EOFError."""
    if not name.endswith(".gz"):
        return data
    parts: list[bytes] = []
    while data:
        inflate = zlib.decompressobj(31)
        parts.append(inflate.decompress(data))
        if not inflate.eof:
            raise EOFError
        data = inflate.unused_data
    return b"".join(parts)


def same(name: str, one: bytes | None, other: bytes | None) -> bool:
    """Whether two contents hold the same lines; packing them may give other bytes elsewhere."""
    if one == other or one is None or other is None:
        return one == other
    try:
        return plain(name, one) == plain(name, other)
    except (zlib.error, EOFError):
        return False


def read(places: Places) -> Files:
    """The state on disk; empty on a first night."""
    found: Files = {}
    for path in sorted(places.history.rglob("*")):
        name = path.relative_to(places.history).as_posix()
        if belongs(name) and name != MATCHES and path.is_file():
            found[name] = path.read_bytes()
    if places.matches.is_file():
        found[MATCHES] = places.matches.read_bytes()
    return found


def write(places: Places, files: Files) -> tuple[str, ...]:
    """Make the disk hold exactly this state, each file in one step. Returns what changed."""
    before = read(places)
    changed = tuple(name for name, data in sorted(files.items()) if before.get(name) != data)
    for name in changed:
        replace(_path(places, name), files[name])
    gone = tuple(sorted(before.keys() - files.keys()))
    for name in gone:
        _path(places, name).unlink()
    return changed + gone


def replace(path: Path, data: bytes) -> None:
    """Write a new file beside the old one and put it in its place."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f"{path.name}.new")
    beside.write_bytes(data)
    beside.replace(path)


def _path(places: Places, name: str) -> Path:
    return places.matches if name == MATCHES else places.history / name
