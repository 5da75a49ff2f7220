"""Pages rendered while the crawl runs, for shops whose HTML says nothing without scripts."""

import asyncio
from collections.abc import Iterable
from contextlib import suppress
from types import TracebackType
from typing import Self
from urllib.parse import urlsplit

from playwright.async_api import Error as PlaywrightError
from playwright.async_api import Page, Playwright, async_playwright

from crawler.addresses import is_private_host
from crawler.config import Config
from crawler.errors import BrowserError
from crawler.render.browser import WITHOUT_PICTURES, choose_browser
from crawler.render.context import CLOSE_TIMEOUT_S, Pace, Seat, live_browsers
from crawler.render.devices import DEVICES
from crawler.render.identity import Identities
from crawler.render.policy import private_patterns
from crawler.render.read import RenderedPage, read_page

TRIES = 2
"""A page whose browser died is tried once more."""


class Discoverer:
    """Renders pages on the running event loop; the browser starts with the first page.

    `allowed_hosts` (host or host:port) may be asked although their addresses are private.
    """

    def __init__(
        self,
        config: Config,
        *,
        user_agent: str,
        allowed_hosts: Iterable[str] = (),
        pages_at_once: int = 2,
    ) -> None:
        """Raises ConfigError when an environment variable of a shop's access is not set."""
        self.pace = Pace(config)
        self.browser = ""
        """Name and version; empty until the first page."""
        self._config = config
        self._identities = Identities(config, user_agent)
        self._allowed = frozenset(allowed_hosts)
        self._device = DEVICES[config.render.devices[0]]
        self._pages_at_once = pages_at_once
        self._playwright: Playwright | None = None
        self._seats: list[Seat] = []
        self._free: asyncio.LifoQueue[Seat] = asyncio.LifoQueue()
        self._starting = asyncio.Lock()
        self._missing: BrowserError | None = None

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self._stop()

    async def render(self, url: str) -> RenderedPage:
        """What a browser shows at `url`. Whatever the page does is told in the result.

        Raises BrowserError, with the way to get one, when no browser starts here.
        """
        if self._is_refused(url):
            return RenderedPage(url, failure="it is a private address, which is not asked")
        await self._start()
        seat = await self._free.get()
        try:
            await self.pace.turn(url)
            return await self._try(seat, url)
        finally:
            self._free.put_nowait(seat)

    def _is_refused(self, url: str) -> bool:
        parts = urlsplit(url)
        host = parts.hostname or ""
        if parts.scheme not in ("http", "https"):
            return True
        return is_private_host(host) and not {host, parts.netloc} & self._allowed

    async def _try(self, seat: Seat, url: str) -> RenderedPage:
        limit_s = self._config.render.page_timeout_s
        identity = self._identities.of_url(url)
        failure = ""
        for _ in range(TRIES):
            try:
                found = await seat.use(
                    self._device, identity, limit_s, lambda page: self._read(page, url)
                )
            except TimeoutError:
                return RenderedPage(url, failure=f"it hung for {limit_s:g} s")
            except (PlaywrightError, OSError) as error:
                failure = f"the browser went away: {str(error).splitlines()[0][:160]}"
                await self._revive()
            else:
                return self._checked(url, found)
        return RenderedPage(url, failure=failure)

    async def _read(self, page: Page, url: str) -> RenderedPage:
        most = int(self._config.crawl.max_page_mb * 1_000_000)
        return await read_page(page, url, blocked=private_patterns(url), most=most)

    def _checked(self, url: str, found: RenderedPage) -> RenderedPage:
        if found.failure or not self._is_refused(found.url):
            return found
        return RenderedPage(url, failure=f"it leads to {found.url[:160]}, which is not asked")

    async def _start(self) -> None:
        async with self._starting:
            if self._missing is not None:
                raise self._missing
            if self._playwright is not None:
                return
            self._playwright = await async_playwright().start()
            try:
                choice = await choose_browser(self._playwright, self._config.render.executable_path)
            except BrowserError as error:
                self._missing = error
                raise
            self.browser = f"{choice.name} {choice.version}"
            browsers = live_browsers(
                self._playwright, choice, self._pages_at_once, WITHOUT_PICTURES
            )
            for browser in browsers:
                seat = Seat(browser)
                self._seats.append(seat)
                self._free.put_nowait(seat)

    async def _revive(self) -> None:
        """Start Playwright's driver again where it died with its browsers."""
        async with self._starting:
            assert self._playwright is not None  # noqa: S101 - a page was tried with it
            try:
                await (await self._playwright.request.new_context()).dispose()
            except PlaywrightError:
                self._playwright = await async_playwright().start()
                for seat in self._seats:
                    seat.live.playwright = self._playwright

    async def _stop(self) -> None:
        for seat in self._seats:
            await seat.leave()
            await seat.live.close()
        self._seats.clear()
        playwright, self._playwright = self._playwright, None
        if playwright is not None:
            with suppress(PlaywrightError, TimeoutError):
                async with asyncio.timeout(CLOSE_TIMEOUT_S):
                    await playwright.stop()
