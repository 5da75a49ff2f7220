"""The downloads: safe in a spreadsheet, valid for a program."""

import csv
import gzip
import json
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from html import unescape
from pathlib import Path
from typing import Any

import jsonschema
import openpyxl
import pytest
import xlsxwriter
from openpyxl.workbook import Workbook
from pydantic import ValidationError

from crawler.config.model import ReportConfig
from reports.model.pages import ReportModel
from reports.outputs.columns import FINDINGS, LINKS, PRICES
from reports.outputs.columns_market import MARKET_TABLES
from reports.outputs.csv import guarded
from reports.outputs.json_schema import SCHEMAS, SUMMARY_SCHEMA
from reports.outputs.xlsx_words import add_sheet
from tests.reports.conftest import BuiltSite, model_of, take_away
from tests.reports.factory import Sample, build


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize(
    "text", ["=cmd()", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\x00=1", "＝1"]
)
def test_a_cell_that_could_run_gets_an_apostrophe(text: str) -> None:
    assert guarded(text).startswith("'")


@pytest.mark.parametrize("text", ["", "a=b", "Blue mug", "1-2", "'x"])
def test_other_text_is_left_alone(text: str) -> None:
    assert guarded(text) == text


def test_no_crawled_text_in_the_csv_files_is_a_formula(hostile: BuiltSite) -> None:
    files = {"findings": FINDINGS, "prices": PRICES, "links": LINKS}
    files |= {name: columns for name, _, _, columns in MARKET_TABLES}
    for name, columns in files.items():
        numbers = {field.name for field in columns if field.numeric}
        for row in rows(hostile.site / "downloads" / f"{name}.csv"):
            for column, value in row.items():
                if column not in numbers:
                    assert not value.startswith(("=", "+", "-", "@", "\t", "\r")), (name, column)


def test_numbers_stay_numbers(ordinary: BuiltSite) -> None:
    table = rows(ordinary.site / "downloads" / "prices.csv")
    cheaper = [row for row in table if row["difference"].startswith("-")]
    assert cheaper
    assert all(float(row["price"]) > 0 for row in table if row["price"])
    assert {row["currency"] for row in table if row["price"]} == {"EUR", "GBP"}
    assert {row["state"] for row in table} == {"shown", "blocked", "hidden", "not_seen"}
    assert all(row["price"] == "" for row in table if row["state"] != "shown")


def test_the_csv_files_open_in_a_spreadsheet(ordinary: BuiltSite) -> None:
    data = (ordinary.site / "downloads" / "findings.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    table = rows(ordinary.site / "downloads" / "findings.csv")
    assert list(table[0]) == [field.name for field in FINDINGS]
    assert [row["severity"] for row in table] == sorted(
        (row["severity"] for row in table), key=["error", "warning", "notice"].index
    )
    assert all(datetime.fromisoformat(row["first_seen"]) for row in table)


def test_links_csv_has_a_row_for_each_place(ordinary: BuiltSite) -> None:
    table = rows(ordinary.site / "downloads" / "links.csv")
    assert sum(row["target"].endswith("/pages/summer-guide") for row in table) == 14
    assert "ok" not in {row["state"] for row in table}


def workbook(site: Path) -> Workbook:
    return openpyxl.load_workbook(site / "downloads" / "storewalk.xlsx")


def column(sheet: Any, head: str) -> list[Any]:
    """The cells below a heading."""
    at = [cell.value for cell in sheet[1]].index(head) + 1
    return [sheet.cell(line, at) for line in range(2, sheet.max_row + 1)]


def test_the_workbook_reads_back(hostile: BuiltSite) -> None:
    book = workbook(hostile.site)
    assert book.sheetnames == [
        "Summary", "New", "Open findings", "Prices", "Market", "Market totals", "Reductions",
        "Broken links", "Legend",
    ]  # fmt: skip
    sheet = book["Open findings"]
    heads = [cell.value for cell in sheet[1]]
    assert heads[:3] == ["Severity", "State", "Check"]
    assert sheet.max_row == sum(hostile.result.summary["findings"].values()) + 1
    assert all(isinstance(cell.value, datetime) for cell in column(sheet, "First seen"))
    assert {cell.value for cell in column(sheet, "Severity")} == {"Error", "Warning", "Notice"}
    for name in book.sheetnames:
        for line in book[name].iter_rows():
            for cell in line:
                assert cell.data_type != "f", cell.value


def test_only_web_addresses_are_links_in_the_workbook(hostile: BuiltSite) -> None:
    sheet = workbook(hostile.site)["Open findings"]
    links = [cell.hyperlink.target for cell in column(sheet, "Page address") if cell.hyperlink]
    assert links
    assert all(link.startswith("https://") for link in links)
    assert not any(cell.hyperlink for cell in column(sheet, "Message"))


def test_sheets_are_ready_to_be_sorted_and_filtered(ordinary: BuiltSite) -> None:
    book = workbook(ordinary.site)
    for name in book.sheetnames[1:-1]:
        assert book[name].freeze_panes == "A2", name
        assert book[name].auto_filter.ref, name


def test_amounts_in_the_workbook_name_their_currency(ordinary: BuiltSite) -> None:
    sheet = workbook(ordinary.site)["Prices"]
    shown = [
        (price.number_format, currency.value)
        for price, currency in zip(column(sheet, "Price"), column(sheet, "Currency"), strict=True)
        if isinstance(price.value, (int, float))
    ]
    assert set(shown) == {('#,##0.00 "EUR"', "EUR"), ('#,##0.00 "GBP"', "GBP")}


def test_the_summary_sheet_has_the_score_with_its_denominator(ordinary: BuiltSite) -> None:
    sheet = workbook(ordinary.site)["Summary"]
    lines = {row[0].value: (row[1].value, row[2].hyperlink) for row in sheet.iter_rows()}
    score = ordinary.result.summary["score"]
    assert lines["Health score"][0] == score["value"]
    assert lines["Pages that answered with HTML"][0] == score["pages"]
    assert lines["Of those, with an error"][0] == score["pages_with_errors"]
    assert lines["How it is worked out"][0]
    beside = lines["New"][1].target.replace("\\", "/")  # as Excel writes the way to a file
    assert beside == "../changes.html"
    assert (ordinary.site / "downloads" / beside).is_file()


def test_the_first_night_does_not_count_changes_as_none(tmp_path: Path) -> None:
    made = build(tmp_path, Sample(first_night=True, pages=0))
    book = workbook(take_away(model_of(made), tmp_path))
    lines = {row[0].value: row[1].value for row in book["Summary"].iter_rows()}
    assert lines["New"] == lines["Fixed"] == "nothing to compare with"
    assert lines["Health score"] == "not known: no page answered"
    assert book["New"]["A2"].value == "Nothing to compare with: this is the first night."


def test_a_catalogue_may_name_the_sheets_as_it_likes(tmp_path: Path) -> None:
    names = ["Preise/Märkte: [alle]?", "Preise", "preise", "", "'" * 40, "x" * 40]
    book = xlsxwriter.Workbook(tmp_path / "names.xlsx")
    for name in names:
        add_sheet(book, name)
    book.close()
    found = openpyxl.load_workbook(tmp_path / "names.xlsx").sheetnames
    assert len({name.casefold() for name in found}) == len(names)
    assert found[1:3] == ["Preise", "preise 2"]


def test_the_legend_explains_every_column(ordinary: BuiltSite) -> None:
    book = workbook(ordinary.site)
    legend = {(row[0].value, row[1].value): row[3].value for row in book["Legend"].iter_rows()}
    for name in book.sheetnames[1:-1]:
        sheet = "Open findings" if name == "New" else name
        for head in book[name][1]:
            assert legend[sheet, head.value], (name, head.value)


def test_what_a_sheet_does_not_hold_is_said(
    model: ReportModel, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reports.outputs.xlsx.MAX_ROWS", 10)
    site = take_away(model, tmp_path)
    book = workbook(site)
    total = len(model.findings)
    said = (
        f"Open findings: the first 10 of {total} rows. The CSV or Parquet file holds all of them."
    )
    assert book["Open findings"].max_row == 11
    assert said in [row[0].value for row in book["Summary"].iter_rows()]
    assert said in (site / "downloads.html").read_text("utf-8")


def test_every_json_file_fits_its_published_schema(ordinary: BuiltSite, hostile: BuiltSite) -> None:
    for built in (ordinary, hostile):
        folder = built.site / "downloads"
        for name, schema in SCHEMAS.items():
            jsonschema.Draft202012Validator.check_schema(schema)
            published = json.loads((folder / "schema" / f"{name}.schema.json").read_text("utf-8"))
            assert published == schema
            file = built.site / "badge" if name == "health" else folder
            jsonschema.Draft202012Validator(published).validate(
                json.loads((file / f"{name}.json").read_text("utf-8"))
            )
        summary = json.loads((folder / "summary.json").read_text("utf-8"))
        assert summary == json.loads(json.dumps(built.result.summary))
        assert len(summary["top"]) <= 10


def test_the_summary_schema_refuses_a_score_above_100(ordinary: BuiltSite) -> None:
    summary = json.loads(json.dumps(ordinary.result.summary))
    summary["score"]["value"] = 101
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(summary, SUMMARY_SCHEMA)


def test_every_csv_file_fits_its_table_schema(ordinary: BuiltSite) -> None:
    reads: dict[str, Callable[[str], object]] = {
        "string": str, "integer": int, "number": Decimal, "date": date.fromisoformat,
        "boolean": {"yes": True, "no": False}.__getitem__,
    }  # fmt: skip
    for path in sorted((ordinary.site / "downloads").glob("*.csv")):
        schema = ordinary.site / "downloads" / "schema" / f"{path.name}-schema.json"
        fields = json.loads(schema.read_text("utf-8"))["fields"]
        table = rows(path)
        assert list(table[0]) == [field["name"] for field in fields]
        for field in fields:
            assert field["description"], field
            for row in table:
                if row[field["name"]]:
                    reads[field["type"]](row[field["name"]])


def test_columns_can_be_separated_by_a_semicolon(model: ReportModel, tmp_path: Path) -> None:
    site = take_away(model, tmp_path, csv_delimiter=";", site_url="https://r.example/")
    page = unescape((site / "downloads.html").read_text("utf-8"))
    assert '=IMPORTDATA("https://r.example/downloads/prices.csv"; ";")' in page
    text = (site / "downloads" / "prices.csv").read_text("utf-8-sig")
    table = list(csv.DictReader(text.splitlines(), delimiter=";"))
    assert table[0].keys() == {field.name for field in PRICES}
    assert any("." in row["price"] for row in table)


def test_findings_json_holds_every_finding(ordinary: BuiltSite) -> None:
    data = json.loads((ordinary.site / "downloads" / "findings.json").read_text("utf-8"))
    assert data["run"] == ordinary.result.summary["run"]
    assert len(data["findings"]) == len(rows(ordinary.site / "downloads" / "findings.csv"))


def test_the_market_is_exported_as_the_run_has_it(ordinary: BuiltSite) -> None:
    folder = ordinary.site / "downloads"
    run = ordinary.made.run
    tables = {"market": run.market(), "market-totals": run.market_totals(),
              "omnibus": run.omnibus(), "prices": run.quotes()}  # fmt: skip
    data = json.loads((folder / "market.json").read_text("utf-8"))
    for name, written in tables.items():
        table = rows(folder / f"{name}.csv")
        assert len(table) == len(data[name]) == len(list(written)), name
    own = next(row for row in data["market"] if row["sku"] == "A-1")
    assert own["index"] == next(row.index for row in run.market() if row.sku == "A-1")
    assert any(row["excluded"] == "suspect" and row["note"] == "Suspect" for row in data["prices"])


def test_half_a_million_findings_do_not_become_200_mb_of_text(
    model: ReportModel, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in ("base", "csv", "json", "page"):
        monkeypatch.setattr(f"reports.outputs.{module}.LARGE_ROWS", 20)
    site = take_away(model, tmp_path)
    folder = site / "downloads"
    total = len(model.findings)
    assert total > 20
    assert not (folder / "findings.json").exists()
    assert not (folder / "findings.csv").exists()
    with gzip.open(folder / "findings.csv.gz", "rt", encoding="utf-8-sig", newline="") as file:
        assert len(list(csv.DictReader(file))) == total
    page = (site / "downloads.html").read_text("utf-8")
    assert "With more than 20 findings there is no findings.json" in page


def test_what_no_spreadsheet_opens_is_in_parquet_only(
    model: ReportModel, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module, name, value in (
        ("csv", "LARGE_ROWS", 5), ("json", "LARGE_ROWS", 5), ("xlsx", "LARGE_ROWS", 5),
        ("page", "LARGE_ROWS", 5), ("csv", "HUGE_ROWS", 20), ("page", "HUGE_ROWS", 20),
        ("xlsx", "FEW_ROWS", 7),
    ):  # fmt: skip
        monkeypatch.setattr(f"reports.outputs.{module}.{name}", value)
    site = take_away(model, tmp_path)
    folder = site / "downloads"
    assert sorted(path.name for path in folder.glob("findings.*")) == ["findings.parquet"]
    assert (folder / "market-totals.csv.gz").exists()
    assert workbook(site)["Open findings"].max_row == 8
    page = (site / "downloads.html").read_text("utf-8")
    assert "With more than 20 findings there is no findings.csv" in page


def test_every_download_is_listed_with_its_schema(ordinary: BuiltSite) -> None:
    page = (ordinary.site / "downloads.html").read_text("utf-8")
    folder = ordinary.site / "downloads"
    for path in folder.rglob("*"):
        if path.is_file():
            assert f'href="{path.relative_to(ordinary.site).as_posix()}"' in page
    for name in ("feed.xml", "badge/health.svg", "badge/health.json"):
        assert f'href="{name}"' in page
    assert "IMPORTDATA" not in page


def test_google_sheets_get_a_line_when_the_address_is_known(
    model: ReportModel, tmp_path: Path
) -> None:
    site = take_away(model, tmp_path, site_url="https://reports.shop.example/nightly")
    page = unescape((site / "downloads.html").read_text("utf-8"))
    assert '=IMPORTDATA("https://reports.shop.example/nightly/downloads/market.csv")' in page
    assert "(https://reports.shop.example/nightly/badge/health.svg)" in page
    link = workbook(site)["Summary"]["C5"].hyperlink
    assert link.target.startswith("https://reports.shop.example/nightly/")


@pytest.mark.parametrize("address", ["javascript:alert(1)", "https://x.example/index.html"])
def test_an_address_that_is_no_folder_on_the_web_is_refused(address: str) -> None:
    with pytest.raises(ValidationError, match=r"report|site_url"):
        ReportConfig(site_url=address)
