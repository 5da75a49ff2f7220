"""One workbook with everything a coordinator forwards."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

import xlsxwriter
from babel.numbers import get_currency_precision

from crawler.config.model import ReportConfig
from reports.language import N_, _, number
from reports.model.downloads import Download
from reports.model.pages import ReportModel
from reports.model.parts import SEVERITY_WORDS, STATE_WORDS, Row
from reports.model.words import clip, is_web
from reports.outputs.base import LARGE_ROWS, Field, listed, place, xml_text
from reports.outputs.columns import FINDINGS, LINKS, PRICES
from reports.outputs.columns_market import MARKET_TABLES
from reports.outputs.xlsx_words import add_sheet, cell_text, write_legend, write_summary

MAX_ROWS = 50_000
"""Rows on a sheet. Excel holds 1,048,575 below the heading (specifications and limits, read
2026-11-23), but half a million findings would take a minute to write and 40 MB."""
FEW_ROWS = 20_000
"""Rows on a sheet of a report with more than LARGE_ROWS findings: 3 seconds and 2 MB. Nobody
reads more of them in a sheet; the rest is for programs."""
MAX_LINKS = 20_000
"""Links on a sheet: Excel allows 65,530, and opens slowly long before that."""
LINK_LENGTH = 255
"""Characters in a link that every version of Excel follows."""

_WIDTHS = {"message": 60, "url": 50, "target": 50, "linked_from": 50, "final_url": 50, "title": 36,
           "name": 32, "evidence": 40, "answer": 30, "reasons": 50, "calculation": 70,
           "note": 40, "selector": 30, "cause": 30}  # fmt: skip
_LINKED = frozenset({"url", "target", "linked_from"})
_OPTIONS = {
    "constant_memory": True,
    # Crawled text stays text, whatever it starts with.
    "strings_to_urls": False,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "default_date_format": "yyyy-mm-dd",
}


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet with a row for each thing."""

    name: str
    columns: tuple[Field, ...]
    rows: Sequence[Row]
    empty: str
    """Sentence for a sheet without rows."""


@dataclass(slots=True)
class Book:
    """The workbook that is being written, with its formats."""

    file: Any
    styles: dict[str, Any] = field(default_factory=dict)

    def money(self, currency: object) -> Any:
        """The format of an amount: its decimals, and the code beside it."""
        code = str(currency or "")
        if len(code) != 3 or not (code.isascii() and code.isalpha() and code.isupper()):
            code = ""  # crawled text has no place in a format
        if code not in self.styles:
            # Four at most: a price for one unit has them.
            zeros = "0" * get_currency_precision(code or "EUR")
            pattern = f"#,##0.{zeros}" if zeros else "#,##0"
            sign = f' "{code}"' if code else ""
            self.styles[code] = self.file.add_format({"num_format": pattern + sign})
        return self.styles[code]


def xlsx_file(report: ReportModel, site: Path, settings: ReportConfig) -> tuple[Download, ...]:
    """storewalk.xlsx: summary, findings, prices, the tables of the market, links, legend."""
    file = "downloads/storewalk.xlsx"
    book = Book(xlsxwriter.Workbook(str(place(site, file)), _OPTIONS))
    shell = report.shell
    book.file.set_properties(
        {
            "title": clip(xml_text(f"{shell.shop}: {shell.run}"), 200),
            "subject": _("What Storewalk saw in the shop"),
            "author": f"Storewalk {xml_text(shell.tool)}",
            "created": datetime.fromisoformat(shell.started_at).replace(tzinfo=None),
        }
    )
    book.styles |= {name: book.file.add_format(style) for name, style in _STYLES.items()}
    sheets = _sheets(report)
    most = MAX_ROWS if len(report.findings) <= LARGE_ROWS else FEW_ROWS
    notes = [
        _("{sheet}: the first {shown} of {total} rows. The CSV or Parquet file holds all of them."
          ).format(sheet=sheet.name, shown=number(most), total=number(len(sheet.rows)))
        for sheet in sheets if len(sheet.rows) > most
    ]  # fmt: skip
    write_summary(book.file, book.styles, report, settings, notes)
    for sheet in sheets:
        _write_sheet(book, sheet, most)
    write_legend(book.file, book.styles, _legend_tables())
    book.file.close()
    what = N_("Workbook: summary, findings, prices, the market, broken links, legend")
    return (listed(site, file, what, "sheets", note=" ".join(notes)),)


_STYLES: dict[str, dict[str, Any]] = {
    "head": {"bold": True, "bottom": 1, "bg_color": "#f0eeea", "valign": "top"},
    "error": {"font_color": "#b3261e", "bold": True},
    "warning": {"font_color": "#8a5200", "bold": True},
    "notice": {"font_color": "#3a5a94", "italic": True},
    "title": {"bold": True, "font_size": 16},
    "section": {"bold": True, "font_size": 12, "bottom": 1},
    "strong": {"bold": True, "font_size": 14, "align": "left", "num_format": "0.0"},
    "value": {"align": "left", "num_format": "#,##0.##"},
    "whole": {"num_format": "#,##0", "align": "left"},
    "quiet": {"font_color": "#585f66", "italic": True},
    "wrap": {"text_wrap": True, "valign": "top"},
    "top": {"valign": "top"},
    "link": {"font_color": "#0b6a6a", "underline": 1},
}


def _sheets(report: ReportModel) -> tuple[Sheet, ...]:
    broken = [row for row in report.targets if row["state"] in ("broken", "loop")]
    none = _("No rows tonight.")
    nothing_new = none if report.changes.compared else _(
        "Nothing to compare with: this is the first night."
    )  # fmt: skip
    return (
        Sheet(_("New"), FINDINGS, report.fresh, nothing_new),
        Sheet(_("Open findings"), FINDINGS, report.findings, none),
        Sheet(_("Prices"), PRICES, report.offers, none),
        *(
            Sheet(_(name), columns, report.market[key], none)
            for key, name, _what, columns in MARKET_TABLES
        ),
        Sheet(_("Broken links"), LINKS, broken, none),
    )


def _legend_tables() -> list[tuple[str, tuple[Field, ...]]]:
    return [
        (_("Open findings"), FINDINGS),
        (_("Prices"), PRICES),
        *((_(name), columns) for _key, name, _what, columns in MARKET_TABLES),
        (_("Broken links"), LINKS),
    ]


def _write_sheet(book: Book, sheet: Sheet, most: int) -> None:
    page = add_sheet(book.file, sheet.name)
    page.freeze_panes(1, 0)
    for at, column in enumerate(sheet.columns):
        label = _(column.label)
        page.set_column(at, at, _WIDTHS.get(column.name, max(12, len(label) + 4)))
        page.write_string(0, at, label, book.styles["head"])
    shown = sheet.rows[:most]
    links = MAX_LINKS
    for line, row in enumerate(shown, 1):
        for at, column in enumerate(sheet.columns):
            value = row.get(column.name)
            if value is None or value == "":
                continue
            if column.name in _LINKED and links and is_web(value) and len(value) <= LINK_LENGTH:
                text = xml_text(str(value))
                links -= page.write_url(line, at, text, book.styles["link"], text) == 0
            else:
                _write(book, page, line, at, row, column, value)
    if not shown:
        page.write_string(1, 0, sheet.empty)
    page.autofilter(0, 0, max(1, len(shown)), len(sheet.columns) - 1)


def _write(book: Book, page: Any, line: int, at: int, row: Row, column: Field, value: Any) -> None:
    if column.kind == "money":
        page.write_number(line, at, float(value), book.money(row.get(column.currency)))
    elif column.numeric:
        page.write_number(line, at, float(value))
    elif column.kind == "date":
        day = date.fromisoformat(str(value))
        page.write_datetime(line, at, datetime(day.year, day.month, day.day))
    elif column.name == "severity":
        word = _(SEVERITY_WORDS[value][0]) if value in SEVERITY_WORDS else str(value)
        page.write_string(line, at, cell_text(word), book.styles.get(str(value)))
    elif column.name == "state" and value in STATE_WORDS:
        page.write_string(line, at, _(STATE_WORDS[value][0]))
    else:
        page.write_string(line, at, _text(value))


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return cell_text(str(value))
