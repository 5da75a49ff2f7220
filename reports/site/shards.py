"""Data files as classic scripts: they load from a disk, where fetch is forbidden.

A table is `SW.data("table:<id>", part, {...})`: columns first, then each column either as a
dictionary `{d: [values], i: [places]}` or, where that is no shorter, as plain values `{v: [...]}`.
"""

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from reports.model.parts import Row, Table, plain
from reports.site.names import shard_name

CHUNK_BYTES = 2_000_000
"""A part of a table stays below this: site.md, section 7."""

_UNSAFE = {"</": "<\\/", "<!--": "<\\!--", "\u2028": "\\u2028", "\u2029": "\\u2029"}


def script(kind: str, part: int | str, value: Any) -> str:
    """One call of SW.data that cannot end the script it stands in."""
    text = dump(value)
    return f"SW.data({dump(kind)},{dump(part)},{text});\n"


def dump(value: Any) -> str:
    """JSON that is safe inside a script element and in JavaScript source."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    # A lone surrogate cannot be written as UTF-8.
    text = text.encode("utf-8", "replace").decode("utf-8")
    for unsafe, safe in _UNSAFE.items():
        text = text.replace(unsafe, safe)
    return text


def columnar(rows: Sequence[Row]) -> dict[str, Any]:
    """Rows as columns: `{n, cols: {name: {d, i} or {v}}}`."""
    names = sorted({name for row in rows for name in row})
    return {"n": len(rows), "cols": {name: _column([row.get(name) for row in rows])
                                     for name in names}}  # fmt: skip


def _column(values: list[Any]) -> dict[str, list[Any]]:
    if any(isinstance(value, (list, tuple, dict)) for value in values):
        return {"v": [plain(value) for value in values]}
    # True == 1 in Python, so the type is part of the key.
    places: dict[tuple[type, Any], int] = {}
    codes = [places.setdefault((type(value), value), len(places)) for value in values]
    if len(places) > len(values) // 2 + 1:
        return {"v": values}
    return {"d": [value for _, value in places], "i": codes}


def write_table(site: Path, page: str, table: Table) -> int:
    """Write a table's data files and return how many there are.

    A table that the page holds completely still gets one: sorting and export read it.
    """
    head = {"columns": plain(table.columns), "caption": table.caption, "empty": table.empty,
            "export": table.export}  # fmt: skip
    folder = site / "data"
    folder.mkdir(parents=True, exist_ok=True)
    parts = _parts(table.rows)
    for number, rows in enumerate(parts):
        value: dict[str, Any] = {**columnar(rows), "parts": len(parts)}
        if number == 0:
            value |= head
        _write(folder / f"{shard_name(page, table.id)}-{number}.js",
               script(f"table:{table.id}", number, value))  # fmt: skip
    return len(parts)


def _parts(rows: Sequence[Row]) -> list[Sequence[Row]]:
    if not rows:
        return [()]
    sample = rows[:: max(1, len(rows) // 200)]
    each = max(1, len(dump(list(sample)).encode()) // len(sample))
    size = max(200, CHUNK_BYTES // each)
    return [rows[start : start + size] for start in range(0, len(rows), size)]


def write_buckets(site: Path, kind: str, pages: Iterable[tuple[str, dict[str, Any]]]) -> None:
    """Write the facts of every page (kind `url`) or watched product (`product`), by hash.

    They are spread over files by the hash's first two digits.
    """
    folder = site / "data" / kind
    folder.mkdir(parents=True, exist_ok=True)
    buckets: dict[str, list[tuple[str, str]]] = {}
    for name, facts in pages:
        buckets.setdefault(name[:2], []).append((name, dump(facts)))
    for bucket, entries in sorted(buckets.items()):
        body = ",\n".join(f"{dump(name)}:{facts}" for name, facts in sorted(entries))
        _write(folder / f"{bucket}.js", f"SW.data({dump(kind)},{dump(bucket)},{{{body}}});\n")


def write_search(site: Path, index: Row) -> None:
    """Write what the search finds besides URLs."""
    _write(site / "data" / "search.js", script("search", 0, index))


def write_chart(site: Path, name: str, spec: Any) -> None:
    """Write a chart's specification for the Explore button."""
    folder = site / "data"
    folder.mkdir(parents=True, exist_ok=True)
    _write(folder / f"chart-{name}.js", script("chart", name, plain(spec)))


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")
