"""The home page answers four questions, and each number leads to its list."""

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest

from crawler.records import Loss, RunDir
from reports.model.losses import losses
from reports.model.night import Night, read_night
from reports.model.overview import overview_page
from reports.model.seen import seen_tonight
from tests.reports.conftest import BuiltSite, build_sample
from tests.reports.factory import Sample, build


@pytest.fixture(scope="module")
def night(ordinary: BuiltSite) -> Night:
    made = ordinary.made
    return read_night(made.run, made.history, made.config)


def test_the_four_answers_stand_before_any_chart(ordinary: BuiltSite) -> None:
    text = (ordinary.site / "index.html").read_text("utf-8")
    places = [text.index(part) for part in (
        "<h1>", "Health score", "What got worse", "What costs money now", "What to do first",
        "Looked at tonight", 'class="canvas',
    )]  # fmt: skip
    assert places == sorted(places)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    """A night of a shop that is not walked in turns."""
    return build_sample(tmp_path_factory.mktemp("whole"), Sample(waiting=False))


def test_every_number_of_the_home_page_leads_to_its_list(whole: BuiltSite) -> None:
    text = (whole.site / "index.html").read_text("utf-8")
    assert text.count('<li class="tile') == len(
        re.findall(r'<li class="tile[^>]*>\s*<a href', text)
    )
    score = text[text.index('class="score-how"') :]
    good, pages = re.findall(r'<a href="(pages\.html#[^"]+)">([\d,]+)</a>', score)[:2]
    assert "worst=warning,notice,none" in good[0]
    assert int(good[1]) < int(pages[1])


def test_pages_that_wait_for_their_turn_are_told_beside_the_score(ordinary: BuiltSite) -> None:
    text = (ordinary.site / "index.html").read_text("utf-8")
    assert "43 of 58 known pages have no error." in text
    assert "2 of them were not read tonight and count as they were." in text
    assert "15 of 58 known pages have an error" in text
    assert "more not looked at tonight" in text


def test_the_filtered_list_is_as_long_as_the_number(whole: BuiltSite) -> None:
    from reports.model.explorer import explorer_page

    night = read_night(whole.made.run, whole.made.history, whole.made.config)
    rows = [
        row for row in explorer_page(night, {}).pages.rows
        if row["state"] == "ok" and row["site"] == night.site_name(night.own)
    ]  # fmt: skip
    assert len(rows) == night.score.pages
    assert sum(row["worst"] == "error" for row in rows) == night.score.pages_with_errors


def test_a_hidden_money_page_comes_before_lost_sales(night: Night) -> None:
    texts = [item.text for item in losses(night)]
    assert texts[0] == "A page that earns money is hidden from Google"
    assert any("sold out, competitors have it" in text for text in texts)
    assert texts[-1] == "3 more watched products are undercut"


def test_checks_say_themselves_what_their_findings_cost(night: Night) -> None:
    without = replace(
        night, cards=tuple(card.model_copy(update={"costs": Loss.NONE}) for card in night.cards)
    )
    assert "A page that earns money is hidden from Google" not in [
        item.text for item in losses(without)
    ]


def test_what_was_not_looked_at_is_said(night: Night, tmp_path: Path) -> None:
    items = {item.text: item for item in seen_tonight(night)}
    assert items["14 of 16 checks gave a verdict"].tone == "warning"
    assert items["14 of 16 checks gave a verdict"].href.endswith("status=not_run,crashed")
    dark = replace(night, renders={}, journeys=())
    assert [item.text for item in seen_tonight(dark)][1:3] == [
        "No page was looked at on a phone tonight",
        "The way to the checkout was not walked",
    ]


def test_links_that_nobody_looked_at_are_no_zero(night: Night) -> None:
    tiles = {tile.label: tile for tile in overview_page(replace(night, targets=())).tiles}
    assert (tiles["Broken links"].value, tiles["Broken links"].tone) == ("–", "")
    assert tiles["Broken links"].note == "not looked at"


def test_an_older_run_without_losses_still_reads(tmp_path: Path) -> None:
    made = build(tmp_path, Sample())
    path = RunDir(made.run.path).path / "checks.json"
    cards = json.loads(path.read_text("utf-8"))
    path.write_text(json.dumps([{k: v for k, v in c.items() if k != "costs"} for c in cards]))
    night = read_night(made.run, made.history, made.config)
    assert {card.costs for card in night.cards} == {Loss.NONE}
