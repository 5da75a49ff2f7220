"""What scripts write in another language: texts from the catalogue, the readers' numbers."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page

from crawler.config.model import ReportConfig
from reports.build import build_site
from reports.language import formats, speaking
from reports.language.extract import as_text, fresh_catalogue
from reports.language.speech import speech_of
from tests.reports.factory import Sample, build
from tests.reports.tongue import ATTRIBUTES, Piece, build_tongue, forgotten

OTHERS = ("figure", "rail", "canvas", "glimpse")
"""Parts that scripts do not write: drawings, and the navigation."""

# Every text node and named attribute, in the order of the page, and whether it is English.
READ = """([names, others]) => {
  const found = [];
  const walk = (node, english) => {
    if (node.nodeType === 3) { found.push([node.data, english, false]); return; }
    if (node.nodeType !== 1 || node.matches("script, style, code, pre, time")) return;
    const other = others.some((name) => node.classList.contains(name));
    const mine = english || other || node.getAttribute("lang") === "en";
    for (const name of names) {
      const text = node.getAttribute(name);
      if (text) found.push([text, mine, true]);
    }
    node.childNodes.forEach((child) => walk(child, mine));
  };
  walk(document.body, false);
  return found;
}"""

Tongue = tuple[Path, frozenset[str]]


@pytest.fixture(scope="module")
def tongue(tmp_path_factory: pytest.TempPathFactory) -> Tongue:
    """A report in the made-up language, with enough rows to page through."""
    return build_tongue(tmp_path_factory.mktemp("tongue"), Sample(pages=120))


def left(page: Page, data: frozenset[str]) -> list[str]:
    """Texts on the page that no catalogue gave."""
    read = page.evaluate(READ, [list(ATTRIBUTES), list(OTHERS)])
    return forgotten((Piece(*one) for one in read), data)


def some(site: Path, kind: str, holds: str) -> str:
    """Hash of a page or product whose facts hold a text."""
    for file in sorted((site / "data" / kind).glob("*.js")):
        for name, line in re.findall(r'^.*?"([0-9a-f]{16})":(.*)$', file.read_text("utf-8"), re.M):
            if holds in line:
                return str(name)
    raise AssertionError(f"no {kind} holds {holds}")


@pytest.mark.parametrize("holds", ['"shot":{', '"price":{', '"ended":[{'])
def test_everything_about_one_page_comes_out_of_the_catalogue(
    tongue: Tongue, page: Page, holds: str
) -> None:
    site, data = tongue
    page.goto(f"file://{site}/page.html#u={some(site, 'url', holds)}")
    page.locator("#facts").wait_for()
    assert left(page, data) == []
    page.goto(f"file://{site}/page.html#u=0123456789abcdef")
    page.locator("p.empty").wait_for()
    assert left(page, data) == []


def test_everything_about_one_product_comes_out_of_the_catalogue(
    tongue: Tongue, page: Page
) -> None:
    site, data = tongue
    product = some(site, "product", '"offers":[{')
    page.goto(f"file://{site}/product.html#p={product}")
    page.locator("#shops").wait_for()
    assert left(page, data) == []
    page.locator("#product-page a[data-evidence]").first.click()
    page.locator("dialog").wait_for()
    assert left(page, data) == []


@pytest.mark.parametrize("name", ["pages", "changes", "prices/market"])
def test_what_a_table_says_when_it_is_used_comes_out_of_the_catalogue(
    tongue: Tongue, page: Page, name: str
) -> None:
    site, data = tongue
    page.goto(f"file://{site}/{name}.html")
    box = page.locator(".sw-table").first
    box.locator("button.sort").first.click()
    assert left(page, data) == []
    box.locator("input[type=search]").fill("no row has this")
    box.get_by_text("⟦None of").wait_for()
    assert left(page, data) == []


def test_messages_stay_english_for_screen_readers_after_sorting(tongue: Tongue, page: Page) -> None:
    page.goto(f"file://{tongue[0]}/changes.html")
    box = page.locator("#changes .sw-table")
    box.locator("button.sort").first.click()
    cells = box.locator("td[data-label='⟦What was found⟧']")
    assert cells.count() > 1
    assert {cell.get_attribute("lang") for cell in cells.all()} == {"en"}


def test_three_plural_forms_and_the_readers_numbers_reach_the_browser(
    tmp_path: Path, page: Page
) -> None:
    catalogue = fresh_catalogue("pl", ())
    message = catalogue.get("{n} marked place")
    assert message is not None
    message.string = ("{n} miejsce", "{n} miejsca", "{n} miejsc")
    path = tmp_path / "pl.po"
    path.write_text(as_text(catalogue), encoding="utf-8")
    made = build(tmp_path, Sample(nights=2, pages=6, watched=2))
    report = ReportConfig(language="pl", catalogue=path)
    config = made.config.model_copy(update={"report": report})
    build_site(made.run, made.history, config, tmp_path / "site", progress=lambda _: None)
    page.goto(f"file://{tmp_path}/site/links.html")
    said = page.evaluate(
        "[0, 1, 3, 5, 22].map((n) => SW.n('{n} marked place', '{n} marked places', n, { n }))"
    )
    assert said == ["0 miejsc", "1 miejsce", "3 miejsca", "5 miejsc", "22 miejsca"]
    values = ["1204", "1234567.5", "0.124"]
    shown = page.evaluate(
        "(texts) => texts.map((text) => [SW.number(text), SW.money(text, 'EUR')])", values
    )
    with speaking(speech_of("pl")):
        assert shown == [[formats.number(one), formats.money(one, "EUR")] for one in values]


def test_how_a_pair_was_matched_stays_english_for_screen_readers(
    tongue: Tongue, page: Page
) -> None:
    product = some(tongue[0], "product", "name GTIN")
    page.goto(f"file://{tongue[0]}/product.html#p={product}")
    page.locator("#product-page a[data-evidence]").last.click()
    reason = page.locator("dialog dd", has_text="name GTIN")
    assert reason.first.get_attribute("lang") == "en"
