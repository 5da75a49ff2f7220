"""A walk of some of the shop: what it does not look at stays as it is known."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from crawler.history import Seen
from crawler.records import RunDir
from tests.command import Done, storewalk
from tests.crawler.fetch.helpers import settings, written
from tests.server import Shop, html, links


@dataclass(frozen=True)
class Night:
    """A shop of a home page and nine others, walked whole; the mug has lost its title since."""

    folder: Path
    config: Path
    shop: Shop

    def walk(self, run: str, *options: str | Path) -> tuple[RunDir, Done]:
        """A night, walked, checked and remembered: its run, and what was said at the end."""
        place = self.folder / run
        rest = ("-c", self.config, "--history", self.folder / "history")
        told = storewalk("crawl", *rest, "--run-dir", place, *options, cwd=self.folder)
        assert told.code == 0, told.text
        for verb in ("check", "remember"):
            done = storewalk(verb, place, *rest, cwd=self.folder)
            assert done.code == 0, done.text
        return RunDir(place), done


@pytest.fixture
def night(tmp_path: Path) -> Iterator[Night]:
    paths = ("/sale/mug", *(f"/all/{n}" for n in range(8)))
    pages = {path: html("<h1>A</h1>", title=f"The page at {path} of the shop") for path in paths}
    with Shop(pages | {"/": html(links(*paths))}) as shop:
        night = Night(tmp_path, written(tmp_path, settings(shop, check_external=False)), shop)
        night.walk("whole")
        shop.routes["/sale/mug"] = html("<h1>A</h1>", title="")
        yield night


@pytest.mark.parametrize("how", ["--only", "--list"])
def test_a_section_is_judged_and_nothing_else_is_forgotten(night: Night, how: str) -> None:
    addresses = night.folder / "addresses.txt"
    addresses.write_text(f"{night.shop.url}sale/mug\n", encoding="utf-8")
    run, done = night.walk("some", how, "/sale/*" if how == "--only" else addresses)
    assert [note.code for note in run.manifest().health] == ["run-section"]
    assert "not sound" not in done.text
    changes = run.diff()
    assert changes is not None
    assert {one.check for one in changes.changes if one.kind == "new"} >= {"seo/title-missing"}
    assert changes.counts["not_rechecked"] > 0
    assert changes.counts["gone"] == changes.counts["fixed"] == 0
    seen = {page.url for page in Seen(night.folder / "history").pages(before="9999")}
    assert len(seen) == 10


def test_a_whole_walk_that_finds_less_than_half_of_the_shop_is_not_sound(night: Night) -> None:
    night.shop.routes["/"] = html(links("/sale/mug"))
    run, done = night.walk("less")
    assert [note.code for note in run.manifest().health] == ["run-incomplete"]
    assert "The walk was not sound, so nothing was closed." in done.text
