"""What a page asks for and says while it is open."""

import asyncio
import re
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from playwright.async_api import ConsoleMessage, Dialog, Download, Page, Request, Response
from playwright.async_api import Error as PlaywrightError

from crawler.records import ConsoleEntry, FailedRequest, Interruption, LoadedFile
from crawler.render.policy import FILE_SERVERS

MOST_ENTRIES = 30
"""Console entries and failed requests kept for each page."""
MOST_INTERRUPTIONS = 10
MOST_WEIGHTS = 50_000
"""Addresses whose size is remembered in one night. Our own limit: about 10 MB of memory."""
WEIGH_S = 3.0
"""How long the browser may take to say the sizes of one page's files."""

_KINDS = {"document", "stylesheet", "script", "image", "font", "xhr", "fetch", "media"}
_HOLDING = {"document", "stylesheet", "script", "image", "font"}
"""What keeps a page from being ready; other requests may stay open on purpose."""


@dataclass
class Weights:
    """Sizes of files by address, of a whole night: the browser loads many of them only once."""

    known: dict[str, int] = field(default_factory=dict)

    def learn(self, url: str, size: int) -> int:
        """The size of a file; 0 means that it came out of the browser's memory."""
        if size:
            if len(self.known) < MOST_WEIGHTS:
                self.known[url] = size
            return size
        return self.known.get(url, 0)


@dataclass  # no slots: Playwright marks the object whose methods listen
class Events:
    """What the page said while it was open."""

    host: str
    weights: Weights = field(default_factory=Weights)
    console: list[ConsoleEntry] = field(default_factory=list)
    failed: list[FailedRequest] = field(default_factory=list)
    hosts: set[str] = field(default_factory=set)
    requests: int = 0
    secure: bool = False
    _open: dict[Request, None] = field(default_factory=dict)
    _weighing: list["asyncio.Task[LoadedFile]"] = field(default_factory=list)
    _insecure: dict[str, LoadedFile] = field(default_factory=dict)
    _interruptions: list[Interruption] = field(default_factory=list)

    def listen(self, page: Page) -> None:
        """Connect to the page's events."""
        page.on("console", self._console)
        page.on("pageerror", lambda error: self._add_error("uncaught", str(error), ""))
        page.on("request", self._request)
        page.on("requestfinished", self._finished)
        page.on("requestfailed", self._failed)
        page.on("response", self._response)
        page.on("dialog", self._dialog)
        page.on("popup", self._popup)
        page.on("download", self._download)

    def facts(self) -> dict[str, Any]:
        """Fields of RenderFacts."""
        return {
            "console": tuple(self.console),
            "failed_requests": tuple(self.failed),
            "third_parties": tuple(sorted(self.hosts))[:50],
            "requests": self.requests,
            "stylesheets_failed": any(item.kind == "stylesheet" for item in self.failed),
        }

    def pending(self) -> tuple[LoadedFile, ...]:
        """What has not arrived yet and keeps the page from being ready."""
        files = [self._file(request) for request in self._open]
        return tuple(file for file in files if file.kind in _HOLDING)[:MOST_ENTRIES]

    async def traffic(self, pending: tuple[LoadedFile, ...], *, printed: bool) -> dict[str, Any]:
        """TrafficFacts. `printed`: the page asked for the printer."""
        files: list[LoadedFile] = []
        if self._weighing:
            await asyncio.wait(self._weighing, timeout=WEIGH_S)
        for task in self._weighing:
            if not task.done():
                task.cancel()
            else:
                files.append(task.result())
        by_kind: dict[str, int] = {}
        for file in files:
            by_kind[file.kind] = by_kind.get(file.kind, 0) + file.size_bytes
        asked = [Interruption(kind="print")] if printed else []
        return {
            "weight_bytes": sum(by_kind.values()),
            "foreign_bytes": sum(file.size_bytes for file in files if not file.own),
            "by_kind": by_kind,
            "heaviest": tuple(sorted(files, key=lambda file: -file.size_bytes)[:5]),
            "files": len(self._weighing),
            "unweighed": len(self._weighing) - sum(1 for file in files if file.size_bytes),
            "pending": pending,
            "insecure": tuple(self._insecure.values())[:MOST_ENTRIES],
            "interruptions": (*self._interruptions, *asked)[:MOST_INTERRUPTIONS],
        }

    def _console(self, message: ConsoleMessage) -> None:
        # Failed requests are reported as such; the console repeats them without the reason.
        if message.type == "error" and not message.text.startswith("Failed to load resource"):
            place = message.location
            if not place.get("url") and "Content Security Policy" in message.text:
                return  # a style of ours that the page's policy refused
            line = place.get("lineNumber", 0) + 1
            self._add_error("error", message.text, f"{_bare(place.get('url', ''))}:{line}")

    def _add_error(self, kind: str, text: str, source: str) -> None:
        if len(self.console) < MOST_ENTRIES:
            entry = ConsoleEntry(
                kind=kind, text=text.splitlines()[0][:300] if text else "", source=source
            )
            self.console.append(entry)

    def _request(self, request: Request) -> None:
        self.requests += 1
        parts = urlsplit(request.url)
        if parts.netloc and parts.netloc != self.host:
            self.hosts.add(parts.netloc)
        if parts.scheme not in ("http", "https"):
            return
        self._open[request] = None
        if self.secure and parts.scheme == "http" and not _leads_on(request):
            self._insecure.setdefault(_bare(request.url), self._file(request))

    def _finished(self, request: Request) -> None:
        self._open.pop(request, None)
        if urlsplit(request.url).scheme in ("http", "https"):
            self._weighing.append(asyncio.ensure_future(self._weighed(request)))

    async def _weighed(self, request: Request) -> LoadedFile:
        try:
            sizes = await request.sizes()
        except PlaywrightError:  # it went away with its page
            return self._file(request)
        body = sizes["responseBodySize"]
        size = body + sizes["responseHeadersSize"] if body > 0 else 0
        return self._file(request, self.weights.learn(request.url, size))

    def _file(self, request: Request, size: int = 0) -> LoadedFile:
        kind = request.resource_type
        return LoadedFile(
            url=_bare(request.url)[:300],
            kind=kind if kind in _KINDS else "other",
            size_bytes=size,
            own=_own(urlsplit(request.url).hostname or "", self.host),
        )

    def _failed(self, request: Request) -> None:
        self._open.pop(request, None)
        error = request.failure or ""
        if error in ("net::ERR_ABORTED",):
            return  # the page itself gave it up: a navigation, or a video that is not needed
        self._add_failed(request, None, error)

    def _response(self, response: Response) -> None:
        if response.status >= 400:
            self._add_failed(response.request, response.status, "")

    def _add_failed(self, request: Request, status: int | None, error: str) -> None:
        kind = request.resource_type
        if len(self.failed) >= MOST_ENTRIES or urlsplit(request.url).path == "/favicon.ico":
            return
        self.failed.append(
            FailedRequest(
                url=request.url[:500],
                kind=kind if kind in _KINDS else "other",
                status=status,
                error=error,
                first_party=urlsplit(request.url).netloc == self.host,
                blocked="inspector" in error or "BLOCKED_BY_CLIENT" in error,
            )
        )

    async def _dialog(self, dialog: Dialog) -> None:
        self._interrupt(dialog.type, dialog.message)
        try:
            # Leaving is allowed, everything else refused: nothing happens in the shopper's name.
            if dialog.type == "beforeunload":
                await dialog.accept()
            else:
                await dialog.dismiss()
        except PlaywrightError:
            return  # it went away with its page

    def _popup(self, page: Page) -> None:
        self._interrupt("popup", _bare(page.url))

    def _download(self, download: Download) -> None:
        self._interrupt("download", _bare(download.url))

    def _interrupt(self, kind: str, text: str) -> None:
        if len(self._interruptions) < MOST_INTERRUPTIONS:
            self._interruptions.append(Interruption(kind=kind, text=" ".join(text.split())[:200]))


def _leads_on(request: Request) -> bool:
    """Whether the whole page is asked for: that is a matter of redirects."""
    return request.is_navigation_request() and request.frame.parent_frame is None


def _own(host: str, shop: str) -> bool:
    """Whether a file is the shop's: from its host, one below it, or its shop system's servers."""
    base = shop.partition(":")[0].removeprefix("www.")
    return any(host == name or host.endswith(f".{name}") for name in (base, *FILE_SERVERS))


def _bare(url: str) -> str:
    """A URL without its query string, which may hold what is nobody's business."""
    return re.sub(r"[?#].*", "", url)[:300]
