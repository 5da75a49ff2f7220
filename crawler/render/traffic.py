"""What a page asks for and says while it is open."""

import re
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from playwright.async_api import ConsoleMessage, Page, Request, Response

from crawler.records import ConsoleEntry, FailedRequest

MOST_ENTRIES = 30
"""Console entries and failed requests kept for each page."""

_KINDS = {"document", "stylesheet", "script", "image", "font", "xhr", "fetch", "media"}


@dataclass  # no slots: Playwright marks the object whose methods listen
class Events:
    """What the page said while it was open."""

    host: str
    console: list[ConsoleEntry] = field(default_factory=list)
    failed: list[FailedRequest] = field(default_factory=list)
    hosts: set[str] = field(default_factory=set)
    requests: int = 0

    def listen(self, page: Page) -> None:
        """Connect to the page's events."""
        page.on("console", self._console)
        page.on("pageerror", lambda error: self._add_error("uncaught", str(error), ""))
        page.on("request", self._request)
        page.on("requestfailed", self._failed)
        page.on("response", self._response)

    def facts(self) -> dict[str, Any]:
        """Fields of RenderFacts."""
        return {
            "console": tuple(self.console),
            "failed_requests": tuple(self.failed),
            "third_parties": tuple(sorted(self.hosts))[:50],
            "requests": self.requests,
            "stylesheets_failed": any(item.kind == "stylesheet" for item in self.failed),
        }

    def _console(self, message: ConsoleMessage) -> None:
        # Failed requests are reported as such; the console repeats them without the reason.
        if message.type == "error" and not message.text.startswith("Failed to load resource"):
            place = message.location
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
        host = urlsplit(request.url).netloc
        if host and host != self.host:
            self.hosts.add(host)

    def _failed(self, request: Request) -> None:
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


def _bare(url: str) -> str:
    """A URL without its query string, which may hold what is nobody's business."""
    return re.sub(r"[?#].*", "", url)[:200]
