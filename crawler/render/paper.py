"""A page of the report as PDF, printed by the browser."""

import asyncio
import re
from datetime import datetime
from pathlib import Path

from playwright.async_api import async_playwright

from crawler.render.browser import choose_browser, launch

_DATE = re.compile(rb"/(CreationDate|ModDate) \(D:\d{14}[^)]*\)")
TIMEOUT_MS = 30_000
"""A page of ours is printed in about a second; one that hangs must not hold up the night."""


def print_page(page: Path, pdf: Path, *, browser: Path | None, moment: datetime) -> None:
    """Print an HTML file to an A4 PDF that is dated `moment`, so that the same page gives the
    same bytes.

    `browser` is the configured one. Raises BrowserError when none starts.
    """
    asyncio.run(_print(page.resolve().as_uri(), pdf, browser))
    pdf.write_bytes(_dated(pdf.read_bytes(), moment))


async def _print(address: str, pdf: Path, configured: Path | None) -> None:
    async with async_playwright() as playwright:
        choice = await choose_browser(playwright, configured)
        browser = await launch(playwright, choice)
        try:
            opened = await browser.new_page(color_scheme="light")
            opened.set_default_timeout(TIMEOUT_MS)
            await opened.goto(address)
            await opened.pdf(path=pdf, prefer_css_page_size=True, format="A4", tagged=True)
        finally:
            await browser.close()


def _dated(content: bytes, moment: datetime) -> bytes:
    """Dates of the same length keep every offset in the file right."""

    def fixed(match: re.Match[bytes]) -> bytes:
        written = f"/{match[1].decode()} (D:{moment:%Y%m%d%H%M%S}+00'00')".encode()
        return written.ljust(len(match[0])) if len(written) <= len(match[0]) else match[0]

    return _DATE.sub(fixed, content)
