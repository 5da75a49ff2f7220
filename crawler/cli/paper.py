"""The printer that the report is given: the browser, which only this room may hand over."""

from collections.abc import Callable
from pathlib import Path

from crawler.cli.progress import Talk
from crawler.config import Config
from crawler.errors import BrowserError
from crawler.records import RunDir


def printer(config: Config, run: RunDir, talk: Talk) -> Callable[[Path, Path], None] | None:
    """What prints the summary; None when nobody asked, or, said aloud, when no browser starts."""
    if not config.report.pdf:
        return None
    from crawler.render.browser import find_browser  # noqa: PLC0415 - loads Playwright
    from crawler.render.paper import print_page  # noqa: PLC0415 - loads Playwright

    configured = config.render.executable_path
    try:
        find_browser(configured)
    except BrowserError as error:
        talk.say(f"  ! No PDF of the summary: {error}")
        return None
    moment = run.manifest().started_at
    return lambda page, pdf: print_page(page, pdf, browser=configured, moment=moment)
