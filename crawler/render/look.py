"""One page on one device: open, settle, measure, picture, sweep, second look."""

import asyncio
import base64
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.async_api import CDPSession, ConsoleMessage, Page, Request, Response
from playwright.async_api import Error as PlaywrightError
from playwright.async_api import TimeoutError as PlaywrightTimeout

from crawler.records import (
    ConsoleEntry,
    ElementEvidence,
    FailedRequest,
    OfferFacts,
    PageView,
    RenderFacts,
    RenderState,
    Screenshot,
)
from crawler.render.devices import Device
from crawler.render.world import World, prepare

QUIET_MS = 500
SETTLE_CAP_MS = 6000
"""Both measured in mobile.md 3.3: network idle never comes on a page that polls."""
OPEN_TIMEOUT_MS = 20_000
SHOT_QUALITY = 60
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


async def look_at(
    page: Page,
    url: str,
    device: Device,
    *,
    shot: Path | None,
    read: Callable[[str], tuple[OfferFacts, PageView]],
    blocked: tuple[str, ...] = (),
) -> RenderFacts:
    """Look at one page. A page that does not open gives facts with state FAILED, not an error.

    `shot` is where the picture goes (WebP, CSS pixels). `read` turns the rendered HTML into
    its facts. Raises PlaywrightError when the browser itself went away.
    """
    events = Events(urlsplit(url).netloc)
    events.listen(page)
    cdp = await page.context.new_cdp_session(page)
    await prepare(cdp, "observe.js", blocked)
    base = RenderFacts(
        device=device.name,
        state=RenderState.OK,
        rendered_at=datetime.now(UTC).replace(microsecond=0),
        device_width=device.width,
        device_height=device.height,
    )
    note = ""
    status: int | None = None
    try:
        response = await page.goto(url, wait_until="domcontentloaded", timeout=OPEN_TIMEOUT_MS)
        status = response.status if response else None
    except PlaywrightTimeout:
        note = f"it did not open within {OPEN_TIMEOUT_MS // 1000} s"
    except PlaywrightError as error:
        if "net::" not in str(error) and "Download is starting" not in str(error):
            raise  # not the page's doing: the browser or the tab went away
        text = f"it did not open: {str(error).splitlines()[0][:160]}"
        return base.model_copy(update={"state": RenderState.FAILED, "note": text})
    world = await World.open(cdp, "measure.js")
    settled = await world.run(f"storewalk.settle({QUIET_MS}, {SETTLE_CAP_MS})")
    if not settled and not note:
        note = f"it was still loading after {SETTLE_CAP_MS // 1000} s"
    measured = await world.run(f"storewalk.look({device.width})")
    taken = await picture(cdp, device, shot) if shot else None
    await world.run("storewalk.sweep()")
    after = await world.run("storewalk.after()")
    html = await world.run("document.documentElement.outerHTML")
    facts = base.model_copy(
        update={
            **_typed(measured),
            "broken_images": _evidence(after["broken_images"]),
            "cls": round(after["cls"], 4),
            "state": RenderState.PARTIAL if note else RenderState.OK,
            "note": note,
            "final_url": page.url[:2000],
            "status": status,
            "console": tuple(events.console),
            "failed_requests": tuple(events.failed),
            "third_parties": tuple(sorted(events.hosts))[:50],
            "requests": events.requests,
            "stylesheets_failed": any(item.kind == "stylesheet" for item in events.failed),
            "screenshot": taken,
        }
    )
    offer, view = read(html)
    return facts.model_copy(update={"offer": offer, "view": view})


async def picture(cdp: CDPSession, device: Device, path: Path) -> Screenshot | None:
    """The first screen as WebP, one pixel for a CSS pixel."""
    clip = {"x": 0, "y": 0, "width": device.width, "height": device.height, "scale": 1}
    try:
        async with asyncio.timeout(5):
            shot = await cdp.send(
                "Page.captureScreenshot",
                {
                    "format": "webp",
                    "quality": SHOT_QUALITY,
                    "clip": clip,
                    "captureBeyondViewport": False,
                },
            )
    except TimeoutError:
        return None
    data = base64.b64decode(shot["data"])
    if not data:
        return None
    await asyncio.to_thread(_save, path, data)
    return Screenshot(file=path.name, width=device.width, height=device.height)


def _save(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def _typed(measured: dict[str, Any]) -> dict[str, Any]:
    """The script's JSON with evidence as records and sensible rounding."""
    values = dict(measured)
    for name in ("overflow", "small_targets"):
        values[name] = _evidence(values[name])
    for name in ("price", "buy_button"):
        values[name] = ElementEvidence.model_validate(values[name]) if values[name] else None
    for name in ("ttfb_ms", "fcp_ms", "lcp_ms", "tbt_ms"):
        values[name] = round(values[name], 1) if values[name] is not None else None
    values["small_text_share"] = round(values["small_text_share"], 4)
    values["h1"] = tuple(values["h1"])
    values["transfer_bytes"] = int(values["transfer_bytes"])
    return values


def _evidence(items: list[dict[str, Any]]) -> tuple[ElementEvidence, ...]:
    return tuple(ElementEvidence.model_validate(item) for item in items)


def _bare(url: str) -> str:
    """A URL without its query string, which may hold what is nobody's business."""
    return re.sub(r"[?#].*", "", url)[:200]
