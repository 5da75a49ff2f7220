"""`storewalk compare` as a user runs it, against two real servers."""

import base64
import csv
import gzip
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from click.testing import CliRunner

from crawler.cli import main
from crawler.records.launch import LaunchFacts, Way
from crawler.records.launch_kinds import LaunchKind
from reports.site.check import broken_links
from tests.chromium import require_browser
from tests.command import Done, storewalk
from tests.launch.shops import LOGIN, PAGES, Built, Page, moved, shop, with_staging
from tests.server import Shop
from tests.street.street import Street

K = LaunchKind


@dataclass(frozen=True)
class Compared:
    """What a comparison left behind."""

    folder: Path
    done: Done
    live: Shop
    staging: Shop

    @property
    def facts(self) -> LaunchFacts:
        path = self.folder / "launch" / "downloads" / "launch.json"
        return LaunchFacts.model_validate_json(path.read_text(encoding="utf-8"))

    @property
    def found(self) -> set[tuple[LaunchKind, str]]:
        """Kind, and path or check."""
        return {
            (one.kind, one.about if one.kind is K.NEW_FINDING else _path(one.live or one.staging))
            for one in self.facts.differences
        }


def _path(url: str) -> str:
    return urlsplit(url).path


def run(folder: Path, live: Built, staging: Built, *options: str) -> Compared:
    """Compare two shops in a folder."""
    with shop(live) as one, shop(staging) as other:
        done = storewalk("compare", other.url, one.url, *options, cwd=folder)
        return Compared(folder, done, one, other)


MAP = "from,to,status\n/products/old,/products/blue,301\n/products/green,/products/white,301\n"
OLD = '<a href="/old">What it was called</a> '
LEAKS = (
    '<a href="http://{host}/pages/about">Who we are</a>'
    '<a href="http://localhost:3000/preview">Preview</a>'
)
EVIL = "</title><script>alert(1)</script>&\x0b]]>=1+1"


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Compared]:
    """A locked staging with a fault of many a kind, compared without a phone."""
    folder = tmp_path_factory.mktemp("planted")
    live = Built().changed("/", body=OLD).also(old=moved("/products/red"))
    staging = (
        Built(login=LOGIN, robots="User-agent: *\nDisallow: /\n")
        .changed("/products/blue", price="13.00")
        .changed("/products/red", head='<meta name="robots" content="noindex">')
        .changed("/products/white", body=LEAKS)
        .changed("/pages/about", title=EVIL.replace("<", "&lt;"))
        .without("/products/green")
        .without("/products/black")
        .changed("/", body=f'{OLD}<a href="/new">New</a>')
    )
    staging = replace(staging, pages={**staging.pages, "/new": Page("What is new this autumn")})
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("STAGING_LOGIN", LOGIN)
        (folder / "map.csv").write_text(MAP, encoding="utf-8")
        yield run(
            folder, live, staging, "--no-render", "--login-from", "STAGING_LOGIN",
            "--redirects", "map.csv", "--fail-on", "error", "--junit", "launch.xml",
        )  # fmt: skip


def test_every_planted_fault_is_found_and_nothing_else(planted: Compared) -> None:
    assert planted.found == {
        (K.PAGE_GONE, "/products/black"),
        (K.MAP_IGNORED, "/products/old"),
        (K.MAP_IGNORED, "/products/green"),
        (K.REDIRECT_LOST, "/old"),
        (K.NOINDEX_LEFT, "/products/red"),
        (K.ROBOTS_CLOSED, "/robots.txt"),
        (K.TITLE_CHANGED, "/pages/about"),
        (K.DESCRIPTION_CHANGED, "/pages/about"),
        (K.H1_CHANGED, "/pages/about"),
        (K.PRICE_CHANGED, "/products/blue"),
        (K.LEAK_LINK, "/products/white"),
        (K.NEW_FINDING, "links/link-broken-internal"),
        (K.NEW_FINDING, "links/link-localhost"),
    }
    assert planted.facts.added == (f"{planted.staging.url}new",)
    assert planted.facts.paired[Way.SAME] == len(PAGES) - 2


def test_the_gate_is_closed_with_its_code_and_says_why(planted: Compared) -> None:
    assert planted.done.code == 10, planted.done.text
    assert re.search(r"^\d+ errors, \d+ warnings, \d+ notices$", planted.done.out, re.MULTILINE)
    assert "1  error    The price is another one" in planted.done.out
    assert "at or above --fail-on error" in planted.done.err
    assert "Not looked at: pages on a phone" in planted.done.out


def test_what_opens_staging_stands_in_no_file_and_is_sent_to_no_other(planted: Compared) -> None:
    token = base64.b64encode(LOGIN.encode()).decode()
    for path in planted.folder.rglob("*"):
        if path.is_file():
            data = path.read_bytes()
            text = data + (gzip.decompress(data) if path.suffix == ".gz" else b"")
            for secret in (LOGIN, LOGIN.partition(":")[2], token):
                assert secret.encode() not in text, path
    assert token not in planted.done.text
    assert LOGIN not in planted.done.text
    assert not any("Authorization" in asked.headers for asked in planted.live.asked)
    opened = [asked for asked in planted.staging.asked if "Authorization" in asked.headers]
    assert len(opened) == len(planted.staging.asked)


def test_live_keeps_its_robots_txt_and_staging_does_not_need_one(planted: Compared) -> None:
    assert planted.staging.count("/products/blue") == 1
    assert "/cart" not in planted.live.paths()


def test_the_report_says_whether_to_launch_and_leads_to_every_kind(planted: Compared) -> None:
    site = planted.folder / "launch"
    home = (site / "index.html").read_text(encoding="utf-8")
    errors = sum(one.severity == "error" for one in planted.facts.differences)
    assert f"Do not launch yet: {errors} errors." in home
    for kind in {one.kind for one in planted.facts.differences}:
        assert f'href="kinds/{kind.value}.html"' in home
    assert "an error only if this file goes live" in home
    assert "A canonical address names staging: on 7 pages" in home
    assert broken_links(site) == []
    page = (site / "kinds" / "title-changed.html").read_text(encoding="utf-8")
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_the_junit_file_has_a_suite_a_kind_and_a_case_a_difference(planted: Compared) -> None:
    root = ET.parse(planted.folder / "launch.xml").getroot()  # noqa: S314 - our own file
    suites = {suite.get("name", ""): suite for suite in root.iter("testsuite")}
    assert set(suites) == {kind.value for kind in K}
    failed = [case for case in root.iter("testcase") if case.find("failure") is not None]
    errors = [one for one in planted.facts.differences if one.severity == "error"]
    assert len(failed) == len(errors) == int(root.get("failures", ""))
    price = suites["price-changed"].find("testcase")
    assert price is not None
    assert price.get("name", "").startswith(f"{planted.live.url}products/blue")
    assert "staging says: 13.00 EUR" in (price.findtext("failure") or "")
    (title,) = suites["title-changed"].iter("testcase")
    assert "<script>alert(1)" in (title.findtext("system-out") or "")
    assert suites["slower"].find("testcase/skipped") is not None
    assert suites["page-broken"].find("testcase/skipped") is None


def test_long_lists_are_csv_too(planted: Compared) -> None:
    folder = planted.folder / "launch" / "downloads"
    with (folder / "differences.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["kind"] for row in rows] == [one.kind for one in planted.facts.differences]
    with (folder / "redirect-map.csv").open(encoding="utf-8-sig", newline="") as file:
        assert [row["faults"] for row in csv.DictReader(file)] == ["map-ignored", "map-ignored"]


def test_a_finished_comparison_is_repeated_without_walking(planted: Compared) -> None:
    live, staging = (next((planted.folder / "runs" / "launch" / name).iterdir())
                     for name in ("live", "staging"))  # fmt: skip
    done = storewalk(
        "compare", "--live-run", live, "--staging-run", staging, "--site", "again",
        "--redirects", "map.csv", cwd=planted.folder,
    )  # fmt: skip
    assert done.code == 0, done.text
    again = (planted.folder / "again" / "downloads" / "launch.json").read_text(encoding="utf-8")
    assert LaunchFacts.model_validate_json(again) == planted.facts


def test_two_equal_shops_have_no_difference_and_the_gate_is_open(tmp_path: Path) -> None:
    done = run(tmp_path, Built(), Built(), "--no-render", "--fail-on", "notice")
    assert done.done.code == 0, done.done.text
    assert done.found == set()
    assert "0 errors, 0 warnings, 0 notices" in done.done.out
    assert sum(done.facts.paired.values()) == done.facts.live_pages == len(PAGES)
    home = (tmp_path / "launch" / "index.html").read_text(encoding="utf-8")
    assert "Nothing speaks against the launch." in home


def test_staging_may_lie_in_a_folder_of_the_live_shop(tmp_path: Path) -> None:
    staging = (
        Built()
        .changed("/products/blue", price="13.00")
        .without("/products/black")
        .also(products_old=moved("/staging/products/red"))
    )
    (tmp_path / "map.csv").write_text("from,to\n/products-old,/products/red\n", encoding="utf-8")
    with with_staging(Built(), staging, "/staging") as both:
        done = storewalk(
            "compare", f"{both.url}staging", both.url, "--no-render", "--redirects", "map.csv",
            cwd=tmp_path,
        )  # fmt: skip
    found = Compared(tmp_path, done, both, both)
    assert done.code == 0, done.text
    assert found.found == {
        (K.PAGE_GONE, "/products/black"),
        (K.PRICE_CHANGED, "/products/blue"),
        (K.NEW_FINDING, "links/link-broken-internal"),
    }
    assert found.facts.live_pages == len(PAGES)
    assert found.facts.added == ()
    assert "robots.txt and sitemaps" in done.err
    assert K.ROBOTS_CHANGED in found.facts.unlooked
    assert [line.ended for line in found.facts.map_lines] == ["/products/red"]


@pytest.mark.slow
@pytest.mark.shop
def test_a_shop_of_many_faults_has_none_beside_its_twin(tmp_path: Path) -> None:
    """Everything that is planted in the demo shop is on both sides: nothing of it is new."""
    with Street(night=2) as live, Street(night=2) as twin:
        config = live.write_config(tmp_path / "config")
        done = storewalk(
            "compare", twin.own.url, live.own.url, "-c", config, "--no-render", cwd=tmp_path
        )
    assert done.code == 0, done.text
    path = tmp_path / "launch" / "downloads" / "launch.json"
    facts = LaunchFacts.model_validate_json(path.read_text(encoding="utf-8"))
    assert facts.live_pages > 150
    assert facts.differences == ()
    assert facts.added == ()


QUICK = """
store: {{name: Blue Mug, url: "{live}"}}
render: {{consent: false, accessibility: false, full_pages: false}}
"""


@pytest.mark.browser
def test_a_phone_sees_what_changed_with_pictures_side_by_side(tmp_path: Path) -> None:
    require_browser()
    small = Built(pages={path: PAGES[path] for path in ("/", "/products/blue")})
    staging = small.changed(
        "/products/blue",
        body='<script>notThere()</script><img src="/lost.png" alt="A" width="20" height="20">',
        head="<style>h1{background:#c00;padding:80px}</style>",
    )
    with shop(small) as live, shop(staging) as other:
        (tmp_path / "shop.yml").write_text(QUICK.format(live=live.url), encoding="utf-8")
        done = storewalk("compare", other.url, live.url, "-c", "shop.yml", cwd=tmp_path)
    assert done.code == 0, done.text
    found = Compared(tmp_path, done, live, other)
    assert {(kind, path) for kind, path in found.found if kind is not K.NEW_FINDING} == {
        (K.CONSOLE_ERROR, "/products/blue"),
        (K.SCREEN_CHANGED, "/products/blue"),
        (K.PICTURE_BROKEN, "/products/blue"),
    }
    assert found.facts.screens_compared == 2
    assert [bool(screen.before) for screen in found.facts.screens] == [True, False]
    page = (tmp_path / "launch" / "screens.html").read_text(encoding="utf-8")
    shown = re.findall(r'src="(shots/[^"]+)"', page)
    assert len(shown) == 3
    assert all((tmp_path / "launch" / name).stat().st_size for name in shown)


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--login-from", "user:secret-word"), "not the secret itself"),
        (("--login-from", "NOT_SET_ANYWHERE"), "NOT_SET_ANYWHERE is not set"),
        (("--login-from", "HOME"), "HOME (--login-from): its value is no user:password"),
        (("--header-from", "X-Key"), "name of an environment variable"),
        (("--cookie-from", "bad name=X"), "it must be NAME=VARIABLE"),
        (("--redirects", "none.csv"), "none.csv: it cannot be read"),
        (("--site", "."), "holds other files"),
        (("--live-run", "nowhere"), "there is no run here"),
        (("-c", "none.yml"), "there is no configuration"),
    ],
)
def test_what_is_wrong_is_told_before_the_first_request(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, options: tuple[str, str], said: str
) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    monkeypatch.chdir(tmp_path)
    with shop(Built()) as live:
        told = CliRunner().invoke(main, ["compare", "http://127.0.0.1:9", live.url, *options])
    assert told.exit_code in (1, 2)
    assert said in told.output
    assert "secret-word" not in told.output
    assert live.asked == []


@pytest.mark.parametrize(
    ("addresses", "said"),
    [
        ((), "two shops are needed"),
        (("https://a.example",), "two shops are needed"),
        (("https://a.example", "https://www.a.example"), "of one shop"),
        (("https://me:secret-word@a.example", "https://b.example"), "STAGING: it holds a user"),
        (("https://a.example", "ftp://b.example"), "is not a web address"),
    ],
)
def test_addresses_that_cannot_be_compared(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, addresses: tuple[str, ...], said: str
) -> None:
    monkeypatch.chdir(tmp_path)
    told = CliRunner().invoke(main, ["compare", *addresses])
    assert told.exit_code == 2
    assert said in told.output
    assert "secret-word" not in told.output
