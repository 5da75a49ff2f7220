"""The redirect map: a CSV of addresses that are to lead elsewhere, read with every mistake at once.

Columns are `from`, `to` and `status`; addresses are paths, or whole addresses of either shop.
"""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urljoin

from crawler.errors import ConfigError
from crawler.launch.hosts import Hosts
from crawler.records import normalise_url

COLUMNS = ("from", "to", "status")
MOVED = frozenset({301, 302, 303, 307, 308})
GONE = frozenset({404, 410})
FOR_GOOD = frozenset({301, 308})
"""What says that a page has moved for good (RFC 9110, sections 15.4.2 and 15.4.9)."""


@dataclass(frozen=True, slots=True)
class MapRow:
    """A line of the redirect map."""

    line: int
    """In the file, from 1 with the heading."""
    source: str
    """Path and query."""
    target: str
    """Path and query on the new shop. Empty: the page is to be gone."""
    status: int | None
    """As written. None: any that moves for good."""


def read_map(path: Path, hosts: Hosts) -> tuple[MapRow, ...]:
    """Read and validate the redirect map.

    Comma, semicolon or tab; UTF-8 with or without BOM. Raises ConfigError that lists every mistake,
    one a line: `map.csv:7: from: ...`.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise ConfigError(
            f"the file is not UTF-8 text (byte {error.start})", where=str(path),
            hint="Save it as UTF-8.",
        ) from None  # fmt: skip
    except OSError as error:
        raise ConfigError(f"it cannot be read: {error.strerror}", where=str(path)) from None
    rows: list[MapRow] = []
    mistakes: list[str] = []
    for line, cells in _lines(text, path):
        try:
            rows.append(_row(line, cells, hosts))
        except ValueError as error:
            mistakes.append(f"{path}:{line}: {error}")
    mistakes += [f"{path}:{line}: {text}" for line, text in _contradictions(rows)]
    if mistakes:
        count = "1 mistake" if len(mistakes) == 1 else f"{len(mistakes)} mistakes"
        raise ConfigError(
            "\n".join([f"{count} in the redirect map:", *mistakes]),
            hint="A line is: /old-path,/new-path,301 (the status may be left out).",
        )
    return tuple(rows)


def _lines(text: str, path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    first = text.partition("\n")[0]
    delimiter = max(",;\t", key=first.count)
    reader = csv.reader(io.StringIO(text), delimiter=delimiter)
    heading = [cell.strip().lower() for cell in next(reader, [])]
    if "from" not in heading or "to" not in heading:
        raise ConfigError(
            "the first line must name the columns", where=f"{path}:1",
            hint="Write as the first line: from,to,status (the status may be left out).",
        )  # fmt: skip
    for cells in reader:
        values = [cell.strip() for cell in cells]
        if any(values):
            # A cell without a heading is an address with the delimiter in it.
            yield reader.line_num, dict(zip([*heading, "beyond"], [*values, ""], strict=False))


def _row(line: int, cells: dict[str, str], hosts: Hosts) -> MapRow:
    if cells.get("beyond"):
        raise ValueError("it has more cells than the first line; put quotes around addresses")
    status = _status(cells.get("status", ""))
    if not cells.get("from"):
        raise ValueError("from: is empty")
    target = cells.get("to", "")
    if not target and status not in GONE:
        raise ValueError("to: is empty, which only a status of 404 or 410 may be")
    if target and status in GONE:
        raise ValueError(f"to: must be empty for a page that is gone ({status})")
    return MapRow(
        line=line,
        source=_path("from", cells["from"], hosts),
        target=_path("to", target, hosts) if target else "",
        status=status,
    )


def _status(text: str) -> int | None:
    if not text:
        return None
    if not text.isdecimal() or int(text) not in MOVED | GONE:
        known = ", ".join(str(one) for one in sorted(MOVED | GONE))
        raise ValueError(f"status: {text[:20]!r} is none of {known}")
    return int(text)


def _path(column: str, text: str, hosts: Hosts) -> str:
    if "://" not in text and not text.startswith("/"):
        raise ValueError(f"{column}: {text[:100]!r} is no path such as /old, and no whole address")
    try:
        url = normalise_url(urljoin(hosts.live, text))
    except ValueError:
        raise ValueError(f"{column}: {text[:100]!r} is no address") from None
    if not (hosts.on_live(url) or hosts.on_staging(url)):
        raise ValueError(f"{column}: {text[:100]!r} is on neither of the two shops")
    return hosts.path(url)


def _contradictions(rows: list[MapRow]) -> Iterator[tuple[int, str]]:
    seen: dict[str, int] = {}
    for row in rows:
        if row.source in seen:
            yield row.line, f"from: {row.source} is there twice, first in line {seen[row.source]}"
        elif row.source == row.target:
            yield row.line, f"to: {row.source} leads to itself"
        seen.setdefault(row.source, row.line)
