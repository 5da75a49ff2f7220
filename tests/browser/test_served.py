"""The report on a web server: at the root of a host and below a folder, as GitHub Pages has it."""

import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Response, expect

from tests.browser.kinds import first_page, first_product, kinds
from tests.browser.test_site import column, ready
from tests.reports.conftest import BuiltSite

pytestmark = pytest.mark.browser


class Quiet(SimpleHTTPRequestHandler):
    """Says nothing to the terminal."""

    def log_message(self, *_said: object) -> None:
        """Say nothing."""


@pytest.fixture
def host(report: BuiltSite, tmp_path: Path) -> Iterator[str]:
    """The report at / of a server, and once more below /repo/."""
    for entry in report.site.iterdir():
        (tmp_path / entry.name).symlink_to(entry)
    (tmp_path / "repo").symlink_to(report.site)
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=tmp_path)) as server:
        server.daemon_threads = True
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
        thread.join()


def visitor(browser: Browser, base: str) -> tuple[Page, list[str]]:
    """A page, and all that goes wrong in it or leads out of `base`."""
    page = browser.new_context(viewport={"width": 1280, "height": 900}).new_page()
    page.set_default_timeout(20_000)
    faults: list[str] = []

    def answered(response: Response) -> None:
        if response.status >= 400:
            faults.append(f"{response.status}: {response.url}")

    page.on("console", lambda message: faults.append(f"console: {message.text}"))
    page.on("pageerror", lambda error: faults.append(f"exception: {error}"))
    page.on("response", answered)
    page.on("request", lambda request: (
        None if request.url.startswith((base, "data:", "blob:", "about:"))
        else faults.append(f"request: {request.url}")
    ))  # fmt: skip
    return page, faults


def test_a_server_gives_every_page_and_nothing_from_elsewhere(
    browser: Browser, report: BuiltSite, host: str
) -> None:
    page, faults = visitor(browser, host)
    for name in ("", "issues/index.html", first_page(report.site), first_product(report.site)):
        page.goto(host + name)
        assert page.locator("h1").is_visible(), name
    page.context.close()

    base = host + "repo/"
    page, wrong = visitor(browser, base)
    for name in kinds(report.site):
        page.goto(base + name)
        assert page.locator("h1").is_visible(), name
    walk(page, base)
    page.context.close()
    assert faults + wrong == []


def walk(page: Page, base: str) -> None:
    """What loads more files: a chart, a table, the search, a page, the evidence of a price."""
    page.goto(base)
    page.get_by_role("button", name="Explore").click()
    expect(page.locator("#trend .canvas.vega-embed svg.marks")).to_be_visible()
    page.get_by_role("navigation", name="Report").get_by_role("link", name="Changes").click()
    ready(page, "changes")
    page.locator("#changes").get_by_role("button", name="Fixed").click()
    assert set(column(page, "changes", "State")) == {"Fixed"}
    page.locator("#changes tbody a[href*='issues/']").first.click()
    page.get_by_role("button", name="Search").click()
    page.get_by_label("Search the report").fill("cedar-kettle-3")
    page.locator(".finder-list a[href*='page.html#u=']").first.click()
    expect(page.locator("h1")).to_contain_text("cedar-kettle-3")
    page.goto(base + "prices/market.html")
    ready(page, "matrix")
    page.locator("#matrix a[data-evidence]").first.click()
    expect(page.get_by_role("dialog")).to_contain_text("Price as shown")
