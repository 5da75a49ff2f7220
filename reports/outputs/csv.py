"""CSV for spreadsheets: UTF-8 with BOM, ISO dates, decimals in their own columns."""

import csv
from collections.abc import Iterable
from pathlib import Path

from reports.model.pages import Download, ReportModel
from reports.model.parts import Row
from reports.outputs.base import FINDINGS, LINKS, MARKET_TABLES, PRICES, Field

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "\x00", "＝", "＋", "－", "＠")
"""A cell that starts so may run as a formula: OWASP ASVS 5.0, 1.2.10, read 2026-11-23; the wide
forms are read as formulas by spreadsheets in East Asian locales."""


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
    return str(value) if field.kind == "number" else guarded(str(value))


def write_csv(path: Path, columns: tuple[Field, ...], rows: Iterable[Row]) -> int:
    """Write the rows in their order and return how many there are."""
    number = 0
    with path.open("w", encoding="utf-8-sig", newline="", errors="replace") as file:
        writer = csv.writer(file)
        writer.writerow([column.name for column in columns])
        for row in rows:
            writer.writerow([cell(row.get(column.name), column) for column in columns])
            number += 1
    return number


def csv_files(report: ReportModel, folder: Path) -> tuple[Download, ...]:
    """findings.csv, prices.csv, links.csv, and the tables of the market."""
    files = (
        ("findings.csv", "Every open finding, worst first", FINDINGS, report.findings),
        ("prices.csv", "Every watched product in every shop", PRICES, report.offers),
        ("links.csv", "Every link that is broken, unclear or takes a detour", LINKS,
         report.targets),
        *((f"{name}.csv", what, columns, report.market[name])
          for name, what, columns in MARKET_TABLES),
    )  # fmt: skip
    written = []
    for name, what, columns, rows in files:
        number = write_csv(folder / name, columns, rows)
        written.append(Download(name, what, number, (folder / name).stat().st_size))
    return tuple(written)
