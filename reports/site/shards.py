"""Data files as classic scripts: they load from a disk, where fetch is forbidden.

A table is `SW.data("table:<id>", part, {...})`: columns first, then each column either as a
dictionary `{d: [values], i: [places]}` or, where that is no shorter, as plain values `{v: [...]}`.
What is large is packed: `SW.packed(kind, part, "...")` holds the same JSON as gzip in base64, a
tenth of its size.
"""

import base64
import gzip
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from reports.model.parts import Row, Table, plain
from reports.names import shard_name
from reports.text import dump

CHUNK_BYTES = 8_000_000
"""JSON of one part of a table: packed some 800 KB, below the 2 MB of site.md, section 7, and
unpacked in about a tenth of a second."""
PACK_BYTES = 150_000
"""JSON above this is packed; below, a file can be read by people."""
LEVEL = 5
"""Of gzip: 6 takes half as long again for one percent."""


class Shelf:
    """Where data files of a site are written, in threads: packing leaves Python's lock."""

    def __init__(self, site: Path, threads: ThreadPoolExecutor) -> None:
        self.site = site
        self._threads = threads
        self._waiting: list[Future[None]] = []

    def put(self, name: str, kind: str, part: int | str, text: str) -> None:
        """Write `data/<name>.js`; `text` is JSON of `dump`."""
        path = self.site / "data" / f"{name}.js"
        path.parent.mkdir(parents=True, exist_ok=True)
        self._waiting.append(self._threads.submit(_put, path, kind, part, text))
        if len(self._waiting) > 8:  # what waits is held in memory
            self._waiting.pop(0).result()

    def done(self) -> None:
        """Wait for every file. Raises what went wrong with one."""
        while self._waiting:
            self._waiting.pop(0).result()


@contextmanager
def shelf(site: Path) -> Iterator[Shelf]:
    """A shelf whose files are all written when the block ends."""
    with ThreadPoolExecutor(2) as threads:
        made = Shelf(site, threads)
        yield made
        made.done()


def _put(path: Path, kind: str, part: int | str, text: str) -> None:
    if len(text) < PACK_BYTES:
        body = f"SW.data({dump(kind)},{dump(part)},{text});\n"
    else:
        packed = base64.b64encode(gzip.compress(text.encode("utf-8"), LEVEL, mtime=0)).decode()
        body = f'SW.packed({dump(kind)},{dump(part)},"{packed}");\n'
    path.write_text(body, encoding="utf-8", newline="\n")


def columnar(rows: Sequence[Row]) -> dict[str, Any]:
    """Rows as columns: `{n, cols: {name: {d, i} or {v}}}`."""
    names = sorted({name for row in rows for name in row})
    return {"n": len(rows), "cols": {name: _column([row.get(name) for row in rows])
                                     for name in names}}  # fmt: skip


def _column(values: list[Any]) -> dict[str, list[Any]]:
    kinds = set(map(type, values))
    if kinds & {list, tuple, dict}:
        return {"v": [plain(value) for value in values]}
    keys: list[Any] = values
    if bool in kinds and kinds & {
        int,
        float,
    }:  # True == 1 in Python, so the type is part of the key
        keys = [(type(value), value) for value in values]
    places: dict[Any, int] = {}
    codes = [places.setdefault(key, len(places)) for key in keys]
    if len(places) > len(values) // 2 + 1:
        return {"v": values}
    once = [key[1] for key in places] if keys is not values else list(places)
    return {"d": once, "i": codes}


def write_table(to: Shelf, page: str, table: Table) -> int:
    """Write a table's data files and return how many there are.

    A table that the page holds completely still gets one: sorting and export read it.
    """
    head = {"columns": plain(table.columns), "caption": table.caption, "empty": table.empty,
            "export": table.export}  # fmt: skip
    count = 0
    parts = list(_parts(table.rows))
    for count, (start, end) in enumerate(parts, 1):
        value: dict[str, Any] = {**columnar(table.rows[start:end]), "parts": len(parts)}
        if count == 1:
            value |= head
        to.put(f"{shard_name(page, table.id)}-{count - 1}", f"table:{table.id}", count - 1,
               dump(value))  # fmt: skip
    return count


def _parts(rows: Sequence[Row]) -> Iterator[tuple[int, int]]:
    """First and last row, the last left out, of each part."""
    if not rows:
        yield 0, 0
        return
    sample = list(rows[:: max(1, len(rows) // 200)])
    each = max(1, len(dump(sample).encode()) // len(sample))
    size = max(200, CHUNK_BYTES // each)
    for start in range(0, len(rows), size):
        yield start, min(start + size, len(rows))


def write_products(to: Shelf, products: Iterable[tuple[str, dict[str, Any]]]) -> None:
    """Write the facts of every watched product, spread over files by the hash's first digits."""
    buckets: dict[str, dict[str, Any]] = {}
    for name, facts in products:
        buckets.setdefault(name[:2], {})[name] = facts
    for bucket, entries in sorted(buckets.items()):
        to.put(f"product/{bucket}", "product", bucket, dump(dict(sorted(entries.items()))))


def write_urls(to: Shelf, buckets: Iterable[tuple[str, str]]) -> None:
    """Write the facts of every page, a file for each bucket; they are JSON of `dump` already."""
    for bucket, text in buckets:
        to.put(f"url/{bucket}", "url", bucket, text)


def write_search(to: Shelf, index: Row) -> None:
    """Write what the search finds besides URLs."""
    to.put("search", "search", 0, dump(index))


def write_chart(to: Shelf, name: str, spec: Any) -> None:
    """Write a chart's specification for the Explore button."""
    to.put(f"chart-{name}", "chart", name, dump(plain(spec)))
