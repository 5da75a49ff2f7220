"""Our scripts in a page: a world of their own, out of reach of pages that overwrite DOM methods."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from playwright.async_api import CDPSession
from playwright.async_api import Error as PlaywrightError

WORLD = "storewalk"


@dataclass(frozen=True, slots=True)
class World:
    """Our isolated world in the main frame."""

    cdp: CDPSession
    context: int

    @classmethod
    async def open(cls, cdp: CDPSession, *names: str) -> "World":
        """The world of the document that is there now, with these scripts run in it."""
        tree = await cdp.send("Page.getFrameTree")
        frame = tree["frameTree"]["frame"]["id"]
        made = await cdp.send("Page.createIsolatedWorld", {"frameId": frame, "worldName": WORLD})
        world = cls(cdp, made["executionContextId"])
        for name in names:
            await world.run(_script(name))
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
        {"source": _script(name), "worldName": WORLD, "runImmediately": True},
    )
    if blocked:
        # Not page.route(): that would switch the browser's cache off.
        await cdp.send("Network.enable")
        await cdp.send("Network.setBlockedURLs", {"urls": list(blocked)})


@cache
def _script(name: str) -> str:
    return (Path(__file__).parent / name).read_text(encoding="utf-8")
