"""Browsers and contexts: opened when first needed, replaced when used up or in trouble."""

import asyncio
import logging
import time
from asyncio import FIRST_COMPLETED
from collections.abc import Awaitable, Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import TypeVar
from urllib.parse import urlsplit

from playwright.async_api import Browser, BrowserContext, Page, Playwright
from playwright.async_api import Error as PlaywrightError

from crawler.addresses import is_private_host
from crawler.config import Config
from crawler.render.browser import BrowserChoice, launch
from crawler.render.devices import Device
from crawler.render.gate import give_cookies, keep_gate
from crawler.render.identity import Identity
from crawler.render.memory import memory_mb

T = TypeVar("T")

log = logging.getLogger(__name__)

PAGES_PER_CONTEXT = 50
"""A context is replaced after so many pages, and after any trouble."""
MOST_CONTEXTS = 4
"""Open in one seat: shops walked at the same time keep their caches, a long list of them does not
fill the memory. Our own limit."""
CLOSE_TIMEOUT_S = 5.0
PAGES_PER_BROWSER = 400
MOST_MB = 1500.0
PAGES_PER_WEIGHING = 10
"""A browser is replaced after so many pages, or when it was found larger than that at one of every
ten. Our own limits: a shell holds 220 MB with a new page each time, 600 MB after 400 pages in one
(mobile.md 3.1), so a browser beyond that is in trouble."""


class LiveBrowser:
    """A browser that starts when it is first asked for, and again when it died or is worn."""

    def __init__(
        self, playwright: Playwright, choice: BrowserChoice, extra: tuple[str, ...] = ()
    ) -> None:
        self.playwright = playwright
        self.choice = choice
        self.extra = extra
        """More arguments of the command line."""
        self.most_pages = PAGES_PER_BROWSER
        self.most_mb = MOST_MB
        self._browser: Browser | None = None
        self._lock = asyncio.Lock()
        self._pages = 0
        """That the running browser has shown."""
        self._users: dict[Browser, int] = {}
        """How many pages of each are open now."""
        self._retired: set[Browser] = set()

    async def get(self) -> Browser:
        """The running browser, for one page; `done` must follow.

        Raises PlaywrightError when it does not start.
        """
        async with self._lock:
            if self._browser is not None and await self._is_worn(self._browser):
                self._retired.add(self._browser)
                self._browser = None
                await self._close_unused()
            if self._browser is None or not self._browser.is_connected():
                self._browser = await launch(self.playwright, self.choice, self.extra)
                self._pages = 0
            self._pages += 1
            self._users[self._browser] = self._users.get(self._browser, 0) + 1
            return self._browser

    async def done(self, browser: Browser) -> None:
        """A page of it is finished; a retired browser goes with its last page."""
        self._users[browser] -= 1
        if not self._users[browser]:
            del self._users[browser]
        await self._close_unused()

    async def _is_worn(self, browser: Browser) -> bool:
        """Whether it has shown enough pages, or has grown too large."""
        if self._pages >= self.most_pages:
            return True
        if self._pages % PAGES_PER_WEIGHING or not browser.is_connected():
            return False
        return await memory_mb(browser) > self.most_mb

    async def _close_unused(self) -> None:
        for browser in [one for one in self._retired if one not in self._users]:
            self._retired.discard(browser)
            await _close_browser(browser)

    async def give_up(self, browser: Browser | None) -> None:
        """Replace a browser that does not answer, unless somebody has done so already."""
        if browser is not None and browser is self._browser:
            self._browser = None
            await _close_browser(browser)

    async def close(self) -> None:
        """Close it; a browser that does not answer is left to the end of Playwright's driver."""
        browsers = {*self._retired, *([self._browser] if self._browser else [])}
        self._browser = None
        self._retired.clear()
        for browser in browsers:
            await _close_browser(browser)


async def _close_browser(browser: Browser) -> None:
    if not browser.is_connected():
        return
    try:
        async with asyncio.timeout(CLOSE_TIMEOUT_S):
            await browser.close()
    except (PlaywrightError, TimeoutError) as error:
        log.debug("browser did not close: %s", error)


def live_browsers(
    playwright: Playwright, choice: BrowserChoice, count: int, extra: tuple[str, ...] = ()
) -> list[LiveBrowser]:
    """A browser for each of `count` pages at once.

    A headless shell serves all of them; a full browser shows only one page at a time (mobile.md
    section 0), so each gets its own.
    """
    if choice.shell:
        return [LiveBrowser(playwright, choice, extra)] * count
    return [LiveBrowser(playwright, choice, extra) for _ in range(count)]


@dataclass(slots=True)
class _Place:
    """An open context and whom it is for."""

    device: Device
    identity: Identity
    context: BrowserContext
    used: int = 0

    def serves(self, browser: Browser, device: Device, identity: Identity) -> bool:
        fits = self.device is device and self.identity == identity
        return fits and self.used < PAGES_PER_CONTEXT and self.context.browser is browser


class Seat:
    """A place for one page at a time, in contexts that last for some pages."""

    def __init__(self, live: LiveBrowser) -> None:
        self.live = live
        self._places: list[_Place] = []
        """The one used last is at the end."""

    async def use(
        self,
        device: Device,
        identity: Identity,
        limit_s: float,
        work: Callable[[Page], Awaitable[T]],
    ) -> T:
        """What `work` makes of an empty page, which is closed afterwards.

        Raises TimeoutError when that takes longer than the limit and PlaywrightError when the
        browser goes away; either way the next page gets a fresh context.
        """
        browser = await self.live.get()
        try:
            return await self._use(browser, device, identity, limit_s, work)
        finally:
            await self.live.done(browser)

    async def _use(
        self,
        browser: Browser,
        device: Device,
        identity: Identity,
        limit_s: float,
        work: Callable[[Page], Awaitable[T]],
    ) -> T:
        gone = asyncio.Event()

        def tell(_: Browser | Page) -> None:
            gone.set()

        # A call that was under way when the browser or the page died may never return.
        browser.on("disconnected", tell)
        task = asyncio.create_task(self._work(browser, device, identity, work, tell))
        death = asyncio.create_task(gone.wait())
        ended = hung = False
        try:
            await asyncio.wait({task, death}, timeout=limit_s, return_when=FIRST_COMPLETED)
            ended, hung = task.done(), not gone.is_set()
        finally:
            death.cancel()
            browser.remove_listener("disconnected", tell)
            if not ended or task.exception() is not None:
                task.cancel()
                await self.leave()
                await asyncio.gather(task, return_exceptions=True)
        if ended:
            return task.result()
        if hung:
            raise TimeoutError
        alive = browser.is_connected()
        raise PlaywrightError("its tab crashed" if alive else "the browser died")

    async def _work(
        self,
        browser: Browser,
        device: Device,
        identity: Identity,
        work: Callable[[Page], Awaitable[T]],
        tell: Callable[[Page], None],
    ) -> T:
        context = await self._context(browser, device, identity)
        page = await context.new_page()
        page.on("popup", _close)
        page.on("crash", tell)
        with _discreet(identity):
            await keep_gate(page, identity)
        result = await work(page)
        try:
            async with asyncio.timeout(CLOSE_TIMEOUT_S):
                await page.close()
        except TimeoutError:  # one that loads itself anew without end may never close
            log.debug("a page did not close; its context is dropped")
            await self.leave()
        return result

    async def _context(
        self, browser: Browser, device: Device, identity: Identity
    ) -> BrowserContext:
        """The context of this device and identity, for one more page."""
        found = next((p for p in self._places if p.serves(browser, device, identity)), None)
        if found is None:
            kept = [p for p in self._places if (p.device, p.identity) != (device, identity)]
            kept = kept[-(MOST_CONTEXTS - 1) :]
            spent = [p for p in self._places if p not in kept]
            self._places = kept
            await self._drop(spent)
            context = await open_context(browser, device, self.live.choice.version, identity)
            found = _Place(device, identity, context)
        self._places = [*(p for p in self._places if p is not found), found]
        found.used += 1
        return found.context

    async def leave(self) -> None:
        """Drop the contexts; a browser that does not let them go is replaced."""
        places, self._places = self._places, []
        await self._drop(places)

    async def _drop(self, places: Iterable[_Place]) -> None:
        for place in places:
            try:
                async with asyncio.timeout(CLOSE_TIMEOUT_S):
                    await place.context.close()
            except (PlaywrightError, TimeoutError) as error:
                log.debug("context did not close: %s", error)
                await self.live.give_up(place.context.browser)


async def open_context(
    browser: Browser, device: Device, chrome: str, identity: Identity
) -> BrowserContext:
    """A fresh context with a fixed identity.

    A context has one proxy for whatever its pages load, so other hosts' files travel through the
    shop's as well.
    """
    proxy = identity.proxy
    with _discreet(identity):
        context = await browser.new_context(
            viewport={"width": device.width, "height": device.height},
            screen={"width": device.width, "height": device.height},
            device_scale_factor=device.scale,
            is_mobile=device.mobile,
            has_touch=device.mobile,
            user_agent=device.user_agent(chrome, identity.user_agent),
            locale=identity.locale,
            timezone_id=identity.time_zone,
            reduced_motion="reduce",
            service_workers="block",
            accept_downloads=False,
            extra_http_headers={"Accept-Language": identity.accept_language},
            proxy={"server": proxy.server} if proxy else None,
        )
        await give_cookies(context, identity)
    return context


@contextmanager
def _discreet(identity: Identity) -> Iterator[None]:
    """Hide what the browser says of a shop's access: it may repeat the cookie it does not like."""
    try:
        yield
    except PlaywrightError:
        if not identity.hosts:
            raise
        text = "it did not take the access of this shop (cookies, headers, proxy), or it died"
        raise PlaywrightError(text) from None


class Pace:
    """Spaces the pages of one host as the configuration says."""

    def __init__(self, config: Config) -> None:
        self.delay_s = 1 / config.crawl.requests_per_second
        self._delays = {shop.host: 1 / config.pace(shop) for shop in config.shops}
        self._slower: dict[str, float] = {}
        self._next_start: dict[str, float] = {}

    def slow_down(self, host: str, seconds: float) -> None:
        """Keep a host's Crawl-delay where it is slower than the configured pace."""
        self._slower[host] = seconds

    async def turn(self, url: str) -> None:
        """Wait until this page may be asked for. Hosts on private addresses need no mercy."""
        host = urlsplit(url).netloc
        if is_private_host(urlsplit(url).hostname or ""):
            return
        now = time.monotonic()
        start = max(now, self._next_start.get(host, 0.0))
        delay_s = self._delays.get(host, self.delay_s)
        self._next_start[host] = start + max(delay_s, self._slower.get(host, 0.0))
        await asyncio.sleep(start - now)


async def _close(page: Page) -> None:
    with suppress(PlaywrightError):
        await page.close()
