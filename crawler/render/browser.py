"""Finds a browser by launching it, and says what to do when there is none."""

import asyncio
import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.async_api import Browser, Playwright, async_playwright
from playwright.async_api import Error as PlaywrightError

from crawler.errors import BrowserError

ENVIRONMENT = "STOREWALK_BROWSER"
"""Path of a browser; wins over everything but the configuration."""

SHELLS = ("chromium-headless-shell", "chrome-headless-shell")
BROWSERS = (
    "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge",
    "microsoft-edge-stable",
)  # fmt: skip

ARGUMENTS = (
    # What the browser does for itself is neither the shop's nor ours.
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
    "--no-first-run",
)


LAUNCH_TIMEOUT_MS = 20_000
"""Starts take up to 0.9 s (mobile.md 3.10); one that is killed half-way never answers."""


@dataclass(frozen=True, slots=True)
class BrowserChoice:
    """A browser that starts here."""

    name: str
    version: str
    shell: bool
    """A headless shell shows many pages at once; a full browser starves all but one."""
    launch: dict[str, Any]
    """Arguments for Playwright's launch."""


WITHOUT_PICTURES = ("--blink-settings=imagesEnabled=false",)
"""No picture is asked for, and none reports an error to the page, as blocked ones would."""


async def launch(
    playwright: Playwright, choice: BrowserChoice, extra: tuple[str, ...] = ()
) -> Browser:
    """Start the browser, with `extra` arguments of the command line."""
    return await playwright.chromium.launch(
        args=[*ARGUMENTS, *extra], timeout=LAUNCH_TIMEOUT_MS, **choice.launch
    )


async def choose_browser(playwright: Playwright, configured: Path | None) -> BrowserChoice:
    """The first browser that starts. Raises BrowserError with the way to get one."""
    tried: list[str] = []
    for name, options, shell in _candidates(configured):
        try:
            browser = await playwright.chromium.launch(args=list(ARGUMENTS), **options)
        except PlaywrightError as error:
            tried.append(f"{name}: {str(error).splitlines()[0][:120]}")
            continue
        version = browser.version
        await browser.close()
        return BrowserChoice(name, version, shell, options)
    raise BrowserError(
        "no browser starts here (" + "; ".join(tried) + ")",
        hint="Get one with: python -m playwright install --only-shell chromium   "
        "(or install Chromium, Chrome or Edge, or set render.executable_path)",
    )


def find_browser(configured: Path | None) -> BrowserChoice:
    """`choose_browser` for callers without an event loop."""

    async def find() -> BrowserChoice:
        async with async_playwright() as playwright:
            return await choose_browser(playwright, configured)

    return asyncio.run(find())


def _candidates(configured: Path | None) -> Iterator[tuple[str, dict[str, Any], bool]]:
    named = str(configured) if configured else os.environ.get(ENVIRONMENT)
    if named:
        yield Path(named).name, {"executable_path": named}, "shell" in Path(named).name
        if configured:
            return
    yield "Playwright's Chromium", {}, True
    for names, shell in ((SHELLS, True), (BROWSERS, False)):
        for name in names:
            path = shutil.which(name)
            if path:
                yield name, {"executable_path": path}, shell
    for channel in ("chrome", "msedge"):
        yield channel, {"channel": channel}, False
