"""A real browser and a built report for it."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Error, Page, Playwright, sync_playwright

from tests.reports.conftest import BuiltSite, build_sample, ordinary
from tests.reports.factory import Sample

__all__ = ["ordinary"]

NAMES = ("chromium", "chromium-browser", "google-chrome", "microsoft-edge")


def browser_path(playwright: Playwright) -> str | None:
    """STOREWALK_BROWSER, else Playwright's own, else one on the PATH."""
    named = os.environ.get("STOREWALK_BROWSER")
    if named:
        return named
    own = playwright.chromium.executable_path
    if own and Path(own).exists():
        return own
    return next((found for name in NAMES if (found := shutil.which(name))), None)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A running Chromium. Skips with a reason where there is none."""
    with sync_playwright() as playwright:
        path = browser_path(playwright)
        if path is None:
            pytest.skip(
                "No browser was found: set STOREWALK_BROWSER to one, or run "
                "`playwright install chromium`."
            )
        try:
            running = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        except Error as error:
            pytest.skip(f"The browser {path} does not start: {error.message.splitlines()[0]}")
        yield running
        running.close()


@pytest.fixture(scope="session")
def report(tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    """A report with enough rows to page through, and with every hostile text."""
    folder = tmp_path_factory.mktemp("report")
    return build_sample(folder, Sample(hostile=True, pages=180))


class Watch:
    """What went wrong in a page: console messages, exceptions, requests that left the disk."""

    def __init__(self, page: Page) -> None:
        self.faults: list[str] = []
        page.on("console", lambda message: self.faults.append(f"console: {message.text}"))
        page.on("pageerror", lambda error: self.faults.append(f"exception: {error}"))
        page.on("dialog", lambda dialog: self.faults.append(f"dialog: {dialog.message}"))
        page.on("request", lambda request: self._request(request.url))

    def _request(self, url: str) -> None:
        if not url.startswith(("file://", "data:", "blob:")):
            self.faults.append(f"request: {url}")


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A fresh desktop page that fails the test when anything in it goes wrong."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, color_scheme="light")
    opened = context.new_page()
    opened.set_default_timeout(10_000)
    watch = Watch(opened)
    yield opened
    context.close()
    assert watch.faults == []
