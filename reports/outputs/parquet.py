"""Parquet for databases and notebooks: typed columns, small files.

Decimals are decimal128 and not text: every reader sums them, and none rounds 19.99. Texts are
plain strings for the reader; the file stores each different text of a column once (dictionary
encoding) and packs with zstd.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import ROUND_HALF_EVEN, Context, Decimal, InvalidOperation
from itertools import islice
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from crawler.config.model import ReportConfig
from reports.language import N_
from reports.model.downloads import Download
from reports.model.pages import ReportModel
from reports.model.parts import Row
from reports.outputs.base import Field, Kind, listed, place, utf8
from reports.outputs.columns import FINDINGS, LINKS, PRICES

BATCH = 100_000
"""Rows in memory at once, and in a row group: with half a million findings half the memory (90 MB)
for 9 % more bytes, measured 2026-11-30."""
DIGITS, PLACES = 38, 10
"""Most that decimal128 holds; ten places keep a rate such as 0.0000575 exact enough."""

_CONTEXT = Context(prec=DIGITS, rounding=ROUND_HALF_EVEN)
_STEP = Decimal(1).scaleb(-PLACES)
_TYPES: dict[Kind, pa.DataType] = {
    "text": pa.string(),
    "whole": pa.int64(),
    "number": pa.decimal128(DIGITS, PLACES),
    "money": pa.decimal128(DIGITS, PLACES),
    "date": pa.date32(),
    "yes_no": pa.bool_(),
}


def batches(
    columns: Sequence[Field], rows: Iterable[Row], about: dict[str, str]
) -> tuple[pa.Schema, Iterator[pa.RecordBatch]]:
    """Types of the columns, and the rows in batches of BATCH; null is a value not known."""
    schema = pa.schema(
        [pa.field(field.name, _TYPES[field.kind], metadata={"description": field.help})
         for field in columns],
        metadata=about,
    )  # fmt: skip

    def filled() -> Iterator[pa.RecordBatch]:
        reader = iter(rows)
        while chunk := list(islice(reader, BATCH)):
            arrays = [_array(field, [row.get(field.name) for row in chunk]) for field in columns]
            yield pa.RecordBatch.from_arrays(arrays, schema=schema)

    return schema, filled()


def table_of(columns: Sequence[Field], rows: Iterable[Row], about: dict[str, str]) -> pa.Table:
    """All rows as one Arrow table."""
    schema, filled = batches(columns, rows, about)
    return pa.Table.from_batches(filled, schema=schema)


def _array(field: Field, values: list[Any]) -> pa.Array:
    kind = _TYPES[field.kind]
    if field.kind == "text":
        try:
            return pa.array(values, kind)
        except (UnicodeEncodeError, TypeError, pa.ArrowException):
            texts = [None if value is None else utf8(str(value)) for value in values]
            return pa.array(texts, kind)
    if field.kind == "date":
        days: dict[str, date] = {}
        return pa.array([_day(value, days) for value in values], kind)
    if field.kind in ("number", "money"):
        return pa.array([_decimal(value) for value in values], kind)
    return pa.array([None if value == "" else value for value in values], kind)


def _day(value: Any, days: dict[str, date]) -> date | None:
    if not value:
        return None
    text = str(value)
    if text not in days:
        days[text] = date.fromisoformat(text)
    return days[text]


def _decimal(value: Any) -> Decimal | None:
    """The number rounded to PLACES. None for what is no number, or too large for the type."""
    if value is None or value == "":
        return None
    try:
        return Decimal(str(value)).quantize(_STEP, context=_CONTEXT)
    except InvalidOperation:
        return None


def exports(report: ReportModel) -> dict[str, tuple[str, tuple[Field, ...], Sequence[Row]]]:
    """Name of a table to what is in it, its columns and its rows."""
    return {
        "findings": (N_("Every open finding, worst first"), FINDINGS, report.findings),
        "prices": (N_("Every watched product in every shop"), PRICES, report.offers),
        "links": (N_("Every link that is broken, unclear or takes a detour"), LINKS,
                  report.targets),
    }  # fmt: skip


def about_of(report: ReportModel) -> dict[str, str]:
    """Metadata of a table: which run it is of, and the version of its columns."""
    return {"run": report.shell.run, "schema_version": "1"}


def parquet_files(report: ReportModel, site: Path, settings: ReportConfig) -> tuple[Download, ...]:
    """findings.parquet, prices.parquet, links.parquet."""
    written = []
    for name, (what, columns, rows) in exports(report).items():
        file = f"downloads/{name}.parquet"
        schema, filled = batches(columns, rows, about_of(report))
        with pq.ParquetWriter(
            place(site, file), schema, compression="zstd", compression_level=5
        ) as writer:
            for batch in filled:
                writer.write_batch(batch)
        written.append(listed(site, file, what, "programs", len(rows)))
    return tuple(written)
