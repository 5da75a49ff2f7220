"""`make gallery`: every kind of page in both themes and both widths, to be looked at.

Builds the sample reports of the tests (an ordinary night, a first night, a hostile one, a group of
shops, a launch, a night in German), takes a picture of each page as a person sees it, and writes
`gallery/index.html` with all of them side by side.
"""

import argparse
import html
import re
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from crawler.config.model import ReportConfig
from reports.group import ShopSource, build_group
from tests.browser.conftest import browser_path
from tests.browser.kinds import first_page, first_product
from tests.reports.conftest import build_sample
from tests.reports.factory import Sample, build
from tests.reports.test_launch import built, facts

WIDTHS = (1440, 390)
THEMES = ("light", "dark")
TALLEST = 3000
"""Pixels; what comes below is more of the same rows."""


@dataclass(frozen=True, slots=True)
class Sight:
    """One thing to look at."""

    name: str
    site: str
    address: str
    act: Callable[[Page], object] = lambda page: None
    """What is done before the picture is taken."""


def sights(sites: dict[str, Path]) -> Iterator[Sight]:
    """Every page of the ordinary night, and what only other nights or a click show."""
    ordinary = sites["ordinary"]
    checks = sorted(path.name for path in (ordinary / "issues").glob("*.html"))
    shown = {
        "index.html",
        *[name for name in checks if name.startswith(("seo-title-m", "mobile-o"))],
    }
    for path in sorted(ordinary.rglob("*.html")):
        name = path.relative_to(ordinary).as_posix()
        if name in ("page.html", "product.html"):
            continue
        if not name.startswith("issues/") or path.name in shown:
            yield Sight(name, "ordinary", name)
    yield Sight("page.html", "ordinary", first_page(ordinary))
    yield Sight("product.html", "ordinary", first_product(ordinary))
    yield Sight("search", "ordinary", "index.html", _search)
    yield Sight("shortcuts", "ordinary", "index.html", lambda page: page.keyboard.press("?"))
    yield Sight("evidence", "ordinary", "prices/market.html",
                lambda page: page.locator("[data-evidence]").first.click())  # fmt: skip
    yield Sight("filtered", "ordinary", "pages.html#pages.f.worst=error&pages.sort=-error")
    for night in ("first", "hostile", "german"):
        for name in ("index.html", "issues/index.html", "prices.html", "trends.html"):
            if (sites[night] / name).exists():
                yield Sight(f"{night}: {name}", night, name)
    hostile = sites["hostile"]
    for name in ("changes.html", "pages.html", "links.html", "mobile.html", "phone/journeys.html",
                 "prices/market.html", "issues/seo-title-missing.html"):  # fmt: skip
        yield Sight(f"hostile: {name}", "hostile", name)
    yield Sight("hostile: page.html", "hostile", first_page(hostile))
    yield Sight("hostile: product.html", "hostile", first_product(hostile))
    yield Sight("group", "group", "index.html")
    for name in ("index.html", "differences.html", "screens.html", "map.html"):
        yield Sight(f"launch: {name}", "launch", name)


def _search(page: Page) -> None:
    page.keyboard.press("/")
    page.keyboard.type("kettle")
    page.locator(".finder-list a").first.wait_for()


def _sites(home: Path) -> dict[str, Path]:
    samples = {
        "ordinary": Sample(),
        "first": Sample(first_night=True),
        "hostile": Sample(hostile=True),
        "german": Sample(config={"report": ReportConfig(language="de")}),
    }
    sites = {name: build_sample(home / name, sample).site for name, sample in samples.items()}
    shops = []
    for name in ("Germany", "Austria"):
        made = build(home / name, Sample(pages=30))
        shops.append(ShopSource(name, made.run, made.history, made.config))
    shops.append(ShopSource("Switzerland", None, home, shops[0].config))
    build_group(shops, ReportConfig(title="Blue Mug"), home / "group", progress=lambda text: None)
    return sites | {"group": home / "group", "launch": built(home / "launch", facts())}


def _picture(browser: Browser, site: Path, sight: Sight, width: int, theme: str, to: Path) -> None:
    context = browser.new_context(
        viewport={"width": width, "height": 900},
        color_scheme="dark" if theme == "dark" else "light",
    )
    page = context.new_page()
    page.clock.set_fixed_time("2026-08-22T07:00:00Z")
    page.goto(
        (site / sight.address.partition("#")[0]).as_uri() + "#" + sight.address.partition("#")[2]
    )
    for table in page.locator(".sw-table").all():
        table.scroll_into_view_if_needed()
    page.evaluate("scrollTo(0, 0)")
    sight.act(page)
    page.wait_for_load_state("networkidle")
    height = min(int(page.evaluate("document.documentElement.scrollHeight")), TALLEST)
    if page.locator("dialog[open]").count():
        page.screenshot(path=to)
    else:
        page.screenshot(
            path=to, full_page=True, clip={"x": 0, "y": 0, "width": width, "height": height}
        )
    context.close()


def _index(out: Path, taken: list[tuple[str, list[str]]]) -> None:
    blocks = "".join(
        f"<h2>{html.escape(name)}</h2><p>"
        + "".join(
            f'<a href="{file}"><img src="{file}" alt="{file}" loading="lazy"></a>' for file in files
        )
        + "</p>"
        for name, files in taken
    )
    style = (
        "body{font:16px system-ui;margin:2rem;background:#888}"
        "p{display:flex;gap:1rem;align-items:start}img{max-width:100%;max-height:44rem}"
    )
    head = f'<!doctype html><meta charset="utf-8"><title>Gallery</title><style>{style}</style>'
    (out / "index.html").write_text(head + blocks, encoding="utf-8")


def main() -> None:
    """Build, look, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=Path("gallery"))
    parser.add_argument("--only", default="", help="part of the names to look at")
    asked = parser.parse_args()
    asked.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as home, sync_playwright() as playwright:
        sites = _sites(Path(home))
        browser = playwright.chromium.launch(
            executable_path=browser_path(playwright), args=["--no-sandbox"]
        )
        taken = []
        for sight in sights(sites):
            if asked.only not in sight.name:
                continue
            print(sight.name, file=sys.stderr)
            files = []
            for width in WIDTHS:
                for theme in THEMES:
                    file = f"{re.sub('[^a-z0-9]+', '-', sight.name)}-{width}-{theme}.png"
                    _picture(browser, sites[sight.site], sight, width, theme, asked.out / file)
                    files.append(file)
            taken.append((sight.name, files))
        _index(asked.out, taken)
    print(asked.out / "index.html")


if __name__ == "__main__":
    main()
