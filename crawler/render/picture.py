"""Pictures of a page: everything that moves is held still, and only for the picture."""

import asyncio
import base64
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from playwright.async_api import CDPSession
from playwright.async_api import Error as PlaywrightError

from crawler.records import Screenshot
from crawler.render.devices import Device
from crawler.render.world import World, shown_as

QUALITY = 60
"""WebP: 18 KB for a first screen (measured, mobile.md 3.1)."""
MOST_HEIGHT = 16_000
"""CSS pixels. A WebP higher than 16,383 px comes back empty without an error (mobile.md 3.1)."""
LIMIT_S = 5.0
"""A style sheet that never comes holds a picture up for ever."""
FULL_LIMIT_S = 15.0
CHAT = (
    "iframe[src*=chat i]", "[id*=intercom i]", "[class*=crisp-client i]", "[id*=hubspot-mess i]",
    "[id*=tidio i]", "[id*=zendesk i]", "[class*=gorgias i]", "#launcher",
)  # fmt: skip
"""Chat bubbles come and go with the hours of the support."""


@dataclass(frozen=True, slots=True)
class Camera:
    """Takes pictures of one page on one device. One pixel for a CSS pixel."""

    cdp: CDPSession
    world: World
    device: Device
    masks: Sequence[str] = ()
    """Selectors of the settings; what they find is not in the picture."""

    async def first_screen(self, path: Path) -> Screenshot | None:
        """The first screen. None: no picture came within the limit."""
        return await self._take(path, self.device.height, LIMIT_S)

    async def full_page(self, path: Path, page_height: int) -> Screenshot | None:
        """The page to its end, or to the highest that WebP holds."""
        height = min(max(page_height, self.device.height), MOST_HEIGHT)
        return await self._take(path, height, FULL_LIMIT_S)

    async def part(self, path: Path, top: float, height: int) -> Screenshot | None:
        """A strip of the page as wide as the screen, from `top` down."""
        return await self._take(path, height, LIMIT_S, top)

    async def _take(
        self, path: Path, height: int, limit_s: float, top: float = 0
    ) -> Screenshot | None:
        clip = {"x": 0, "y": top, "width": self.device.width, "height": height}
        try:
            async with asyncio.timeout(limit_s):
                await self.world.run(f"storewalk.holdStill({json.dumps([*CHAT, *self.masks])})")
                # To look beyond the screen Chromium resizes the page for a moment.
                beyond = top > 0 or height > self.device.height
                shot = await _shot(self.cdp, self.device, path, clip, beyond=beyond)
                await self.world.run("storewalk.letGo()")
        except (TimeoutError, PlaywrightError):
            return None
        return shot


async def screen(cdp: CDPSession, device: Device, path: Path) -> Screenshot | None:
    """What the screen shows now, wherever the page is scrolled to, and moving as it does.

    None: no picture came within the limit.
    """
    clip = {"x": 0, "y": 0, "width": device.width, "height": device.height}
    try:
        async with asyncio.timeout(LIMIT_S):
            return await _shot(cdp, device, path, clip, beyond=False)
    except TimeoutError:
        return None


async def _shot(
    cdp: CDPSession, device: Device, path: Path, clip: Mapping[str, float], *, beyond: bool
) -> Screenshot | None:
    """`clip` in page coordinates when `beyond` the screen may be looked, else in the screen's."""
    # Without a size that we set ourselves Chromium takes the picture on a screen with one pixel for
    # a CSS pixel, and leaves the page on it: scripts would load pictures for old screens from then
    # on. With it a pixel of the file is one of the device (Chromium 150 and its shell, 2026-11-30).
    await shown_as(cdp, device)
    settings = {"format": "webp", "quality": QUALITY, "captureBeyondViewport": beyond}
    scaled = {**clip, "scale": 1 / device.scale}
    shot = await cdp.send("Page.captureScreenshot", {**settings, "clip": scaled})
    data = base64.b64decode(shot["data"])
    if not data:
        return None
    await asyncio.to_thread(_write, path, data)
    return Screenshot(file=path.name, width=int(clip["width"]), height=int(clip["height"]))


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
