"""What a reader has before any script ran, and without scripts at all; and on paper."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.kinds import kinds, link
from tests.browser.test_site import address
from tests.reports.conftest import BuiltSite

pytestmark = pytest.mark.browser

DARK = "rgb(20, 23, 26)"
"""--paper of the dark theme in tokens.css."""

FRAMES = """
localStorage.setItem("storewalk-theme", "dark");
window.frames_ = [];
const see = () => {
  if (document.body) frames_.push(getComputedStyle(document.body).backgroundColor);
  if (document.readyState !== "complete") requestAnimationFrame(see);
};
requestAnimationFrame(see);
document.addEventListener("DOMContentLoaded", () =>
  frames_.push(getComputedStyle(document.body).backgroundColor));
"""
"""Notes the colour of the page at every frame until it has loaded."""

DEAD = """
() => {
  const all = (names) => [...document.querySelectorAll(names)];
  const seen = (names) => all(names).filter((node) => node.checkVisibility());
  const faults = seen("button, input, select").map((node) => "dead: " + node.outerHTML);
  if (!seen("h1").length) faults.push("no heading");
  for (const box of all(".sw-table[data-table]")) {
    const rows = Math.min(box.dataset.shown, box.dataset.total);
    if (box.querySelectorAll("tbody tr").length !== rows) faults.push("rows: " + box.dataset.table);
    if (getComputedStyle(box).paddingTop !== "0px") faults.push("a gap: " + box.dataset.table);
  }
  for (const figure of all("figure.figure"))
    if (!figure.querySelector("table.plain")) faults.push("no data: " + figure.id);
  return faults;
}
"""
"""What is wrong with a page without scripts: buttons, rows that are missing, bare charts."""

SIDEWAYS = """
[...document.querySelectorAll(".sw-table, .figure, .canvas, .card, .tile, table")]
  .filter((box) => box.checkVisibility() && box.scrollWidth > box.clientWidth + 1
    && getComputedStyle(box).display !== "table")
  .map((box) => box.className + " " + box.scrollWidth + " in " + box.clientWidth)
"""


def test_a_dark_choice_is_dark_from_the_first_frame(page: Page, report: BuiltSite) -> None:
    page.add_init_script(FRAMES)
    for name in ("index.html", "issues/index.html"):
        page.goto(address(report, name))
        assert set(page.evaluate("frames_")) == {DARK}


def test_without_scripts_every_page_has_its_words_and_no_dead_button(
    browser: Browser, report: BuiltSite
) -> None:
    context = browser.new_context(
        java_script_enabled=False, viewport={"width": 1280, "height": 900}
    )
    page = context.new_page()
    for name in kinds(report.site):
        page.goto(link(report.site, name))
        assert page.evaluate(DEAD) == [], name
    page.goto(address(report, "prices/market.html"))
    expect(page.locator("#matrix")).to_contain_text("Blocked")
    expect(page.locator("#matrix")).to_contain_text("No pair")
    page.goto(address(report, "mobile.html"))
    expect(page.locator(".shot rect").first).to_be_attached()
    page.goto(address(report, "index.html"))
    page.get_by_text("Data table").first.click()
    expect(page.locator("figure table.plain").first).to_be_visible()
    context.close()


@pytest.mark.slow
def test_paper_has_no_rail_and_no_table_that_is_cut(
    browser: Browser, report: BuiltSite, tmp_path: Path
) -> None:
    # 210 mm less two margins of 14 mm, at 96 pixels to the inch.
    context = browser.new_context(viewport={"width": 688, "height": 1000}, reduced_motion="reduce")
    page = context.new_page()
    cut = {}
    for name in kinds(report.site):
        page.emulate_media(media="screen")
        page.goto("about:blank")
        page.goto(link(report.site, name))
        page.emulate_media(media="print")
        assert not page.locator(".rail").is_visible(), name
        assert page.locator(".tools:visible, .pager:visible, .button:visible").count() == 0, name
        if found := page.evaluate(SIDEWAYS):
            cut[name] = found
        pdf = page.pdf(prefer_css_page_size=True)
        assert pdf.startswith(b"%PDF"), name
        (tmp_path / f"{name.replace('/', '-').partition('#')[0]}.pdf").write_bytes(pdf)
    context.close()
    assert cut == {}
