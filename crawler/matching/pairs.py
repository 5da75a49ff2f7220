"""Given pairs: a table with columns left_* and right_*."""

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from crawler.errors import ConfigError
from crawler.matching.goods import ALIASES, Goods, goods_from_cells
from crawler.matching.vectors import Ints

_TITLES = ALIASES["title"]


@dataclass(frozen=True, slots=True)
class Pairs:
    """The products of both sides, each once, and which is held against which."""

    left: tuple[Goods, ...]
    right: tuple[Goods, ...]
    li: Ints
    """For each row of the table the number of its left product."""
    ri: Ints


def read_pairs(path: Path) -> Pairs:
    """Read a table of pairs: comma, semicolon or tab, UTF-8 with or without BOM.

    Any subset of the columns in `goods.ALIASES`, each with left_ or right_ before it; a title (or
    name) is needed on both sides. All other columns, `label` above all, are never looked at. Raises
    ConfigError with every mistake.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise ConfigError(
            f"the pairs cannot be read: {error.strerror}", where=str(path),
            hint="Give a CSV file with columns such as left_title, right_title.",
        ) from None  # fmt: skip
    except UnicodeDecodeError:
        raise ConfigError(
            "not UTF-8 text", where=str(path), hint="Save it as 'CSV UTF-8' in the spreadsheet."
        ) from None
    first = text.partition("\n")[0]
    delimiter = max(",;\t", key=first.count)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        table = [row for row in rows if row]
    except csv.Error as error:
        raise ConfigError(
            f"not a table: {error}", where=f"{path}:{rows.line_num}",
            hint="Save it as CSV in the spreadsheet: texts with commas stand in double quotes.",
        ) from None  # fmt: skip
    if not table:
        raise ConfigError("the file is empty", where=str(path), hint=_WANTED)
    columns = [name.strip().casefold() for name in table[0]]
    _check(columns, table, path)
    return pairs_of([dict(zip(columns, row, strict=False)) for row in table[1:]])


def pairs_of(rows: Sequence[Mapping[str, str]]) -> Pairs:
    """From rows with left_* and right_* cells; equal products become one."""
    found: dict[str, dict[Goods, int]] = {"left_": {}, "right_": {}}
    numbers: dict[str, list[int]] = {"left_": [], "right_": []}
    for row in rows:
        for side, known in found.items():
            goods = goods_from_cells(
                {name.removeprefix(side): cell for name, cell in row.items()
                 if name.startswith(side) and cell}
            )  # fmt: skip
            numbers[side].append(known.setdefault(goods, len(known)))
    return Pairs(
        left=tuple(found["left_"]),
        right=tuple(found["right_"]),
        li=np.array(numbers["left_"], dtype=np.int64),
        ri=np.array(numbers["right_"], dtype=np.int64),
    )


_WANTED = "The first line names the columns: left_title, left_brand, ..., right_title, ..."


def _check(columns: list[str], table: list[list[str]], path: Path) -> None:
    problems = []
    for side in ("left_", "right_"):
        if not any(f"{side}{name}" in columns for name in _TITLES):
            problems.append(f"{path}:1:1: there is no column {side}title (or {side}name)")
    for number, row in enumerate(table[1:], 2):
        if len(row) > len(columns):
            problems.append(
                f"{path}:{number}:{len(columns) + 1}: {len(row)} cells under {len(columns)} "
                "headings; put texts with commas in double quotes"
            )
    if problems:
        shown = problems[:20] + ([f"... and {len(problems) - 20} more"] if problems[20:] else [])
        raise ConfigError(
            f"{len(problems)} mistake(s) in the pairs:\n" + "\n".join(shown), hint=_WANTED
        )
