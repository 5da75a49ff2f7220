"""What is wrong with a file of the state: the first damaged line, and what is good before it."""

import csv
import io
import re
import tempfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import orjson

from crawler.config import load_matches
from crawler.errors import StorewalkError
from crawler.state.files import MATCHES, VERSION, Kind, kind, plain

_MARK = re.compile(rb"<{7} |={7}\r?$|>{7} ")
_SORTED = ("failing.csv", "looks.csv")
_RUN = re.compile(r"\d{4}-\d\d.*")


@dataclass(frozen=True, slots=True)
class Damage:
    """The first thing wrong with a file."""

    file: str
    line: int
    """From 1; 0 when it is not about a line."""
    what: str
    """Words that go behind `file:line: `."""
    sortable: bool = False
    """The lines are good and only stand in the wrong order."""

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        return f"{place}: {self.what}"


def damage(name: str, data: bytes) -> Damage | None:
    """None when every line is readable and in its place."""
    if name.endswith(".gz"):
        try:
            data = plain(name, data)
        except (zlib.error, EOFError):
            return Damage(name, 0, "the packed data are damaged or cut off")
        name_inside = name.removesuffix(".gz")
    else:
        name_inside = name
    found = [*_not_text(data), *_text_wrong(name_inside, data)]
    if found:
        line, what = min(found, key=lambda one: one[0])
        return Damage(name, line, _looks_like(data.split(b"\n")[line - 1]) or what)
    wrong_order = _order(name_inside, data)
    return Damage(name, wrong_order, "is out of order", sortable=True) if wrong_order else None


def good_part(found: Damage, data: bytes) -> bytes | None:
    """The lines of a log before the damaged one; None when nothing can be kept."""
    if kind(found.file) is not Kind.LOG or not found.line:
        return None
    lines = data.split(b"\n")[: found.line - 1]
    least = 2 if found.file.endswith(".csv") else 1
    return b"\n".join(lines) + b"\n" if len(lines) >= least else None


def rows(data: bytes) -> Iterator[tuple[int, list[str]]]:
    """Rows of a CSV file, each with the line on which it begins. Raises csv.Error."""
    reader = csv.reader(io.StringIO(data.decode(errors="replace"), newline=""), strict=True)
    while True:
        line = reader.line_num + 1
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise csv.Error(f"{line}:{error}") from None
        yield line, row


def _looks_like(line: bytes) -> str:
    """Why a line is damaged, when it shows. A sound line may hold a NUL: shops write anything."""
    if _MARK.match(line):
        return "holds the mark of a conflict"
    return "is binary data, not text" if b"\0" in line else ""


def _not_text(data: bytes) -> Iterator[tuple[int, str]]:
    try:
        data.decode()
    except UnicodeDecodeError as error:
        yield data.count(b"\n", 0, error.start) + 1, "is not UTF-8"


def _text_wrong(name: str, data: bytes) -> Iterator[tuple[int, str]]:
    if name == VERSION:
        if not data.strip().isdigit():
            yield 1, "is not a number"
    elif name == MATCHES:
        yield from _matches_wrong(data)
    elif name.endswith(".jsonl"):
        yield from _lines_wrong(data, with_run=kind(name) is Kind.LOG)
    elif name.endswith(".json"):
        try:
            orjson.loads(data)
        except ValueError as error:
            yield getattr(error, "lineno", 1), "is not JSON"
    else:
        yield from _table_wrong(data, with_run=kind(name) is Kind.LOG)


def _lines_wrong(data: bytes, *, with_run: bool) -> Iterator[tuple[int, str]]:
    if data and not data.endswith(b"\n"):
        yield data.count(b"\n") + 1, "is cut off"
    for number, line in enumerate(data.split(b"\n"), 1):
        if not line.strip():
            continue
        try:
            value = orjson.loads(line)
        except ValueError:
            yield number, "is not JSON"
            return
        if not isinstance(value, dict) or (with_run and not _is_run(value.get("run"))):
            yield number, "has no run" if with_run else "is not an object"
            return


def _table_wrong(data: bytes, *, with_run: bool) -> Iterator[tuple[int, str]]:
    if not data:
        yield 1, "is empty: the names of the columns are missing"
        return
    if not data.endswith(b"\n"):
        yield data.rstrip(b"\n").count(b"\n") + 1, "is cut off"
    width = 0
    try:
        for line, row in rows(data):
            if not width:
                width = len(row)
                if with_run and row[:1] != ["run"]:
                    yield line, "is not a row with the names of the columns"
                    return
            elif len(row) != width:
                yield line, f"has {len(row)} cells instead of {width}"
                return
            elif with_run and not _is_run(row[0]):
                yield line, "has no run"
                return
    except csv.Error as error:
        line_text, _, what = str(error).partition(":")
        yield int(line_text), f"is no row of a table: {what}"


def _matches_wrong(data: bytes) -> Iterator[tuple[int, str]]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / MATCHES
        path.write_bytes(data)
        try:
            load_matches(path)
        except StorewalkError as error:
            text = error.message.replace(f"{path}:", "")
            place = re.search(r"^(\d+):", text, re.MULTILINE)
            yield int(place[1]) if place else 1, " ".join(text.split())


def _order(name: str, data: bytes) -> int:
    """The first line that should stand before the one above it; 0 when there is none."""
    if kind(name) is Kind.LOG:
        before = ""
        for line, run in _runs(name, data):
            if run < before:
                return line
            before = run
    elif name in _SORTED:
        last: list[str] = []
        for line, row in list(rows(data))[1:]:
            if row < last:
                return line
            last = row
    return 0


def _runs(name: str, data: bytes) -> Iterator[tuple[int, str]]:
    if name.endswith(".csv"):
        yield from ((line, row[0]) for line, row in list(rows(data))[1:])
        return
    for number, line in enumerate(data.split(b"\n"), 1):
        if line.strip():
            yield number, orjson.loads(line)["run"]


def _is_run(value: object) -> bool:
    return isinstance(value, str) and _RUN.fullmatch(value) is not None
