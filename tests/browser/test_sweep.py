"""Every kind of page, once on a desktop and once on a phone, in both themes."""

import contextlib
import json
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser
from playwright.sync_api import TimeoutError as PlaywrightTimeout

from crawler.config.model import ReportConfig
from reports.group import ShopSource, build_group
from tests.browser.conftest import Watch
from tests.browser.kinds import kinds, link
from tests.reports.conftest import BuiltSite, build_sample
from tests.reports.factory import Sample

pytestmark = pytest.mark.browser

WIDTHS = (1440, 390)
MORNING = "2026-08-22T07:00:00Z"

SHIFT = 0.1
"""The most that a page may move while it loads: "good" of https://web.dev/articles/cls."""

SHIFTS = """
window.shifted = 0;
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) shifted += entry.value;
}).observe({ type: "layout-shift", buffered: true });
"""

TABLES = """
async () => {
  const frame = () => new Promise((done) => requestAnimationFrame(done));
  const settled = async () => { await frame(); await frame(); };
  const until = async (what, true_) => {
    for (let frames = 0; !true_(); frames += 1) {
      if (frames > 1000) throw new Error("never " + what);
      await settled();
    }
  };
  await settled();
  // Pages of one address or product are filled by a script; what they say before is a status.
  const empty = () => location.hash && document.querySelector(".client-page [role=status]");
  await until("filled", () => !empty());
  await settled();
  const shift = shifted;
  for (const box of document.querySelectorAll(".sw-table[data-table]")) {
    box.scrollIntoView();
    await until("ready: " + box.dataset.table, () => "ready" in box.dataset);
  }
  scrollTo(0, 0);
  await settled();
  return shift;
}
"""
"""Loads each table as a reader would reach it; says how much the page moved before that."""

COLOURS = ("color-contrast", "link-in-text-block")
"""The rules of axe that look at colours."""


def axe(*only: str) -> str:
    """What axe does on the page as it is; of what is fine it need not tell.

    It would preload style sheets, which the pages forbid.
    """
    options: dict[str, Any] = {"preload": False, "resultTypes": ["violations"]}
    # WCAG 2.2 is not in axe's own choice yet.
    options["rules"] = {"target-size": {"enabled": True}}
    if only:
        options["runOnly"] = only
    return f"""async () => {{
      const found = await axe.run(document, {json.dumps(options)});
      const told = (node) => node.target + " " + node.failureSummary;
      return found.violations.map((rule) => rule.id + ": " + rule.nodes.map(told).join("; "));
    }}"""


def told(found: dict[str, list[str]]) -> str:
    """All faults in full; pytest would shorten a dictionary."""
    return "\n".join(f"{name}: {fault}" for name, faults in found.items() for fault in faults)


class Sweep:
    """One context that opens page after page and keeps what is wrong with each."""

    def __init__(self, browser: Browser, width: int) -> None:
        narrow = width < 600
        self._context = browser.new_context(
            viewport={"width": width, "height": 844 if narrow else 900},
            is_mobile=narrow,
            has_touch=narrow,
            color_scheme="light",
        )
        # The morning after: the banner of an old report has a test of its own.
        self._context.clock.set_fixed_time(MORNING)
        self._context.add_init_script(SHIFTS)
        self._width = width
        self.page = self._context.new_page()
        self.page.set_default_timeout(20_000)
        self._watch = Watch(self.page)

    def faults(self, address: str) -> list[str]:
        """What is wrong with one page, in words; empty when nothing is."""
        page = self.page
        page.emulate_media(color_scheme="light")
        page.goto("about:blank")
        page.goto(address)
        shift = page.evaluate(TABLES)
        found = [f"moves by {shift:.2f} while it loads"] if shift >= SHIFT else []
        if not page.locator("h1").is_visible():
            found.append("no heading")
        if page.evaluate("document.documentElement.scrollWidth") > self._width:
            found.append("scrolls sideways")
        page.evaluate(AXE_SCRIPT + "; 0")
        found += [f"light: {fault}" for fault in page.evaluate(axe())]
        before = page.evaluate("shifted")
        page.emulate_media(color_scheme="dark")
        dark = page.locator("html[data-theme=dark]")
        with contextlib.suppress(PlaywrightTimeout):  # said below
            dark.wait_for(state="attached")
        # The same elements in the same places: only what is about colours can differ.
        found += [f"dark: {fault}" for fault in page.evaluate(axe(*COLOURS))]
        if not dark.count():
            found.append("stays light")
        if page.evaluate("shifted") != before:
            found.append("moves when the theme changes")
        found += self._watch.faults
        self._watch.faults.clear()
        return found

    def close(self) -> None:
        """End the context."""
        self._context.close()


@pytest.mark.parametrize("width", WIDTHS)
def test_every_kind_of_page_is_sound_in_both_themes(
    browser: Browser, report: BuiltSite, width: int
) -> None:
    sweep = Sweep(browser, width)
    found = {name: sweep.faults(link(report.site, name)) for name in kinds(report.site)}
    sweep.close()
    assert told(found) == ""


def test_a_first_night_and_several_shops_are_sound_too(browser: Browser, tmp_path: Path) -> None:
    first = build_sample(tmp_path / "first", Sample(first_night=True, pages=30))
    shop = ShopSource("Germany", first.made.run, first.made.history, first.made.config)
    missing = ShopSource("Switzerland", None, tmp_path, first.made.config)
    group = tmp_path / "group"
    build_group([shop, missing], ReportConfig(title="Blue Mug"), group, progress=lambda _: None)
    places = (first.site / "index.html", group / "index.html", group / "germany" / "index.html")
    found: dict[str, list[str]] = {}
    for width in WIDTHS:
        sweep = Sweep(browser, width)
        found |= {f"{width}: {place}": sweep.faults(place.as_uri()) for place in places}
        sweep.close()
    assert told(found) == ""
