"""The table component in a real Chromium: 100,000 and 500,000 rows from a disk.

"ready" is from the moment the data are there until the first rows, filters and their counts are:
`performance.measure` of table.js. "opened" is from the click on the file, unpacking and parsing
included. The baseline parses the same rows as JSON records, which is what a table that takes an
array of objects has to do before it can begin.
"""

import json
import random
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser, sync_playwright

from reports.build import write_pages_of
from reports.model.build import shell
from reports.model.night import read_night
from reports.model.pages import ExplorerPage
from reports.model.parts import SEVERITY_WORDS, Column, Row, Table
from reports.site.write import SitePage
from tests.bench.table import markdown
from tests.browser.conftest import browser_path
from tests.reports.factory import Sample, build

ROWS = (100_000, 500_000)


@dataclass(frozen=True, slots=True)
class Opened:
    """One table, opened some times; medians in milliseconds."""

    rows: int
    parse_ms: float
    """Baseline: JSON.parse of the rows as records."""
    ready_ms: float
    opened_ms: float
    sort_ms: float
    filter_ms: float
    search_ms: float
    packed_mb: float


def measure_tables(sizes: tuple[int, ...], rounds: int) -> list[Opened]:
    """Each size in a fresh browser context, `rounds` times."""
    with tempfile.TemporaryDirectory(prefix="bench-tables-") as name, sync_playwright() as play:
        browser = play.chromium.launch(executable_path=browser_path(play), args=["--no-sandbox"])
        found = []
        for size in sizes:
            site = _site(Path(name) / str(size), size)
            runs = [_opened(browser, site) for _ in range(rounds)]
            shards = sum(path.stat().st_size for path in (site / "data").glob("pages.*.js"))
            middle = {key: median(run[key] for run in runs) for key in runs[0]}
            found.append(Opened(size, packed_mb=shards / 1e6, **middle))
            print(found[-1], file=sys.stderr)
        browser.close()
        return found


def tables_table(found: list[Opened]) -> str:
    """A row for each size, with the ratio to the baseline."""
    head = ["rows", "JSON.parse ms", "ready ms", "ready / baseline", "opened ms", "sort ms",
            "filter ms", "search ms", "packed MB"]  # fmt: skip
    rows = [
        [f"{one.rows:,}", f"{one.parse_ms:.0f}", f"{one.ready_ms:.0f}",
         f"{one.ready_ms / one.parse_ms:.2f}x", f"{one.opened_ms:.0f}", f"{one.sort_ms:.0f}",
         f"{one.filter_ms:.0f}", f"{one.search_ms:.0f}", f"{one.packed_mb:.1f}"]
        for one in found
    ]  # fmt: skip
    return markdown([head, *rows])


def _rows(size: int) -> tuple[Row, ...]:
    rng = random.Random(8)
    kinds = ("product", "category", "content", "home")
    return tuple(
        {
            "url": f"https://shop.example/product/item-{number:07}",
            "page": f"{number:016x}",
            "severity": rng.choice(("error", "warning", "notice")),
            "kind": kinds[number % 4],
            "template": f"template {number % 40}",
            "title": f"Quarry Wool Lamp {rng.randrange(size)} | Bench Shop",
            "status": 200 if number % 50 else 404,
            "links_in": rng.randrange(500),
        }
        for number in range(size)
    )


def _site(folder: Path, size: int) -> Path:
    made = build(folder / "sample", Sample(pages=2))
    around = shell(read_night(made.run, made.history, made.config))
    table = Table(
        id="pages",
        caption="Rows",
        columns=(
            Column("url", "Page", "page", with_column="page"),
            Column("severity", "Severity", "tag", True, SEVERITY_WORDS),
            Column("kind", "Kind", facet=True),
            Column("template", "Template", facet=True),
            Column("title", "Title", wide=True),
            Column("status", "Status", "number"),
            Column("links_in", "Linked from pages", "number"),
        ),
        rows=_rows(size),
        empty="",
    )
    page = SitePage("pages.html", "explorer.html", "Rows", ExplorerPage("Rows.", table))
    site = folder / "site"
    home = SitePage("index.html", "explorer.html", "Rows", ExplorerPage("Rows.", table))
    write_pages_of((page, home), around, folder / "work", site, made.config.report)
    text = json.dumps(json.dumps(table.rows))
    (site / "assets" / "records.js").write_text(f"window.text = {text};", encoding="utf-8")
    return site


def _opened(browser: Browser, site: Path) -> dict[str, float]:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.set_default_timeout(60_000)
    page.goto((site / "pages.html").as_uri())
    page.wait_for_selector(".sw-table[data-ready]")
    opened = page.evaluate("performance.now()")
    ready = page.evaluate("performance.getEntriesByName('table pages')[0].duration")

    def timed(act: str) -> float:
        return float(page.evaluate(
            f"() => {{ const t = performance.now(); {act}; return performance.now() - t; }}"
        ))  # fmt: skip

    sort = timed("document.querySelector('th[data-column=links_in] button').click()")
    filtered = timed("document.querySelector('.chip').click()")
    search = timed(
        "const s = document.querySelector('.tools input[type=search]'); s.value = 'lamp 77'; "
        "s.dispatchEvent(new Event('input'))"
    )
    page.wait_for_timeout(200)
    page.evaluate(
        """() => new Promise((done) => {
          const script = document.createElement("script");
          script.src = "assets/records.js"; script.onload = done; document.head.append(script);
        })"""
    )
    parse = timed("window.all = JSON.parse(window.text)")
    context.close()
    return {
        "parse_ms": parse, "ready_ms": ready, "opened_ms": opened, "sort_ms": sort,
        "filter_ms": filtered, "search_ms": search,
    }  # fmt: skip
