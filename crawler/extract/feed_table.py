"""Rows of a feed that is a table: tabs as Google's text feeds, commas or semicolons as CSV."""

import codecs
import csv
from collections.abc import Iterator

from crawler.extract.feed_row import Notes, Row, Stream

MOST_CELL = 131_072
"""Characters of one cell before the file is given up; the csv module's own limit."""


def table_rows(stream: Stream, start: bytes, notes: Notes) -> Iterator[Row]:
    """Every row below the header, by its names."""
    lines = _Lines(stream, _encoding(start))
    rows: Iterator[list[str]] | None = None
    header: list[str] = []
    while not header:
        first = next(lines, None)
        if first is None:
            notes.error = "the file is empty"
            return
        if not first.strip():
            continue
        mark = max("\t,;|", key=first.count)
        notes.kind = "tsv" if mark == "\t" else "csv"
        lines.again(first)
        rows = csv.reader(lines, delimiter=mark, strict=False)
        header = [_name(cell) for cell in next(rows)]
    missing = [name for name in ("id", "title", "link") if name not in header]
    if missing or rows is None:
        notes.error = (
            f"the first line names no {' and no '.join(missing)} column, so this is no product "
            "feed; the first line must hold the names of Google's attributes"
        )
        return
    try:
        for cells in rows:
            if not any(cells):
                continue
            if len(cells) != len(header):
                notes.fault(
                    f"line {lines.number}: {len(cells)} cells, the header names {len(header)}"
                )
            yield Row(lines.number, _values(header, cells))
    except csv.Error as error:
        notes.error = f"the table breaks at line {lines.number}: {error}"


def _values(header: list[str], cells: list[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, cell in zip(header, cells, strict=False):
        text = cell.replace("\x00", "").strip()
        if name and text:
            found[name] = f"{found[name]}, {text}" if name in found else text
    return found


def _name(cell: str) -> str:
    plain = cell.replace("\ufeff", "").strip().strip('"').lower()
    return plain.rpartition(":")[2].split("[")[0].strip().replace(" ", "_").replace("-", "_")


def _encoding(start: bytes) -> str:
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    try:
        start[:-4].decode("utf-8-sig")
    except UnicodeDecodeError as error:
        if error.start < len(start) - 8:
            return "cp1252"
    return "utf-8-sig"


class _Lines(Iterator[str]):
    """Lines with their ends, decoded while they are read, and counted."""

    def __init__(self, stream: Stream, encoding: str) -> None:
        self.number = 0
        self._lines = self._decoded(stream, codecs.getincrementaldecoder(encoding)("replace"))
        self._back: str | None = None

    def again(self, line: str) -> None:
        """Give this line once more."""
        self._back = line
        self.number -= 1

    def __next__(self) -> str:
        """The next line."""
        line, self._back = self._back, None
        if line is None:
            line = next(self._lines)
        self.number += 1
        return line

    @staticmethod
    def _decoded(stream: Stream, decoder: codecs.IncrementalDecoder) -> Iterator[str]:
        rest = ""
        for chunk in stream.chunks():
            *parts, rest = (rest + decoder.decode(chunk)).split("\n")
            yield from (part + "\n" for part in parts)
            if len(rest) > MOST_CELL:
                yield rest
                rest = ""
        rest += decoder.decode(b"", final=True)
        if rest:
            yield rest
