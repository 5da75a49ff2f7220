"""The report in Firefox, opened from the disk, which is stricter there than in Chromium."""

import asyncio
import shutil
from pathlib import Path

import pytest

from tests.browser.firefox import Firefox, running
from tests.browser.kinds import first_page, first_product, kinds, link
from tests.reports.conftest import BuiltSite

pytestmark = [pytest.mark.browser, pytest.mark.slow]

PROGRAM = next((found for name in ("firefox-esr", "firefox") if (found := shutil.which(name))), "")

READY = """
[...document.querySelectorAll('.sw-table[data-table]')]
  .find((box) => !('ready' in box.dataset))?.scrollIntoView() ?? true"""
"""Brings the first table into view that has not loaded; true when there is none."""


async def opens(firefox: Firefox, report: BuiltSite, name: str) -> None:
    await firefox.open(link(report.site, name))
    await firefox.until(f"({READY}) === true")
    assert await firefox.run("document.querySelector('h1').getBoundingClientRect().height > 0")
    assert await firefox.run("document.documentElement.scrollWidth <= innerWidth"), name


async def every_page(firefox: Firefox, report: BuiltSite) -> None:
    for name in kinds(report.site):
        await opens(firefox, report, name)
        assert firefox.faults == [], name


async def filters(firefox: Firefox, report: BuiltSite) -> None:
    await opens(firefox, report, "changes.html")
    await firefox.run("document.querySelector('#changes .chip').click()")
    assert await firefox.run("""
        document.querySelector('#changes .chip').getAttribute('aria-pressed') === 'true'
        && new Set([...document.querySelectorAll('#changes td[data-label=State]')]
             .map((cell) => cell.textContent)).size === 1""")


async def finds_an_address(firefox: Firefox, report: BuiltSite) -> None:
    await opens(firefox, report, "prices/market.html")
    await firefox.run("document.querySelector('[data-search]').click()")
    await firefox.run("""{
        const field = document.querySelector('.finder input');
        field.value = 'cedar-kettle-3';
        field.dispatchEvent(new Event('input', {bubbles: true}));
    }""")
    await firefox.until("document.querySelector(\".finder-list a[href*='page.html#u=']\")")


async def draws_a_chart(firefox: Firefox, report: BuiltSite) -> None:
    await opens(firefox, report, "index.html")
    await firefox.run("document.querySelector('[data-explore]').click()")
    await firefox.until("document.querySelector('.canvas.vega-embed svg.marks')")


async def fills_the_pages_of_one(firefox: Firefox, report: BuiltSite) -> None:
    await opens(firefox, report, first_page(report.site))
    await firefox.until("document.querySelector('#url-page section')")
    await opens(firefox, report, first_product(report.site))
    await firefox.until("document.querySelector('#product-page section')")


async def the_disk_is_closed(firefox: Firefox, report: BuiltSite) -> None:
    """Or this test would say nothing about the Firefox that readers have."""
    await firefox.open((report.site / "index.html").as_uri())
    assert await firefox.run("fetch('feed.xml').then(() => 'read', () => 'refused')") == "refused"


async def walk(report: BuiltSite, profile: Path) -> None:
    async with running(PROGRAM, profile) as firefox:
        for step in (
            every_page, filters, finds_an_address, draws_a_chart, fills_the_pages_of_one,
        ):  # fmt: skip
            await step(firefox, report)
            assert firefox.faults == [], step.__name__
        await the_disk_is_closed(firefox, report)


@pytest.mark.skipif(not PROGRAM, reason="No Firefox was found on the PATH.")
def test_firefox_opens_the_whole_report_from_the_disk(report: BuiltSite, tmp_path: Path) -> None:
    asyncio.run(walk(report, tmp_path))
