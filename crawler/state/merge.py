"""Two states of one shop become one: logs by line, the rest from the side with the newer run."""

import csv
import io
import tempfile
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

import orjson

from crawler.config import load_matches, write_matches
from crawler.config.matches import MatchRow
from crawler.state.base import Files
from crawler.state.damage import rows
from crawler.state.files import MATCHES, RUNS, Kind, kind

R = TypeVar("R")
Row = tuple[str, ...]


def newest(files: Files) -> str:
    """Id of the last run; empty when there is none."""
    return max((run for run, _ in _lines(files.get(RUNS, b""))), default="")


def shops(files: Files) -> set[str]:
    """Ids of the own shops of all runs: more than one when the shop was given a new name."""
    lines = (orjson.loads(line) for _, line in _lines(files.get(RUNS, b"")))
    return {str(line["own"]) for line in lines if line.get("own")}


def merged(ours: Files, theirs: Files, cut: frozenset[str] = frozenset()) -> Files:
    """Both states in one. Every file of both must be sound (see `damage`).

    Of a run that both know, ours counts where it is our newest: it may have been checked again.
    Of logs that were `cut` here (damaged) all lines of both count. Folders such as `seen` belong
    together and come from one side. A decision about a pair is never lost; where both decided,
    ours counts.
    """
    mine = newest(ours)
    first, second = (ours, theirs) if mine >= newest(theirs) else (theirs, ours)
    folders = {name.partition("/")[0] for name in first if "/" in name}
    found: Files = {}
    for name in sorted(ours.keys() | theirs.keys()):
        if ours.get(name) == theirs.get(name):
            found[name] = ours[name]
        elif kind(name) is Kind.LOG and name in ours and name in theirs:
            found[name] = _joined(name, ours[name], theirs[name], "" if name in cut else mine)
        elif name == MATCHES and name in ours and name in theirs:
            found[name] = _pairs(ours[name], theirs[name], ours_first=first is ours)
        elif name in first:
            found[name] = first[name]
        elif "/" not in name or name.partition("/")[0] not in folders:
            found[name] = second[name]
    return found


def in_order(name: str, data: bytes) -> bytes:
    """The same lines, sorted: a log by run, other tables by their rows."""
    if kind(name) is Kind.LOG:
        return _joined(name, data, b"", "")
    head, *body = [row for _, row in rows(data)]
    return _table(head, sorted(body))


def _joined(name: str, ours: bytes, theirs: bytes, mine: str) -> bytes:
    if name.endswith(".csv"):
        columns, left, right = _same_columns(ours, theirs)
        return _table(columns, _union(left, right, mine))
    lines = _union(_lines(ours), _lines(theirs), mine)
    return b"".join(line + b"\n" for line in lines)


def _union(ours: Iterable[tuple[str, R]], theirs: Iterable[tuple[str, R]], mine: str) -> list[R]:
    left, right = _by_run(ours), _by_run(theirs)
    found: list[R] = []
    for run in sorted(left.keys() | right.keys()):
        here, there = left.get(run, []), right.get(run, [])
        if run == mine or not there:
            found += here
        elif not here:
            found += there
        else:
            found += dict.fromkeys([*there, *here])
    return found


def _by_run(facts: Iterable[tuple[str, R]]) -> dict[str, list[R]]:
    found: dict[str, list[R]] = {}
    for run, fact in facts:
        found.setdefault(run, []).append(fact)
    return found


def _lines(data: bytes) -> list[tuple[str, bytes]]:
    return [(orjson.loads(line)["run"], line) for line in data.split(b"\n") if line.strip()]


def _same_columns(
    ours: bytes, theirs: bytes
) -> tuple[list[str], list[tuple[str, Row]], list[tuple[str, Row]]]:
    """Both tables with the columns of both: an older Storewalk knew fewer."""
    left, right = [row for _, row in rows(ours)], [row for _, row in rows(theirs)]
    heads = [table[0] for table in (left, right) if table]
    columns = list(dict.fromkeys(name for head in heads for name in head))
    found: list[list[tuple[str, Row]]] = []
    for table in (left, right):
        named = [dict(zip(table[0], row, strict=True)) for row in table[1:]]
        found.append([(x["run"], tuple(x.get(name, "") for name in columns)) for x in named])
    return columns, found[0], found[1]


def _table(columns: Iterable[str], body: Iterable[Iterable[str]]) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(body)
    return text.getvalue().encode()


def _pairs(ours: bytes, theirs: bytes, *, ours_first: bool) -> bytes:
    if ours == theirs:
        return ours
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / MATCHES
        mine, other = _pairs_of(path, ours), _pairs_of(path, theirs)
        first, second = (mine, other) if ours_first else (other, mine)
        found: list[MatchRow] = []
        for key in dict.fromkeys([*first, *second]):
            row = first.get(key) or second[key]
            decided = next((x[key] for x in (mine, other) if key in x and x[key].decision), None)
            if decided is not None:
                row = replace(
                    row,
                    decision=decided.decision,
                    decided_name=decided.decided_name,
                    decided_gtin=decided.decided_gtin,
                )
            if key in first or row.decision:
                found.append(row)
        write_matches(path, found)
        return path.read_bytes()


def _pairs_of(path: Path, data: bytes) -> dict[tuple[str, str, str], MatchRow]:
    path.write_bytes(data)
    return {row.key: row for row in load_matches(path)}
