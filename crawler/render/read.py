"""One page read for its facts: open, settle, scroll, take the HTML. Nothing is clicked."""

import asyncio
from contextlib import suppress
from dataclasses import dataclass

from playwright.async_api import Error as PlaywrightError
from playwright.async_api import Page, Request, Response
from playwright.async_api import TimeoutError as PlaywrightTimeout

from crawler.render.policy import TRACKING
from crawler.render.world import HOP_TIMEOUT_MS, MOST_HOPS, World, moved_on, prepare

SCRIPT = "read.js"
QUIET_MS = 300
"""Shorter than in look.py: what is still being fetched is waited for by name here."""
SETTLE_CAP_MS = 6000
"""As in look.py: network idle never comes on a page that polls (mobile.md 3.3)."""
OPEN_TIMEOUT_MS = 20_000
MOST_SWEEPS = 5
"""Scrolls to the end while the page grows: a bound for feeds without one."""
SCREENS_PER_SWEEP = 12
SKIPPED = ("*.mp3*", "*.mp4*", "*.webm*", "*.m3u8*", "*.otf*", "*.ttf*", "*.woff*")
"""Sound, films and letters bring no facts; pictures are switched off for the whole browser.

Measured on 2026-11-24 with 16 pictures a page, half of them without an extension: 18 requests a
page with nothing blocked, 10 with pictures blocked by extension, 2 like this. `page.route()` did
without pictures too, but asked for every script anew on every page, a quarter slower.
"""

_FACT_BRINGERS = {"script", "xhr", "fetch"}


@dataclass(frozen=True, slots=True)
class RenderedPage:
    """What a browser made of one URL."""

    url: str
    """The address shown in the end, after redirects of the server and of scripts."""
    status: int | None = None
    """Of the last main document. None: no answer."""
    html: bytes = b""
    """The document after it settled, doctype kept. UTF-8, whatever its meta tags say."""
    links: tuple[str, ...] = ()
    """Absolute addresses of every `<a href>` that was there at any moment, in order: lists that
    keep only the visible rows lose the others again."""
    note: str = ""
    """What is wrong with the HTML: "it was still loading after 6 s". Empty when it settled."""
    failure: str = ""
    """Why there is no HTML. Empty when there is."""


async def read_page(page: Page, url: str, *, blocked: tuple[str, ...], most: int) -> RenderedPage:
    """Read one page; `most` is the largest HTML in characters, the rest is cut off.

    Raises PlaywrightError when the tab or the browser went away.
    """
    traffic = _Traffic(page)
    cdp = await page.context.new_cdp_session(page)
    await prepare(cdp, SCRIPT, (*SKIPPED, *TRACKING, *blocked))
    note = ""
    try:
        response = await page.goto(url, wait_until="domcontentloaded", timeout=OPEN_TIMEOUT_MS)
    except PlaywrightTimeout:
        note = f"it did not open within {OPEN_TIMEOUT_MS // 1000} s"
        if page.url in ("about:blank", ""):
            return RenderedPage(url, failure=note)
    except PlaywrightError as error:
        if failure := _refusal(error):
            return RenderedPage(url, failure=failure)
        raise  # not the page's doing: the browser or the tab went away
    else:
        kind = response.headers.get("content-type", "text/html") if response else "text/html"
        if "html" not in kind:
            return RenderedPage(page.url, traffic.status, failure=f"it is {kind}, not a page")
    for hop in range(MOST_HOPS):
        try:
            return await _unfold(page, await World.open(cdp, SCRIPT), traffic, note, most)
        except PlaywrightError as error:
            if not moved_on(error) or hop == MOST_HOPS - 1:
                raise
            with suppress(PlaywrightTimeout):
                await page.wait_for_load_state("domcontentloaded", timeout=HOP_TIMEOUT_MS)
    raise AssertionError("the last hop returns or raises")


async def _unfold(
    page: Page, world: World, traffic: "_Traffic", note: str, most: int
) -> RenderedPage:
    """Let the document settle, scroll while it grows, and take it."""
    if not await _settle(world, traffic) and not note:
        note = f"it was still loading after {SETTLE_CAP_MS // 1000} s"
    for _ in range(MOST_SWEEPS):
        if note or not await world.run(f"storewalkRead.sweep({SCREENS_PER_SWEEP})"):
            break
        if not await _settle(world, traffic):
            note = f"it was still loading {SETTLE_CAP_MS // 1000} s after a scroll"
    else:
        note = f"it was not scrolled to its end, which {MOST_SWEEPS} sweeps did not reach"
    taken = await world.run(f"storewalkRead.html({most})")
    if taken["length"] > most:
        note = f"it is longer than {most} characters and was cut off"
    return RenderedPage(
        url=page.url,
        status=traffic.status,
        html=taken["html"].encode("utf-8", "replace"),
        links=tuple(taken["links"]),
        note=note,
    )


async def _settle(world: World, traffic: "_Traffic") -> bool:
    """Wait until nothing that brings facts is under way; False when that never comes."""
    loop = asyncio.get_running_loop()
    end = loop.time() + SETTLE_CAP_MS / 1000
    while (left := end - loop.time()) > 0:
        if not await world.run(f"storewalkRead.settle({QUIET_MS}, {left * 1000:.0f})"):
            return False
        if not traffic.open:
            return True
        with suppress(TimeoutError):
            async with asyncio.timeout_at(end):
                await traffic.idle.wait()
    return False


class _Traffic:
    """What the page is fetching now, and how its document was answered."""

    def __init__(self, page: Page) -> None:
        self.open: set[Request] = set()
        self.idle = asyncio.Event()
        self.status: int | None = None
        self._page = page
        page.on("request", self._started)
        page.on("requestfinished", self._ended)
        page.on("requestfailed", self._ended)
        page.on("response", self._answered)

    def _started(self, request: Request) -> None:
        if request.is_navigation_request():
            if request.frame == self._page.main_frame:
                self.open.clear()  # what the last document asked for is nobody's concern now
        elif request.resource_type in _FACT_BRINGERS:
            self.open.add(request)
            self.idle.clear()

    def _ended(self, request: Request) -> None:
        self.open.discard(request)
        if not self.open:
            self.idle.set()

    def _answered(self, response: Response) -> None:
        request = response.request
        if request.is_navigation_request() and request.frame == self._page.main_frame:
            self.status = response.status


def _refusal(error: PlaywrightError) -> str:
    """Why a page did not open, in one line; empty when it is not the page's doing."""
    text = str(error).splitlines()[0][:160]
    if "Download is starting" in text:
        return "it is a download, not a page"
    if "ERR_BLOCKED_BY_CLIENT" in text or "inspector" in text:
        return "it leads to a private address"
    return f"it did not open: {text}" if "net::" in text else ""
