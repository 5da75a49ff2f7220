"""Two sheets of A4 for management, printed by the real browser."""

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner

from crawler.cli import main
from crawler.render.paper import print_page
from tests.reports.conftest import BuiltSite, build_sample
from tests.reports.factory import Sample

pytestmark = pytest.mark.browser
MOMENT = datetime(2026, 8, 22, 2, 10, tzinfo=UTC)


def printed(site: Path, out: Path) -> bytes:
    print_page(site / "summary.html", out, browser=None, moment=MOMENT)
    return out.read_bytes()


def sheets(pdf: bytes) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", pdf))


def test_the_summary_is_two_sheets_with_the_night_as_its_date(
    ordinary: BuiltSite, tmp_path: Path
) -> None:
    pdf = printed(ordinary.site, tmp_path / "a.pdf")
    assert sheets(pdf) == 2
    assert b"/CreationDate (D:20260822021000" in pdf
    assert printed(ordinary.site, tmp_path / "b.pdf") == pdf


@pytest.mark.parametrize(
    "sample", [Sample(first_night=True), Sample(pages=0)], ids=["first night", "no page"]
)  # fmt: skip
def test_no_night_needs_a_third_sheet(tmp_path: Path, sample: Sample) -> None:
    site = build_sample(tmp_path, sample).site
    assert sheets(printed(site, tmp_path / "a.pdf")) == 2


def test_hostile_texts_need_no_third_sheet(report: BuiltSite, tmp_path: Path) -> None:
    assert sheets(printed(report.site, tmp_path / "a.pdf")) == 2


def test_the_command_prints_it_and_the_site_links_to_it(
    ordinary: BuiltSite, tmp_path: Path
) -> None:
    made = ordinary.made
    site = tmp_path / "site"
    (tmp_path / "storewalk.yml").write_text("store: {name: Blue Mug, url: 'https://shop.example/'}")
    told = CliRunner().invoke(
        main,
        ["report", str(made.run.path), "--config", str(tmp_path / "storewalk.yml"), "--pdf",
         "--history", str(made.history), "--site", str(site)],
    )  # fmt: skip
    assert told.exit_code == 0, told.output
    assert sheets((site / "downloads" / "summary.pdf").read_bytes()) == 2
    assert 'href="downloads/summary.pdf"' in (site / "summary.html").read_text("utf-8")
    assert "summary.pdf" not in (ordinary.site / "summary.html").read_text("utf-8")


def test_a_site_without_a_browser_is_built_and_says_what_is_missing(
    ordinary: BuiltSite, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = ordinary.made
    (tmp_path / "storewalk.yml").write_text(
        "store: {name: Blue Mug, url: 'https://shop.example/'}\nreport: {pdf: true}\n"
        "render: {executable_path: /no/such/browser}"
    )
    told = CliRunner().invoke(
        main,
        ["report", str(made.run.path), "--config", str(tmp_path / "storewalk.yml"),
         "--history", str(made.history), "--site", str(tmp_path / "site")],
    )  # fmt: skip
    assert told.exit_code == 0, told.output
    assert "No PDF of the summary" in told.output
    assert (tmp_path / "site" / "index.html").is_file()
    assert not (tmp_path / "site" / "downloads" / "summary.pdf").exists()
