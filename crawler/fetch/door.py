"""The door of one host: every request goes through it, at the host's pace, with what opens it."""

import base64
from collections.abc import Awaitable, Callable, Mapping
from datetime import UTC, datetime
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.http import Response

from crawler.addresses import is_private_host
from crawler.config.access import Opened
from crawler.fetch import answer
from crawler.fetch.limits import allowed_rate, asked_wait_s, is_spent
from crawler.fetch.pace import Pace, Turn
from crawler.fetch.scope import twins

Download = Callable[[Request], Awaitable[Response]]

LONGEST_PAUSE_S = 120.0
"""Retry-After is kept up to this; a host that wants more is left alone for the night."""
GUEST_RATE = 1.0
GUEST_CONCURRENCY = 2
"""For hosts that only our link check visits."""
_ILL_FAILURES = frozenset({"timeout", "reset", "refused", "other"})


class ClosedError(Exception):
    """The host is left alone for the night; whoever waited for a turn does not get it."""


class Door:
    """Asks one host. Everything that it says about its limits is heeded."""

    def __init__(
        self,
        download: Download,
        pace: Pace,
        host: str,
        *,
        opened: Opened | None = None,
        accept_language: str = "",
        spent: Callable[[], float] = lambda: 0.0,
    ) -> None:
        """`host` is also the name of the queue in Scrapy's downloader.

        `spent` counts the seconds that we kept the event loop busy ourselves: an answer that waited
        for us says nothing about the host.
        """
        self._spent = spent
        self.download = download
        self.pace = pace
        self.host = host
        self.local = is_private_host(urlsplit(f"//{host}").hostname or "")
        self.accept_language = accept_language
        self.closed = ""
        """Why the host is left alone for the night."""
        self._proxy = opened.proxy if opened else ""
        self._hosts = twins(host)
        self._language = _headers(None, accept_language)
        self._headers = _headers(opened, accept_language)

    async def ask(
        self,
        url: str,
        *,
        method: str = "GET",
        headers: Mapping[str, str] | None = None,
        alone: bool = False,
    ) -> Response:
        """One polite request. Raises what the downloader raises, and ClosedError."""
        meta: dict[str, object] = {"download_slot": self.host}
        # A robots.txt may name a sitemap on another host, which must not see what opens this one.
        own = urlsplit(url).netloc in self._hosts
        if self._proxy and own:
            meta["proxy"] = self._proxy
        sent = {**(self._headers if own else self._language), **(headers or {})}
        if method == "HEAD":
            # Some servers send the body all the same: what follows it on the line is then garbage.
            sent["Connection"] = "close"
        request = Request(url, method=method, headers=sent, meta=meta, dont_filter=True)
        async with self.pace.turn(alone=alone) as turn:
            if self.closed:
                raise ClosedError(self.closed)
            spent = self._spent()
            try:
                response = await self.download(request)
            except Exception as error:
                if method != "HEAD" and answer.failure_of(error) in _ILL_FAILURES:
                    self.pace.ill(turn)
                raise
            latency_s = request.meta.get("download_latency") or 0.0
            self._heed(turn, response, max(0.0, latency_s - (self._spent() - spent)))
        return response

    def _heed(self, turn: Turn, response: Response, latency_s: float) -> None:
        refused = response.status in (429, 503)
        if refused or response.status >= 500:
            self.pace.ill(turn, refused=refused)
        else:
            self.pace.well(turn, latency_s)
        said = {
            name.decode("latin-1").lower(): values[-1].decode("latin-1")
            for name, values in response.headers.items()
            if name.lower() in _LIMIT_HEADERS and values
        }
        if not said:
            return
        rate = allowed_rate(said)
        if rate is not None:
            self.pace.at_most(rate)
        wait = asked_wait_s(said, datetime.now(UTC))
        if wait is None or not (refused or is_spent(said)):
            return
        if refused and wait > LONGEST_PAUSE_S:
            self.closed = f"it asks us to wait {wait:.0f} s"
            return
        self.pace.pause(min(wait, LONGEST_PAUSE_S))


class Guests:
    """Doors of the hosts that pages link to: a request a second, two at once."""

    def __init__(self, download: Download, accept_language: str) -> None:
        self._download = download
        self._accept_language = accept_language
        self._doors: dict[str, Door] = {}

    def door(self, url: str) -> Door:
        """The door of the URL's host."""
        host = urlsplit(url).netloc
        if host not in self._doors:
            local = is_private_host(urlsplit(url).hostname or "")
            pace = Pace(50.0 if local else GUEST_RATE, GUEST_CONCURRENCY)
            self._doors[host] = Door(
                self._download, pace, host, accept_language=self._accept_language
            )
        return self._doors[host]


_LIMIT_HEADERS = frozenset(
    {
        b"retry-after", b"ratelimit", b"ratelimit-policy", b"ratelimit-remaining",
        b"ratelimit-reset", b"x-ratelimit-remaining", b"x-ratelimit-reset",
    }
)  # fmt: skip


def _headers(opened: Opened | None, accept_language: str) -> dict[str, str]:
    headers = {"Accept-Language": accept_language} if accept_language else {}
    if opened is None:
        return headers
    headers |= opened.headers
    if opened.cookies:
        headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in opened.cookies.items())
    if opened.login:
        token = base64.b64encode(opened.login.encode()).decode()
        headers["Authorization"] = f"Basic {token}"
    return headers
