"""One browser for all tests of this folder, with an event loop that it lives in."""

import asyncio
from collections.abc import Callable, Coroutine, Iterator
from dataclasses import dataclass
from typing import Any, TypeVar

import pytest
from playwright.async_api import Browser, async_playwright

from crawler.errors import BrowserError
from crawler.render.browser import BrowserChoice, choose_browser, launch

T = TypeVar("T")


@dataclass(frozen=True)
class Chromium:
    """A running browser, and the loop in which everything with it happens."""

    browser: Browser
    choice: BrowserChoice
    run: Callable[[Coroutine[Any, Any, Any]], Any]

    def evaluated(self, html: str, script: str, expression: str) -> Any:
        """What an expression says in a page of this HTML after our script ran."""

        async def look() -> Any:
            page = await self.browser.new_page(viewport={"width": 412, "height": 823})
            await page.set_content(html)
            found = await page.evaluate(f"(() => {{ {script}\nreturn {expression}; }})()")
            await page.close()
            return found

        return self.run(look())


@pytest.fixture(scope="module")
def chromium() -> Iterator[Chromium]:
    """Starts once; skips with a reason where there is no browser."""
    with asyncio.Runner() as runner:
        try:
            playwright = runner.run(async_playwright().start())
            choice = runner.run(choose_browser(playwright, None))
        except BrowserError as error:
            pytest.skip(f"no browser: {error}")
        browser = runner.run(launch(playwright, choice))
        yield Chromium(browser, choice, runner.run)
        runner.run(browser.close())
        runner.run(playwright.stop())
