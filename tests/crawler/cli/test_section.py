"""A walk of some of the shop, or of a shop that shrank: what is not looked at stays as known."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from crawler.history import Seen
from crawler.records import RunDir
from tests.command import Done, storewalk
from tests.crawler.fetch.helpers import settings, written
from tests.server import Answer, Shop, html, links


@dataclass(frozen=True)
class Night:
    """A shop of a home page and nine others, walked whole; the mug has lost its title since."""

    folder: Path
    config: Path
    shop: Shop

    def walk(self, run: str, *options: str | Path, code: int = 0) -> tuple[RunDir, Done]:
        """A night, walked, checked and remembered: its run, and what was said at the end.

        `code`: with which the walk ends; 3 where the shop does not answer.
        """
        place = self.folder / run
        rest = ("-c", self.config, "--history", self.folder / "history")
        told = storewalk("crawl", *rest, "--run-dir", place, *options, cwd=self.folder)
        assert told.code == code, told.text
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


def test_a_title_that_another_page_has_too_is_not_fixed_by_not_looking_there(night: Night) -> None:
    def titled(mug: str, other: str = "The large blue mug of the shop") -> None:
        night.shop.routes["/sale/mug"] = html("<h1>A</h1>", title=mug)
        night.shop.routes["/all/0"] = html("<h1>A</h1>", title=other)

    def said(run: RunDir) -> dict[str, str]:
        changes = run.diff()
        assert changes is not None
        found = [one for one in changes.changes if one.check == "seo/title-duplicate"]
        return {one.url.removeprefix(night.shop.url): one.kind for one in found}

    titled("The large blue mug of the shop")
    assert said(night.walk("both")[0]) == {"sale/mug": "new", "all/0": "new"}
    unseen = {"sale/mug": "not_rechecked", "all/0": "not_rechecked"}
    assert said(night.walk("section", "--only", "/sale/*")[0]) == unseen
    titled("The small red mug of the shop")
    after = night.walk("mended", "--only", "/sale/*")[0]
    assert said(after) == {"sale/mug": "fixed", "all/0": "not_rechecked"}
    assert said(night.walk("whole again")[0]) == {"all/0": "fixed"}


def test_a_night_with_a_smaller_budget_takes_turns_and_is_sound(night: Night) -> None:
    """The settings ask for less than half of the shop; the rest waits, and is no sign of harm."""
    written(night.folder, settings(night.shop, max_pages=4, check_external=False))
    asked: set[str] = set()
    for run in ("first", "second", "third"):
        walked, done = night.walk(run)
        assert [note.code for note in walked.manifest().health] == ["run-truncated"]
        assert "not sound" not in done.text
        asked |= {page.url for page in walked.pages()}
    assert len(asked) >= 6  # the home page and the faulty one every night, one or two in turns


def test_a_shop_that_really_shrank_is_believed_on_the_second_night(night: Night) -> None:
    night.shop.routes["/"] = html(links("/sale/mug"))
    night.walk("less")
    for run in ("agrees", "third"):
        walked, done = night.walk(run)
        assert not walked.manifest().health
        assert "not sound" not in done.text
    assert len(list(Seen(night.folder / "history").pages(before="9999"))) == 2


def test_a_shop_that_did_not_answer_once_is_still_measured_by_the_nights_before(
    night: Night,
) -> None:
    home = night.shop.routes["/"]
    night.shop.routes["/"] = Answer(status=404)
    night.walk("nobody", code=3)
    night.shop.routes["/"] = html(links("/sale/mug"))
    run, _ = night.walk("less")
    assert [note.code for note in run.manifest().health] == ["run-incomplete"]
    night.shop.routes["/"] = home
    run, _ = night.walk("back")
    assert not run.manifest().health


def test_a_list_of_pages_is_no_measure_of_the_shop(night: Night) -> None:
    addresses = night.folder / "addresses.txt"
    addresses.write_text(f"{night.shop.url}sale/mug\n", encoding="utf-8")
    night.walk("list", "--list", addresses)
    night.shop.routes["/"] = html(links("/sale/mug"))
    run, _ = night.walk("less")
    assert [note.code for note in run.manifest().health] == ["run-incomplete"]


def test_a_whole_walk_that_finds_less_than_half_of_the_shop_is_not_sound(night: Night) -> None:
    night.shop.routes["/"] = html(links("/sale/mug"))
    run, done = night.walk("less")
    assert [note.code for note in run.manifest().health] == ["run-incomplete"]
    assert "The walk was not sound, so nothing was closed." in done.text
