"""The generated shop is what the benchmark says it is, and the table can count."""

import re
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest
from selectolax.lexbor import LexborHTMLParser

from tests.bench import shop as shop_module
from tests.bench.catalogue import LINKS_A_PAGE, catalogue
from tests.bench.measure import Weight, weigh
from tests.bench.roster import Contestant
from tests.bench.server import seen
from tests.bench.shop import write_shop
from tests.bench.table import lines_of, row_of, table
from tests.bench.walks import Course, Walk

PAGES = 120
BASE = "http://127.0.0.1:8000"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("shop")
    write_shop(folder, PAGES, BASE)
    return folder


def html_of(folder: Path) -> dict[str, str]:
    """HTML by path."""
    return {
        "/" + str(file.relative_to(folder).with_suffix("")).removesuffix("index"): file.read_text()
        for file in folder.rglob("*.html")
    }


def links_of(html: str) -> list[str]:
    """Targets of all links, without fragments."""
    found = LexborHTMLParser(html).css("a[href]")
    return [(link.attributes["href"] or "").partition("#")[0] for link in found]


@pytest.mark.parametrize("pages", [4, 51, 120, 2000, 2001])
def test_a_shop_has_the_pages_asked_for_each_at_its_own_path(pages: int) -> None:
    assert len(set(catalogue(pages).paths)) == pages


def test_every_page_has_the_size_and_the_links_asked_for(folder: Path) -> None:
    pages = html_of(folder)
    assert len(pages) == PAGES
    for path, html in pages.items():
        assert len(links_of(html)) == LINKS_A_PAGE, path
        assert 60_000 <= len(html.encode()) <= 120_000, path


def test_every_page_is_reached_by_links_and_no_link_or_picture_is_missing(folder: Path) -> None:
    pages = html_of(folder)
    reached, waiting = {"/"}, ["/"]
    while waiting:
        for target in links_of(pages[waiting.pop()]):
            assert target in pages
            if target not in reached:
                reached.add(target)
                waiting.append(target)
    assert reached == set(pages) == set(catalogue(PAGES).paths)
    for html in pages.values():
        for picture in set(re.findall(r'(?:src|href)="(/(?:media|assets)/[^"]+)"', html)):
            assert (folder / picture[1:]).is_file()


def test_the_sitemap_lists_every_page_and_is_an_index_when_there_are_many(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shop_module, "URLS_A_SITEMAP", 50)
    paths = write_shop(tmp_path, PAGES, BASE)
    files = locations(tmp_path / "sitemap.xml")
    assert len(files) == 3
    listed = [url for file in files for url in locations(tmp_path / file.removeprefix(f"{BASE}/"))]
    assert listed == [BASE + path for path in paths]
    assert f"Sitemap: {BASE}/sitemap.xml" in (tmp_path / "robots.txt").read_text()


def test_the_same_shop_is_written_twice(folder: Path, tmp_path: Path) -> None:
    write_shop(tmp_path, PAGES, BASE)
    assert html_of(tmp_path) == html_of(folder)


def locations(file: Path) -> list[str]:
    """Every <loc> of a sitemap."""
    root = ElementTree.fromstring(file.read_text())  # noqa: S314 - written by the bench itself
    return [node.text or "" for node in root.iter() if node.tag.endswith("}loc")]


def test_pages_seen_are_distinct_html_answers_to_get(tmp_path: Path) -> None:
    log = tmp_path / "access.log"
    html = "text/html; charset=utf-8"
    log.write_text(
        f"200 {html} GET /index.html\n200 {html} GET /product/a.html\n"
        f"200 {html} GET /product/a.html\n404 {html} GET /gone\n200 image/png GET /media/a.png\n"
        f"200 {html} HEAD /product/b.html\n304 - GET /product/c.html\n"
    )
    assert seen(log).pages == {"/", "/product/a"}
    assert seen(log).requests == 7


def course(name: str, *walks: tuple[float, float, int]) -> Course:
    """A course over 100 pages from (wall s, CPU s, pages seen) of each round."""
    one = Contestant(name, "looks", lambda environment, shop, folder: [])
    weights = [(Weight(wall, cpu, 80.0, 0, ""), pages) for wall, cpu, pages in walks]
    return Course(one, 100, [Walk(weight, pages, pages, pages / 100) for weight, pages in weights])


def test_the_table_holds_medians_and_their_ratios_to_the_baseline() -> None:
    slow = course("slow", (10.0, 8.0, 100), (20.0, 10.0, 100), (40.0, 90.0, 100))
    fast = course("fast", (2.0, 2.0, 50))
    row = row_of(slow)
    assert (row.pages_per_s, row.cpu_s_per_1000, row.recall) == (5.0, 100.0, 1.0)
    line = lines_of([row, row_of(fast)], "slow")[1]
    assert (line.row.pages_per_s, line.row.cpu_s_per_1000, line.row.recall) == (25.0, 40.0, 0.5)
    assert (line.speed_ratio, line.cpu_ratio) == (5.0, 2.5)


def test_who_is_not_measured_is_named_with_the_reason() -> None:
    missing = course("absent")
    missing.trouble = "not installed"
    text = table([course("slow", (1.0, 1.0, 100)), missing], "absent")
    assert "absent: not measured: not installed" in text


BUSY = "data = bytearray(60_000_000); import time; end = time.process_time() + 0.3\n"
BUSY += "while time.process_time() < end: pass"


@pytest.mark.parametrize("start", ["subprocess.run", "subprocess.Popen"])
def test_cpu_time_is_of_the_whole_tree_even_when_a_child_outlives_its_parent(
    tmp_path: Path, start: str
) -> None:
    parent = f"import subprocess, sys; {start}([sys.executable, '-c', {BUSY!r}])"
    taken = weigh([sys.executable, "-c", parent], folder=tmp_path, env={}, limit_s=60)
    assert taken.exit_code == 0
    assert taken.cpu_s > 0.3


def test_memory_is_of_the_whole_tree(tmp_path: Path) -> None:
    parent = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {BUSY!r}])"
    taken = weigh([sys.executable, "-c", parent], folder=tmp_path, env={}, limit_s=60)
    assert taken.peak_mb > 60


def test_what_takes_too_long_is_ended(tmp_path: Path) -> None:
    command = [sys.executable, "-c", "import time; time.sleep(60)"]
    taken = weigh(command, folder=tmp_path, env={}, limit_s=0.2)
    assert taken.exit_code is None
    assert taken.wall_s < 30
