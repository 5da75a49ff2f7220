"""CSV for spreadsheets: UTF-8 with BOM, ISO dates, decimals in their own columns.

Beside each file stands its Table Schema (Frictionless Data, specs.frictionlessdata.io/table-schema,
version 1, read 2026-11-30): name, type and meaning of every column.
"""

import csv
import gzip
import io
import json
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TextIO

from crawler.config.model import ReportConfig
from reports.language import N_, _
from reports.model.downloads import Download
from reports.model.pages import ReportModel
from reports.model.parts import Row
from reports.outputs.base import HUGE_ROWS, LARGE_ROWS, Field, Kind, listed, place
from reports.outputs.columns import FINDINGS, LINKS, PRICES
from reports.outputs.columns_market import MARKET_TABLES

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "\x00", "＝", "＋", "－", "＠")
"""A cell that starts so may run as a formula: OWASP ASVS 5.0, 1.2.10, read 2026-11-23; the wide
forms are read as formulas by spreadsheets in East Asian locales."""

IN_PARQUET = ("findings", "prices", "links")
"""Tables that are in a Parquet file, too."""

_TYPES: dict[Kind, dict[str, Any]] = {
    "text": {"type": "string"},
    "whole": {"type": "integer"},
    "number": {"type": "number"},
    "money": {"type": "number"},
    "date": {"type": "date"},
    "yes_no": {"type": "boolean", "trueValues": ["yes"], "falseValues": ["no"]},
}


def guarded(text: str) -> str:
    """The text with an apostrophe before it when a spreadsheet would take it for a formula."""
    text = text.replace("\x00", "")
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text


def cell(value: object, field: Field) -> str:
    """A value as a CSV cell; only text is guarded, so that numbers stay numbers."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value) if field.numeric else guarded(str(value))


def _writer_of(field: Field) -> Callable[[Any], str]:
    """`cell` of one column, for half a million rows of it."""
    if field.kind != "text":
        return lambda value: cell(value, field)
    plain: dict[str, str] = {}

    def write(value: Any) -> str:
        if value is None:
            return ""
        if not isinstance(value, str):
            return cell(value, field)
        text = plain.get(value)
        if text is None:
            text = guarded(value)
            if len(plain) < 10_000:  # checks and states repeat, addresses do not
                plain[value] = text
        return text

    return write


def write_csv(
    path: Path, columns: Sequence[Field], rows: Iterable[Row], delimiter: str = ","
) -> int:
    """Write the rows in their order and return how many there are. `.gz` is packed."""
    writers = [(column.name, _writer_of(column)) for column in columns]
    number = 0
    with closing(_opened(path)) as file:
        writer = csv.writer(file, delimiter=delimiter)
        writer.writerow([column.name for column in columns])
        for row in rows:
            writer.writerow([write(row.get(name)) for name, write in writers])
            number += 1
    return number


def _opened(path: Path) -> TextIO:
    if path.suffix != ".gz":
        return path.open("w", encoding="utf-8-sig", newline="", errors="replace")
    # No name and no time in the header: the same rows give the same bytes.
    packed = _Packed(path)
    return io.TextIOWrapper(packed, "utf-8-sig", newline="", errors="replace")


class _Packed(gzip.GzipFile):
    """A packed file that closes what it writes to."""

    def __init__(self, path: Path) -> None:
        self._raw = path.open("wb")
        super().__init__("", "wb", 6, self._raw, 0)

    def close(self) -> None:
        super().close()
        self._raw.close()


@dataclass(frozen=True, slots=True)
class CsvTable:
    """One CSV file and its columns."""

    name: str
    what: str
    columns: tuple[Field, ...]
    rows: Sequence[Row]


def csv_tables(report: ReportModel) -> tuple[CsvTable, ...]:
    """Findings, prices, links, and the tables of the market."""
    return (
        CsvTable("findings", N_("Every open finding, worst first"), FINDINGS, report.findings),
        CsvTable("prices", N_("Every watched product in every shop"), PRICES, report.offers),
        CsvTable("links", N_("Every link that is broken, unclear or takes a detour"), LINKS,
                 report.targets),
        *(CsvTable(name, what, columns, report.market[name])
          for name, _sheet, what, columns in MARKET_TABLES),
    )  # fmt: skip


def table_schema(table: CsvTable) -> dict[str, Any]:
    """The Table Schema of a CSV file: `{fields: [{name, title, type, description}]}`."""
    return {
        "$schema": "https://specs.frictionlessdata.io/schemas/table-schema.json",
        "title": table.name,
        "description": table.what,
        "fields": [
            {"name": field.name, "title": field.label, "description": field.help,
             **_TYPES[field.kind]}
            for field in table.columns
        ],
        "missingValues": [""],
    }  # fmt: skip


def csv_files(report: ReportModel, site: Path, settings: ReportConfig) -> tuple[Download, ...]:
    """findings.csv, prices.csv, links.csv, and the tables of the market, each with its schema.

    Above LARGE_ROWS a file is packed; above HUGE_ROWS it is left out where Parquet has the rows.
    """
    written = []
    for table in csv_tables(report):
        schema = f"downloads/schema/{table.name}.csv-schema.json"
        text = json.dumps(table_schema(table), ensure_ascii=False, indent=1)
        place(site, schema).write_text(f"{text}\n", encoding="utf-8", newline="\n")
        if len(table.rows) > HUGE_ROWS and table.name in IN_PARQUET:
            continue
        large = len(table.rows) > LARGE_ROWS
        file = f"downloads/{table.name}.csv{'.gz' if large else ''}"
        rows = write_csv(place(site, file), table.columns, table.rows, settings.csv_delimiter)
        written.append(
            listed(site, file, table.what, "sheets", rows, columns=table.columns, schema=schema,
                   note=_("Packed with gzip, because it is large.") if large else "")
        )  # fmt: skip
    return tuple(written)
