"""`storewalk serve --reload`: the page in the browser follows the site on the disk."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.command import environment, storewalk

pytestmark = pytest.mark.browser

PAGE = (
    '<!doctype html><meta http-equiv="Content-Security-Policy" content="{policy}">'
    '<title>Report</title><link rel="icon" href="data:,"><h1>{words}</h1>'
)
BASE = Path(__file__).parents[2] / "site_templates" / "base.html"


def write(site: Path, words: str) -> None:
    """A page with the report's own policy, put in its place in one step."""
    policy = BASE.read_text().partition('Policy" content="')[2].partition('"')[0]
    beside = site / "index.new"
    beside.write_text(PAGE.format(policy=policy, words=words))
    beside.replace(site / "index.html")


@pytest.fixture
def site(tmp_path: Path) -> Iterator[tuple[Path, str]]:
    """A site and its address."""
    folder = tmp_path / "site"
    folder.mkdir()
    write(folder, "first")
    with subprocess.Popen(
        [sys.executable, "-m", "crawler", "serve", "--site", str(folder), "--reload"],
        cwd=tmp_path, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
        text=True,
    ) as process:  # fmt: skip
        assert process.stdout is not None
        yield folder, process.stdout.readline().split()[0]
        process.kill()


def test_the_page_follows_the_site_twice_and_the_files_stay_as_they_are(
    browser: Browser, site: tuple[Path, str]
) -> None:
    folder, address = site
    page = browser.new_page()
    faults: list[str] = []
    page.on("console", lambda message: faults.append(message.text))
    page.goto(address)
    for words in ("second", "third and longer"):
        write(folder, words)
        expect(page.locator("h1")).to_have_text(words, timeout=30_000)
    page.close()
    assert "<script" not in (folder / "index.html").read_text()
    assert faults == []


def test_a_port_that_is_taken_is_told(site: tuple[Path, str], tmp_path: Path) -> None:
    port = site[1].rstrip("/").rpartition(":")[2]
    done = storewalk("serve", "--site", site[0], "--port", port, cwd=tmp_path)
    assert done.code == 2
    assert "cannot be used" in done.err
