"""The report of a launch in a real browser: sound in both themes, on a desktop and on a phone."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.test_sweep import WIDTHS, Sweep, told
from tests.reports.test_launch import built, facts

pytestmark = pytest.mark.browser

PAGES = ("index.html", "differences.html", "screens.html", "map.html")
"""One of each template that no other report has."""


def test_every_page_of_a_launch_is_sound_in_both_themes(browser: Browser, tmp_path: Path) -> None:
    site = built(tmp_path, facts())
    found: dict[str, list[str]] = {}
    for width in WIDTHS:
        sweep = Sweep(browser, width)
        for name in PAGES:
            found[f"{width}: {name}"] = sweep.faults((site / name).as_uri())
        sweep.close()
    assert told(found) == ""
