"""How much memory a browser holds, its helpers and tabs included."""

import os
from pathlib import Path

from playwright.async_api import Browser
from playwright.async_api import Error as PlaywrightError


async def memory_mb(browser: Browser) -> float:
    """MB of all its processes, what they share counted once at most; 0.0 where nobody knows.

    The browser says which processes are its own; the system (Linux only) how large they are.
    """
    try:
        cdp = await browser.new_browser_cdp_session()
        found = await cdp.send("SystemInfo.getProcessInfo")
        await cdp.detach()
    except PlaywrightError:
        return 0.0
    return sum(_own_mb(int(process["id"])) for process in found["processInfo"])


def _own_mb(pid: int) -> float:
    """MB that only this process has in memory."""
    try:
        words = Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()
    except OSError:
        return 0.0  # it has ended, or this is no Linux
    pages = int(words[1]) - int(words[2])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1_000_000
