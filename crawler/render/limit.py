"""A page that is too large is stopped before it fills the memory."""

import asyncio
from collections.abc import Awaitable
from typing import Any, TypeVar

from playwright.async_api import CDPSession, Page
from playwright.async_api import Error as PlaywrightError

T = TypeVar("T")

MAX_MB = 30.0
"""Of what a page loads, uncompressed; files of frames from other companies are not counted. Our own
limit: a page of 30 MB of HTML takes about 1 GB of the browser's memory."""


class Limit:
    """Counts what arrives, and stops the page at the limit."""

    def __init__(self, page: Page, cdp: CDPSession, max_mb: float) -> None:
        self.page = page
        self.cdp = cdp
        self.max_mb = max_mb
        self.reached = ""
        """Why the page was stopped; empty while it was not."""
        self._bytes = 0
        self._reached = asyncio.Event()
        self._stopping: asyncio.Task[None] | None = None

    async def watch(self) -> None:
        """Begin to count."""
        await self.cdp.send("Network.enable")
        self.cdp.on("Network.dataReceived", self._received)

    async def first(self, opening: Awaitable[T]) -> T | None:
        """What comes of opening the page; None when the limit came first.

        A page that was stopped half-way never opens for those who wait for it.
        """
        task = asyncio.ensure_future(opening)
        stop = asyncio.ensure_future(self._reached.wait())
        try:
            await asyncio.wait({task, stop}, return_when=asyncio.FIRST_COMPLETED)
            return await task if task.done() else None
        finally:
            stop.cancel()
            if not task.done():
                task.cancel()
                await asyncio.gather(task, return_exceptions=True)

    def _received(self, event: dict[str, Any]) -> None:
        self._bytes += event["dataLength"]
        idle = self._stopping is None or self._stopping.done()
        if idle and self._bytes > self.max_mb * 1_000_000:
            self.reached = f"it was stopped at {self.max_mb:g} MB (render.max_page_mb)"
            self._reached.set()
            self._stopping = asyncio.ensure_future(self._stop())

    async def _stop(self) -> None:
        """Stop it; what its scripts ask for afterwards arrives, is counted, and stopped as well."""
        try:
            await self.cdp.send("Page.stopLoading")
        except PlaywrightError:
            return  # it went away
