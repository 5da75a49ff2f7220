"""Pages of fixtures in a real browser: one server and one browser for all cases of a process."""

import asyncio
import struct
import threading
import zlib
from collections.abc import Awaitable, Callable, Coroutine, Mapping
from functools import cache
from typing import Any, TypeVar
from urllib.parse import urljoin

import pytest
from playwright.async_api import Page, async_playwright

from crawler.errors import BrowserError
from crawler.extract.document import parse
from crawler.extract.page import extract_page, view_of
from crawler.platforms.detect import adapter
from crawler.records import ConsentFacts, HttpFacts, OfferFacts, PageView, RenderFacts
from crawler.render.browser import choose_browser
from crawler.render.consent import Home, look_at_choices
from crawler.render.context import LiveBrowser, Seat
from crawler.render.devices import DEVICES
from crawler.render.identity import Identity
from crawler.render.look import look_at
from crawler.render.policy import TRACKING
from tests.server import Answer, Asked, Route, Shop

T = TypeVar("T")

SHOP = "https://shop.example/"
QUIET_MS = 150
"""The pages are small and local."""
LIMIT_S = 60

HEADER = (
    '<header><a class="menu" role="button" href="#menu" aria-label="Menu">Menu</a>'
    '<a class="search" href="/search" aria-label="Search">Search</a>'
    '<a class="cart" href="/cart" aria-label="Cart">Cart</a></header>'
)
STYLE = (
    "body{margin:0;font:16px/1.5 sans-serif;color:#222;background:#fff}main{padding:16px}"
    "header{display:flex;gap:16px;padding:4px 16px}"
    "header a{min-width:48px;line-height:48px;text-align:center}"
    "button,input,select,textarea{font:inherit;min-height:48px}img{max-width:100%}"
)


def whole(body: str) -> str:
    """A page for phones around what a case says: only the case's own fault is on it."""
    if body.lstrip().lower().startswith(("<!doctype", "<html")):
        return body
    head, mark, rest = body.partition("<!-- body -->\n")
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Blue mug | Shop</title>'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<style>{STYLE}</style>{head if mark else ''}</head><body>{HEADER}"
        f"<main>{rest if mark else body}</main></body></html>"
    )


def picture(width: int, height: int) -> bytes:
    """A PNG of one colour."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        body = kind + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

    rows = (b"\x00" + b"\x5b\x8f\xa8" * width) * height
    size = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    png = chunk(b"IHDR", size) + chunk(b"IDAT", zlib.compress(rows, 1)) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + png


class _Pages(dict[str, Any]):
    """Routes: what a case puts there, and `/picture-400x300.png` of any size."""

    def get(self, path: str, default: Any = None) -> Any:
        if path not in self and path.startswith("/picture-"):
            width, height = path.removeprefix("/picture-").partition(".")[0].split("x")
            self[path] = Answer(picture(int(width), int(height)), type="image/png")
        return super().get(path, default)


class Screens:
    """Shows pages to the real measuring, one after the other."""

    def __init__(self) -> None:
        self._shop = Shop({"/favicon.ico": Answer("", 204)})
        self._shop.routes = _Pages(self._shop.routes)
        self._shop.__enter__()
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()
        self._number = 0
        try:
            self._seat = self._run(self._open())
        except BrowserError:
            self.close()
            raise

    def show(
        self,
        html: str,
        device: str = "phone",
        files: Mapping[str, Answer | Callable[[Asked], Answer]] | None = None,
        **more: Any,
    ) -> RenderFacts:
        """What the device shows of the page; addresses are those of shop.example.

        `more`: what else look_at can be told.
        """
        self._number += 1
        path = f"/shown-{self._number}"
        self._shop.routes |= {path: html, **(files or {})}
        url = f"{self._shop.url.rstrip('/')}{path}"

        def look(page: Page) -> Awaitable[RenderFacts]:
            return look_at(
                page, url, DEVICES[device], album=None, read=lambda text: _read(text, url),
                quiet_ms=QUIET_MS, **more,
            )  # fmt: skip

        identity = Identity("Storewalk/test", "en")
        facts = self._run(self._seat.use(DEVICES[device], identity, LIMIT_S, look))
        text = facts.model_dump_json().replace(self._shop.url, SHOP)
        return RenderFacts.model_validate_json(text.replace(path, "/page"))

    def visit(self, device: str, work: Callable[[Page], Awaitable[T]]) -> T:
        """What `work` finds on an empty page of the device."""
        identity = Identity("Storewalk/test", "en")
        return self._run(self._seat.use(DEVICES[device], identity, LIMIT_S, work))

    def choices(self, html: str, files: Mapping[str, Route] | None = None) -> ConsentFacts:
        """What a choice about cookies changes on this home page."""
        self._shop.routes |= {"/home": html, **(files or {})}
        home = Home(
            "shop", f"{self._shop.url}home", DEVICES["phone"], Identity("Storewalk/test", "en"),
            blocked=TRACKING, limit_s=LIMIT_S, quiet_ms=QUIET_MS, banner_ms=400,
        )  # fmt: skip

        async def turn(url: str) -> None:
            assert url == home.url

        return self._run(look_at_choices(home, self._seat, turn))

    async def _open(self) -> Seat:
        self._playwright = await async_playwright().start()
        choice = await choose_browser(self._playwright, None)
        self._live = LiveBrowser(self._playwright, choice)
        return Seat(self._live)

    def _run(self, work: Coroutine[Any, Any, T]) -> T:
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(LIMIT_S * 2)

    async def _leave(self) -> None:
        await self._seat.leave()
        await self._live.close()
        await self._playwright.stop()

    def close(self) -> None:
        """End browser, server and their threads."""
        if hasattr(self, "_seat"):
            self._run(self._leave())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(10)
        self._loop.close()
        self._shop.__exit__(None, None, None)


@cache
def screens() -> Screens:
    """The browser of this process; skips the test, aloud, where there is none."""
    try:
        return Screens()
    except BrowserError as error:
        pytest.skip(f"no browser: {error}")


def close_screens() -> None:
    """End the browser if one was opened: its threads would keep the process."""
    if screens.cache_info().currsize:
        screens().close()


def _read(html: str, url: str) -> tuple[OfferFacts, PageView]:
    facts = extract_page(
        parse(html.encode("utf-8", "replace"), url),
        platform=adapter("generic"),
        home_url=urljoin(url, "/"),
        http=HttpFacts(status=200, content_type="text/html"),
    )
    return facts.offer, view_of(facts)
