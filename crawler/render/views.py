"""The page that is open, as others see it: on other widths, enlarged, in dark colours."""

import logging
import re
from typing import Any

from playwright.async_api import CDPSession
from playwright.async_api import Error as PlaywrightError

from crawler.render.devices import Device
from crawler.render.world import World, shown_as

log = logging.getLogger(__name__)

WIDTHS = (320, 360, 768)
"""CSS pixels: the smallest phones, the most frequent small ones, a tablet held upright
(WCAG 2.2 SC 1.4.10 asks for 320). Resizing one loaded page finds the same as loading it anew for
each width (mobile.md 3.3: in 200 of 200 pairs)."""
TABLET = 600
"""CSS pixels: from here on a device is a tablet, which shows no phone's layout."""
MOST_ZOOM = 5
"""As far as fingers can enlarge a page that sets no limit, and what axe asks for."""


async def other_views(
    cdp: CDPSession, world: World, device: Device, *, widths: bool
) -> dict[str, Any]:
    """Sections of RenderFacts: `viewports.zoom`, `text.dark`, and `widths` where it is asked for.

    Nothing is loaded anew, and afterwards the page is as it was. Empty where the page loaded itself
    anew when it was resized: `world` is gone then, and nobody saw those views.
    """
    try:
        return await _views(cdp, world, device, widths=widths)
    except PlaywrightError as error:
        if not _LEFT.search(str(error)):
            raise
        log.info("a page loads itself anew when it is resized, so it is seen on one width only")
        await _colours(cdp, "light")
        await shown_as(cdp, device)
        return {}


_LEFT = re.compile(r"context|navigated", re.IGNORECASE)
"""What Chromium says of a document that is no longer there."""


async def _views(cdp: CDPSession, world: World, device: Device, *, widths: bool) -> dict[str, Any]:
    screen = f"storewalk.page({device.width}, {device.height})"
    found: dict[str, Any] = {}
    if await world.run(f"storewalk.light({screen})"):
        found["text"] = {"dark": await _dark(cdp, world, screen)}
    if widths:
        found["widths"] = {"looks": await _widths(cdp, world, device)}
    # After a picture Chromium has forgotten how far a phone zooms (4 in place of 5) until it is
    # told its size anew (Chromium 156, 2026-11-30).
    await shown_as(cdp, device)
    found["viewports"] = {"zoom": await zoom(cdp, world)}
    return found


async def zoom(cdp: CDPSession, world: World) -> float | None:
    """How far the page lets itself be enlarged, at most five times."""
    before = await world.run("visualViewport.scale")
    await cdp.send("Emulation.setPageScaleFactor", {"pageScaleFactor": MOST_ZOOM})
    reached: float | None = await world.run("visualViewport.scale")
    await cdp.send("Emulation.setPageScaleFactor", {"pageScaleFactor": before})
    return reached


async def _dark(cdp: CDPSession, world: World, screen: str) -> Any:
    """What can no longer be read when dark colours are asked for."""
    await _colours(cdp, "dark")
    await world.run("storewalk.frames()")
    found = await world.run(f"storewalk.dark({screen})")
    await _colours(cdp, "light")
    return found


async def _colours(cdp: CDPSession, scheme: str) -> None:
    features = [
        {"name": "prefers-color-scheme", "value": scheme},
        {"name": "prefers-reduced-motion", "value": "reduce"},
    ]
    await cdp.send("Emulation.setEmulatedMedia", {"features": features})


async def _widths(cdp: CDPSession, world: World, device: Device) -> list[dict[str, Any]]:
    looks = []
    for width in WIDTHS:
        if width == device.width or (width < TABLET <= device.width):
            continue
        await shown_as(cdp, device, width)
        await world.run("storewalk.frames()")
        looks.append(await world.run(f"storewalk.lookAtWidth({width}, {device.height})"))
    return looks
