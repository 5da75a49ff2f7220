"""One workbook with everything a coordinator forwards."""

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import xlsxwriter

from reports.model.pages import Download, ReportModel
from reports.model.parts import Row
from reports.outputs.base import FINDINGS, LINKS, MARKET_TABLES, PRICES, Field

MAX_ROWS = 1_048_575
"""Rows below the heading that a sheet can hold: Excel specifications and limits."""

_WIDTHS = {"message": 60, "url": 50, "target": 50, "linked_from": 50, "title": 36, "name": 32,
           "evidence": 40, "answer": 30, "reasons": 50, "calculation": 70}  # fmt: skip
_SHEETS = {"market": "Market", "market-totals": "Market totals", "omnibus": "Reductions"}
_CELL_LIMIT = 32_000
"""Characters; Excel refuses a file with more than 32,767 in a cell."""


def xlsx_file(report: ReportModel, folder: Path) -> tuple[Download, ...]:
    """storewalk.xlsx: summary, findings, prices, the tables of the market, links, legend."""
    path = folder / "storewalk.xlsx"
    # strings_to_* off: crawled text stays text, whatever it starts with.
    book = xlsxwriter.Workbook(
        str(path),
        {
            "constant_memory": True,
            "strings_to_urls": False,
            "strings_to_formulas": False,
            "strings_to_numbers": False,
            "default_date_format": "yyyy-mm-dd",
        },
    )
    book.set_properties(
        {
            "title": f"{report.shell.shop}: {report.shell.run}",
            "created": datetime.fromisoformat(report.shell.started_at).replace(tzinfo=None),
        }
    )
    styles = {
        "head": book.add_format({"bold": True, "bottom": 1}),
        "error": book.add_format({"font_color": "#b3261e"}),
        "warning": book.add_format({"font_color": "#8a5200"}),
        "title": book.add_format({"bold": True, "font_size": 16}),
        "wrap": book.add_format({"text_wrap": True, "valign": "top"}),
    }
    _summary(book, styles, report)
    new = [row for row in report.findings if row["state"] in ("new", "reopened")]
    broken = [row for row in report.targets if row["state"] in ("broken", "loop")]
    _sheet(book, styles, "New", FINDINGS, new)
    _sheet(book, styles, "Open findings", FINDINGS, report.findings)
    _sheet(book, styles, "Prices", PRICES, report.offers)
    for name, _, columns in MARKET_TABLES:
        _sheet(book, styles, _SHEETS[name], columns, report.market[name])
    _sheet(book, styles, "Broken links", LINKS, broken)
    _legend(book, styles)
    book.close()
    what = "Workbook: summary, findings, prices, the market, broken links, legend"
    return (Download("storewalk.xlsx", what, len(report.findings), path.stat().st_size),)


def _summary(book: Any, styles: dict[str, Any], report: ReportModel) -> None:
    sheet = book.add_worksheet("Summary")
    sheet.set_column(0, 0, 34)
    sheet.set_column(1, 1, 70)
    summary = report.summary
    score = report.overview.score
    sheet.write_string(0, 0, f"{report.shell.shop}, {report.shell.run[:10]}", styles["title"])
    sheet.write_string(1, 0, report.overview.sentence)
    lines: list[tuple[str, object]] = [
        ("Health score", score.value if score.value is not None else "no page answered"),
        ("Formula", score.formula),
        ("Pages", score.pages),
        ("Pages with errors", score.pages_with_errors),
        *((f"Open: {name}", number) for name, number in summary["findings"].items()),
        *((f"Since last run: {name.replace('_', ' ')}", number)
          for name, number in summary["changes"].items()),
        ("Products compared", summary["prices"]["compared"]),
        ("Own shop is cheapest", summary["prices"]["cheapest"]),
        ("Price index", float(summary["prices"]["index"]) if summary["prices"]["index"] else "–"),
    ]  # fmt: skip
    for number, (label, value) in enumerate(lines, 3):
        sheet.write_string(number, 0, label, styles["head"] if number == 3 else None)
        if isinstance(value, (int, float)):
            sheet.write_number(number, 1, value)
        else:
            sheet.write_string(number, 1, str(value))


def _sheet(
    book: Any, styles: dict[str, Any], name: str, columns: tuple[Field, ...], rows: Sequence[Row]
) -> None:
    sheet = book.add_worksheet(name)
    sheet.freeze_panes(1, 0)
    for place, column in enumerate(columns):
        sheet.set_column(place, place, _WIDTHS.get(column.name, 14))
        sheet.write_string(0, place, column.name.replace("_", " ").capitalize(), styles["head"])
    shown = rows[: MAX_ROWS - 1]
    for line, row in enumerate(shown, 1):
        style = styles.get(str(row.get("severity")))
        for place, column in enumerate(columns):
            _write(sheet, line, place, row.get(column.name), column,
                   style if column.name == "severity" else None)  # fmt: skip
    if len(rows) > len(shown):
        sheet.write_string(len(shown) + 1, 0, f"{len(rows) - len(shown)} more rows are in the CSV.")
    if shown:
        sheet.autofilter(0, 0, len(shown), len(columns) - 1)


def _write(sheet: Any, line: int, place: int, value: Any, field: Field, style: Any) -> None:
    if value is None or value == "":
        return
    if field.kind == "number":
        sheet.write_number(line, place, float(value), style)
    elif field.kind == "date":
        day = date.fromisoformat(str(value))
        sheet.write_datetime(line, place, datetime(day.year, day.month, day.day), style)
    else:
        text = ("yes" if value else "no") if isinstance(value, bool) else str(value)
        sheet.write_string(line, place, text[:_CELL_LIMIT], style)


def _legend(book: Any, styles: dict[str, Any]) -> None:
    sheet = book.add_worksheet("Legend")
    sheet.set_column(0, 1, 18)
    sheet.set_column(2, 2, 80)
    for place, label in enumerate(("Sheet", "Column", "Meaning")):
        sheet.write_string(0, place, label, styles["head"])
    line = 1
    tables = [("Findings", FINDINGS), ("Prices", PRICES), ("Links", LINKS)]
    tables += [(_SHEETS[name], columns) for name, _, columns in MARKET_TABLES]
    for name, columns in tables:
        for column in columns:
            sheet.write_string(line, 0, name)
            sheet.write_string(line, 1, column.name.replace("_", " ").capitalize())
            sheet.write_string(line, 2, column.help, styles["wrap"])
            line += 1
