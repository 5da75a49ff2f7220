"""The two sheets of the workbook that are for reading: Summary first, Legend last."""

import re
from collections.abc import Iterator, Sequence
from typing import Any

from crawler.config.model import ReportConfig
from reports.language import N_, _
from reports.model.pages import ReportModel
from reports.model.parts import SEVERITY_WORDS, STATE_WORDS
from reports.outputs.base import Field, xml_text

_CHANGES = (
    ("new", N_("New")),
    ("reopened", N_("Reopened")),
    ("fixed", N_("Fixed")),
    ("persisting", N_("Still open")),
    ("not_rechecked", N_("Not rechecked")),
    ("gone", N_("Gone")),
)
_PAGES = (
    ("ok", N_("Answered")),
    ("not_html", N_("Files, not pages")),
    ("redirect", N_("Redirects")),
    ("error", N_("Error answers")),
    ("failed", N_("No answer")),
    ("blocked", N_("Blocked")),
    ("robots", N_("Kept out by robots.txt")),
    ("same", N_("As it was")),
)
_PRICES = (
    ("watched", N_("Watched products"), "prices.html"),
    ("compared", N_("Of those, compared"), "prices.html"),
    ("cheapest", N_("Own shop is the cheapest"), "prices.html"),
    ("undercut", N_("A competitor asks less"), "prices.html"),
    ("up", N_("Competitors' prices that rose"), "prices/moves.html"),
    ("down", N_("Competitors' prices that fell"), "prices/moves.html"),
    ("not_seen", N_("Offers that were not seen"), "prices/market.html"),
)
_WORDS = {
    "index.html": N_("Overview"),
    "about.html": N_("About"),
    "pages.html": N_("Pages"),
    "issues/index.html": N_("Issues"),
    "changes.html": N_("Changes"),
    "runs.html": N_("Run"),
    "prices.html": N_("Prices"),
    "prices/moves.html": N_("Prices: moves"),
    "prices/market.html": N_("Prices: shops"),
}
"""Page of the site to its name there."""
SEVERITIES = (
    ("error", N_("Costs sales, visitors or trust now. Pages with an error lower the score.")),
    ("warning", N_("Should be mended soon. Does not lower the score.")),
    ("notice", N_("Worth knowing. Does not lower the score.")),
)
STATES = (
    ("new", N_("Tonight for the first time.")),
    ("reopened", N_("Was mended once and came back.")),
    ("persisting", N_("Was open the night before and still is.")),
    ("", N_("There is no earlier night to compare with.")),
)

Line = tuple[str, object, str, str]
"""Label, value, page of the site, name of a style; without a page the last two may be empty."""


_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
CELL_LENGTH = 32_000
"""Characters; Excel refuses a file with more than 32,767 in a cell."""


def cell_text(text: str) -> str:
    """The text as a cell can hold it.

    XlsxWriter takes what stands between `<r>` and `</r>` for formatted text and writes it as XML,
    which a crawled title could use to write cells of its own: a space before it ends that.
    """
    text = xml_text(text)
    if len(text) > CELL_LENGTH:
        text = text[: CELL_LENGTH - 1] + "…"
    return f" {text}" if text.startswith("<r>") else text


def add_sheet(book: Any, name: str) -> Any:
    """A sheet with this name, as far as Excel allows it: a catalogue may say anything."""
    name = _NOT_IN_NAMES.sub(" ", name)[:28].strip(" '") or "–"
    taken = {other.casefold() for other in book.sheetnames}
    number = 2
    unique = name
    while unique.casefold() in taken:
        unique, number = f"{name} {number}", number + 1
    return book.add_worksheet(unique)


def write_summary(
    book: Any,
    styles: dict[str, Any],
    report: ReportModel,
    settings: ReportConfig,
    notes: Sequence[str],
) -> None:
    """The night in numbers. Links lead to `report.site_url`, else beside the workbook's folder."""
    sheet = add_sheet(book, _("Summary"))
    sheet.set_column(0, 0, 38)
    sheet.set_column(1, 1, 64)
    sheet.set_column(2, 2, 28)
    sheet.hide_gridlines(2)
    title = f"{report.shell.shop}, {report.shell.run[:10]}"
    sheet.write_string(0, 0, cell_text(title), styles["title"])
    sheet.write_string(1, 0, cell_text(report.overview.sentence))
    line = 2
    for note in notes:
        sheet.write_string(line, 0, cell_text(note), styles["warning"])
        line += 1
    if not settings.site_url:
        beside = _("The links need this file to stay in its folder, beside the report's pages.")
        sheet.write_string(line, 0, cell_text(beside), styles["quiet"])
        line += 1
    root = settings.site_url or "external:../"
    for heading, lines in _sections(report):
        line += 1
        for at, text in enumerate((heading, "", "")):
            sheet.write_string(line, at, text, styles["section"])
        line += 1
        for label, value, page, style in lines:
            sheet.write_string(line, 0, cell_text(label))
            _value(sheet, line, value, styles, style)
            if page:
                sheet.write_url(line, 2, f"{root}{page}", styles["link"], _(_WORDS[page]))
            line += 1


def _value(sheet: Any, line: int, value: object, styles: dict[str, Any], style: str) -> None:
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        fallback = "whole" if isinstance(value, int) else "value"
        sheet.write_number(line, 1, value, styles[style or fallback])
    else:
        sheet.write_string(line, 1, cell_text(str(value)), styles.get(style))


def _sections(report: ReportModel) -> Iterator[tuple[str, list[Line]]]:
    summary, score = report.summary, report.overview.score
    value: object = score.value
    if value is None:
        value = _("not known: no page answered")
    yield _("Health"), [
        (_("Health score"), value, "index.html", "strong"),
        (_("How it is worked out"), score.formula, "about.html", ""),
        (_("Pages that answered with HTML"), score.pages, "pages.html", ""),
        (_("Of those, with an error"), score.pages_with_errors, "issues/index.html", ""),
        (_("The walk was sound"), _("yes") if report.shell.healthy else _("no"), "runs.html", ""),
    ]  # fmt: skip
    yield (
        _("Open findings"),
        [
            (_(SEVERITY_WORDS[name][0]), summary["findings"][name], "issues/index.html", "")
            for name, _meaning in SEVERITIES
        ],
    )
    compared = bool(report.changes.compared)
    unknown = _("nothing to compare with")
    yield (
        _("Since the last run"),
        [
            (_(label), summary["changes"][name] if compared else unknown, "changes.html", "")
            for name, label in _CHANGES
        ],
    )
    yield (
        _("Own pages"),
        [
            (_(label), summary["pages"][name], "pages.html", "")
            for name, label in _PAGES
            if name in summary["pages"]
        ],
    )
    yield _("Prices"), _price_lines(report)


def _price_lines(report: ReportModel) -> list[Line]:
    prices = report.summary["prices"]
    if not report.prices.there:
        return [(_("Market"), _("not worked out tonight"), "prices.html", "")]
    index: object = float(prices["index"]) if prices["index"] else _("nothing was compared")
    return [
        (_("Price index"), index, "prices.html", "strong"),
        (_("How it is worked out"), report.prices.formula, "prices.html", ""),
        *((_(label), prices[name], page, "") for name, label, page in _PRICES),
    ]


def write_legend(
    book: Any, styles: dict[str, Any], tables: Sequence[tuple[str, tuple[Field, ...]]]
) -> None:
    """Every column explained, then the severities and states."""
    sheet = add_sheet(book, _("Legend"))
    sheet.set_column(0, 1, 24)
    sheet.set_column(2, 2, 22)
    sheet.set_column(3, 3, 80)
    sheet.freeze_panes(1, 0)
    heads = (_("Sheet"), _("Column"), _("Key in CSV and JSON"), _("Meaning"))
    lines = [
        *((name, _(field.label), field.name, _(field.help))
          for name, columns in tables for field in columns),
        *((_("Severity"), _(SEVERITY_WORDS[name][0]), name, _(text)) for name, text in SEVERITIES),
        *((_("State"), _(STATE_WORDS[name][0]), name, _(text)) for name, text in STATES),
    ]  # fmt: skip
    for at, label in enumerate(heads):
        sheet.write_string(0, at, label, styles["head"])
    for line, texts in enumerate(lines, 1):
        for at, text in enumerate(texts):
            sheet.write_string(line, at, cell_text(text), styles["wrap" if at == 3 else "top"])
    sheet.autofilter(0, 0, len(lines), 3)
