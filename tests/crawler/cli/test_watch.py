"""`storewalk watch`: what is said while a page is edited."""

import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from crawler.cli.page import config_of_page
from crawler.cli.watch import Look, SavedPage, told
from crawler.errors import StorewalkError
from tests.command import environment, storewalk
from tests.server import Answer, Asked, Shop

URL = "https://shop.example/mug"
GOOD = (
    '<!doctype html><html lang="en"><head><title>A blue mug for tea and coffee</title></head>'
    "<body><main><h1>Blue mug</h1></main></body></html>"
)
NO_TITLE = GOOD.replace("<title>A blue mug for tea and coffee</title>", "")
NO_HEADING = GOOD.replace("<h1>Blue mug</h1>", "<p>Blue mug</p>")


@contextmanager
def watching(folder: Path, *arguments: str) -> Iterator[tuple[subprocess.Popen[str], IO[str]]]:
    """The command, and what it prints."""
    with subprocess.Popen(
        [sys.executable, "-m", "crawler", "watch", *arguments], cwd=folder, env=environment(),
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    ) as process:  # fmt: skip
        assert process.stdout is not None
        try:
            yield process, process.stdout
        finally:
            process.kill()


def until(lines: IO[str], words: str) -> list[str]:
    """The lines up to one with these words."""
    found: list[str] = []
    for line in lines:
        found.append(line)
        if words in line:
            return found
    raise AssertionError(f"it ended without {words!r}: {found}")


def test_a_page_of_a_server_is_asked_for_news_and_what_changed_is_said(tmp_path: Path) -> None:
    pages = {"now": NO_TITLE, "etag": '"1"'}

    def mug(asked: Asked) -> Answer:
        if asked.headers.get("If-None-Match") == pages["etag"]:
            return Answer(status=304)
        return Answer(pages["now"], headers={"ETag": pages["etag"]})

    with (
        Shop({"/mug": mug}) as shop,
        watching(tmp_path, f"{shop.url}mug") as (process, lines),
    ):
        first = until(lines, "seo/title-missing")
        assert "waiting for changes" in "".join(first)
        pages.update(now=NO_HEADING, etag='"2"')
        said = "".join(until(lines, "new "))
        process.send_signal(signal.SIGINT)
        rest, err = process.communicate(timeout=60)
        asked = [one for one in shop.asked if one.path == "/mug"]
    assert "fixed  error    seo/title-missing" in said
    assert "seo/h1-missing" in said + rest
    assert process.returncode == 130
    assert "Traceback" not in err
    assert all(one.headers.get("If-None-Match") for one in asked[2:])


class Edits:
    """A file and a person who edits it between two looks; then it is enough."""

    def __init__(self, *steps: Callable[[], object]) -> None:
        self._steps = list(steps)

    def wait(self) -> None:
        if not self._steps:
            raise KeyboardInterrupt
        self._steps.pop(0)()


def said_of(look: Look, *steps: Callable[[], object]) -> list[str]:
    """Everything that is said until the person has had enough."""
    lines = told(look, Edits(*steps).wait)
    said: list[str] = []
    while True:
        try:
            said.append(next(lines))
        except KeyboardInterrupt:
            return said


def test_a_saved_page_is_read_anew_when_it_was_written(tmp_path: Path) -> None:
    path = tmp_path / "mug.html"
    path.write_text(NO_TITLE)
    said = said_of(
        SavedPage(path, URL, config_of_page(URL, None, "auto")),
        lambda: None,
        path.unlink,  # as editors do that write another file and put it in its place
        lambda: path.write_text(GOOD),
        lambda: None,
    )
    told_of_it = [line for line in said if "changed" in line or "seo/title-missing" in line]
    first, changed, fixed = told_of_it
    assert first.startswith("  error    seo/title-missing")
    assert "1 fixed" in changed
    assert fixed.startswith("  fixed  error    seo/title-missing")


def test_what_keeps_failing_is_said_once(tmp_path: Path) -> None:
    def down() -> None:
        raise StorewalkError("it answers 500")

    said = said_of(down, *[lambda: None] * 3)
    assert len(said) == 1
    assert "it answers 500" in said[0]


def test_a_file_needs_its_address(tmp_path: Path) -> None:
    (tmp_path / "mug.html").write_text(GOOD)
    done = storewalk("watch", "mug.html", cwd=tmp_path)
    assert done.code == 2
    assert "--url" in done.err
