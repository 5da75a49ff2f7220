"""The downloads: safe in a spreadsheet, valid for a program."""

import csv
import json
from datetime import datetime
from pathlib import Path

import jsonschema
import openpyxl
import pytest

from reports.outputs.base import FINDINGS, LINKS, MARKET_TABLES, PRICES
from reports.outputs.csv import guarded
from reports.outputs.json import SUMMARY_SCHEMA
from tests.reports.conftest import BuiltSite


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
    files |= {name: columns for name, _, columns in MARKET_TABLES}
    for name, columns in files.items():
        numbers = {field.name for field in columns if field.kind == "number"}
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


def test_the_workbook_reads_back(hostile: BuiltSite) -> None:
    book = openpyxl.load_workbook(hostile.site / "downloads" / "storewalk.xlsx")
    assert book.sheetnames == [
        "Summary", "New", "Open findings", "Prices", "Market", "Market totals", "Reductions",
        "Broken links", "Legend",
    ]  # fmt: skip
    sheet = book["Open findings"]
    heads = [cell.value for cell in sheet[1]]
    assert heads[:3] == ["Severity", "State", "Check"]
    assert sheet.max_row == hostile.result.summary["findings"]["error"] + (
        hostile.result.summary["findings"]["warning"]
        + hostile.result.summary["findings"]["notice"]
        + 1
    )
    first = sheet.cell(2, heads.index("First seen") + 1).value
    assert isinstance(first, datetime)
    for line in sheet.iter_rows():
        for cell in line:
            assert cell.data_type != "f", cell.value
            assert cell.hyperlink is None
    price = book["Prices"].cell(2, [c.value for c in book["Prices"][1]].index("Price") + 1)
    assert isinstance(price.value, (int, float))


def test_the_summary_fits_its_published_schema(ordinary: BuiltSite, hostile: BuiltSite) -> None:
    jsonschema.Draft202012Validator.check_schema(SUMMARY_SCHEMA)
    for built in (ordinary, hostile):
        folder = built.site / "downloads"
        schema = json.loads((folder / "summary.schema.json").read_text("utf-8"))
        summary = json.loads((folder / "summary.json").read_text("utf-8"))
        jsonschema.validate(summary, schema)
        assert schema == SUMMARY_SCHEMA
        assert summary == json.loads(json.dumps(built.result.summary))
        assert len(summary["top"]) <= 10


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


def test_every_download_is_listed_with_its_size(ordinary: BuiltSite) -> None:
    page = (ordinary.site / "downloads.html").read_text("utf-8")
    for path in (ordinary.site / "downloads").iterdir():
        assert f'href="downloads/{path.name}"' in page
