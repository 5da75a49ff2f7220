"""Our scripts in a page: a world of their own, out of reach of pages that overwrite DOM methods."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from playwright.async_api import CDPSession
from playwright.async_api import Error as PlaywrightError

from crawler.render.devices import Device
from crawler.render.words import words_script

WORLD = "storewalk"
MEASURE = "measure"
"""The folder whose scripts measure a page: our words and base.js first, then the others, as one
script."""
MOST_HOPS = 3
"""Navigations that a page may make by itself before it is given up."""
HOP_TIMEOUT_MS = 3_000
"""For the next document to begin. Waiting for one that reloads every 100 ms never ends."""


@dataclass(frozen=True, slots=True)
class World:
    """Our isolated world in the main frame."""

    cdp: CDPSession
    context: int

    @classmethod
    async def open(cls, cdp: CDPSession, *names: str) -> "World":
        """The world of the document that is there now, with these scripts run in it.

        A name is that of a script, or of a folder of scripts that belong together.
        """
        tree = await cdp.send("Page.getFrameTree")
        frame = tree["frameTree"]["frame"]["id"]
        made = await cdp.send("Page.createIsolatedWorld", {"frameId": frame, "worldName": WORLD})
        world = cls(cdp, made["executionContextId"])
        for name in names:
            await world.run(script(name))
        return world

    async def run(self, expression: str) -> Any:
        """Evaluate and return JSON. Raises PlaywrightError with the script's own message."""
        answer = await self.cdp.send(
            "Runtime.evaluate",
            {
                "expression": expression,
                "contextId": self.context,
                "awaitPromise": True,
                "returnByValue": True,
            },
        )
        if "exceptionDetails" in answer:
            details = answer["exceptionDetails"]
            text = details.get("exception", {}).get("description") or details.get("text", "")
            raise PlaywrightError(f"measuring failed: {text[:300]}")
        return answer["result"].get("value")


async def prepare(cdp: CDPSession, name: str, blocked: tuple[str, ...]) -> None:
    """Run a script before the page's own on every document, and refuse the blocked addresses."""
    await cdp.send("Page.enable")
    await cdp.send(
        "Page.addScriptToEvaluateOnNewDocument",
        {"source": script(name), "worldName": WORLD, "runImmediately": True},
    )
    if blocked:
        # Not page.route(): that would switch the browser's cache off.
        await cdp.send("Network.enable")
        await cdp.send("Network.setBlockedURLs", {"urls": list(blocked)})


def moved_on(error: PlaywrightError) -> bool:
    """Whether the document that we were in has been replaced by another."""
    text = str(error)
    return any(
        words in text
        for words in ("Cannot find context", "context was destroyed", "navigated or closed")
    )


async def shown_as(cdp: CDPSession, device: Device, width: int | None = None) -> None:
    """The page on this device, or on one that is so wide but otherwise the same."""
    wide = width or device.width
    await cdp.send(
        "Emulation.setDeviceMetricsOverride",
        {
            "width": wide,
            "height": device.height,
            "screenWidth": wide,
            "screenHeight": device.height,
            "deviceScaleFactor": device.scale,
            "mobile": device.mobile,
        },
    )


@cache
def script(name: str) -> str:
    """The text of a script, or of a folder of scripts as one."""
    path = Path(__file__).parent / name
    if not path.is_dir():
        return path.read_text(encoding="utf-8")
    files = sorted(path.glob("*.js"), key=lambda file: (file.name != "base.js", file.name))
    return "\n".join([words_script(), *(file.read_text(encoding="utf-8") for file in files)])
