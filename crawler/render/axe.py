"""axe-core, the accessibility engine, on a page that is open.

Its file comes with the package axe-playwright-python, which pins the version; it runs in our own
world, out of the page's reach. Measured on 2026-11-30, one page at a time: 70 ms to load it, 0.2 s
at 300 elements and 1.2 s at 2,200, of which the contrast of the colours takes two thirds.
"""

import asyncio
from functools import cache
from pathlib import Path
from typing import Any

import axe_playwright_python
from playwright.async_api import Error as PlaywrightError

from crawler.render.world import World

TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
"""The rules that are asked: those of WCAG 2.2, levels A and AA, and axe's own good habits, without
experimental ones."""
LIMIT_S = 15.0
MOST_ELEMENTS = 10_000
"""Beyond it axe takes longer than the whole rest of the look. Our own limit."""


async def accessibility(world: World) -> tuple[dict[str, Any] | None, str]:
    """AxeFacts as JSON, or None and why nothing is known.

    What takes too long is stopped, so that the page answers to other questions again.
    """
    elements = await world.run("document.getElementsByTagName('*').length")
    if elements > MOST_ELEMENTS:
        return None, f"accessibility: {elements:,} elements, {MOST_ELEMENTS:,} at most"
    try:
        async with asyncio.timeout(LIMIT_S):
            await world.run(engine())
            await world.run(_ours())
            found: dict[str, Any] = await world.run(f"storewalk.axe({list(TAGS)})")
            return found, ""
    except TimeoutError:
        await world.cdp.send("Runtime.terminateExecution")  # the page is needed for other things
        return None, f"accessibility: no answer after {LIMIT_S:g} s"
    except PlaywrightError as error:
        if "measuring failed" not in str(error):
            raise
        return None, f"accessibility: {str(error).splitlines()[0][:160]}"


@cache
def engine() -> str:
    """axe-core as one script."""
    folder = Path(axe_playwright_python.__file__).parent
    # An expression whose value is small: the engine's own would be sent back otherwise.
    return (folder / "axe.min.js").read_text(encoding="utf-8") + "\n;0"


@cache
def _ours() -> str:
    return Path(__file__).with_name("axe.js").read_text(encoding="utf-8")
