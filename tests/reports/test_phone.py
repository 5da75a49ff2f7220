"""The phone pages: marks and places on pictures, groups by template, films, coverage."""

from dataclasses import replace
from pathlib import Path

import pytest

from crawler.records import Box, Crop, Finding, RenderFacts, RenderState, Screenshot, Severity
from reports.model.night import Night, read_night
from reports.model.phone.build import phone_pages
from reports.model.phone.changed import ODD
from reports.model.phone.pictures import glimpse, marks_of, picture
from reports.model.rows import Found
from tests.reports.factory import Sample, build


@pytest.fixture(scope="module")
def night(tmp_path_factory: pytest.TempPathFactory) -> Night:
    made = build(tmp_path_factory.mktemp("phone"), Sample())
    return read_night(made.run, made.history, made.config)


def about(night: Night, key: str, check: str = "mobile/x", **evidence: object) -> Found:
    return Found.of(Finding(
        id="f", check=check, severity=Severity.ERROR, site="blue-mug", subject=key,
        url=key.partition(":")[2], kind="product", message="It is wrong.", evidence=evidence,
    ))  # fmt: skip


def element(x: float, y: float, width: float, height: float) -> dict[str, object]:
    box = {"x": x, "y": y, "width": width, "height": height}
    return {"selector": "a", "note": "18 px", "box": box}


def test_pages_stand_by_template_the_worst_first(night: Night) -> None:
    gallery = phone_pages(night).gallery
    assert [group.name for group in gallery.groups] == ["/products/*", "Pages of their own"]
    first = gallery.groups[0]
    assert [len(card.problems) for card in first.cards][:2] == [2, 1]
    assert "looked at" in first.sentence
    assert first.cards[0].shot is not None
    tones = {mark.tone for mark in first.cards[0].shot.marks}
    assert tones == {"error", "warning", "good", "accent"}


def test_what_did_not_open_is_said_and_never_fine(night: Night) -> None:
    cards = [card for group in phone_pages(night).gallery.groups for card in group.cards]
    gone = [card for card in cards if card.shot is None]
    assert [card.problems[0].text for card in gone] == ["timeout: 45 s"]


def test_marks_are_cut_at_the_edge_of_the_picture() -> None:
    shot = Screenshot(file="a.webp", width=412, height=823)
    boxes = [(Box(x=-20, y=800, width=900, height=100), "error", "wide"),
             (Box(x=20, y=900, width=40, height=40), "error", "below")]  # fmt: skip
    shown = picture(shot, "A page", boxes)
    assert shown is not None
    assert [(m.x, m.y, m.width, m.height) for m in shown.marks] == [(0, 800, 412, 23)]


def test_a_finding_points_at_its_place_also_below_the_first_screen(night: Night) -> None:
    key = next(key for key, looks in night.screens.items() if looks[0].screenshot)
    look = night.screens[key][0]
    crop = Crop(x=0, y=3000, picture=Screenshot(file="crop.webp", width=412, height=400))
    seen = replace(night, screens={key: (look.model_copy(update={"crops": (crop,)}),)})
    found = glimpse(seen, about(seen, key, elements=[element(30, 3100, 18, 18)]))
    assert found is not None
    assert (found.shot.file, found.shot.marks[0].y) == ("crop.webp", 100)
    assert found.y <= 100 <= found.y + found.height
    assert found.width >= 240


@pytest.mark.parametrize(
    "elements",
    [[], [element(30, 9000, 18, 18)], [{"selector": "a"}], [{"box": "x"}], "hostile", None],
)
def test_a_place_that_nobody_pictured_has_no_glimpse(night: Night, elements: object) -> None:
    key = next(key for key, looks in night.screens.items() if looks[0].screenshot)
    assert glimpse(night, about(night, key, elements=elements)) is None


def test_a_finding_of_another_device_is_not_drawn_on_this_one() -> None:
    shot = Screenshot(file="a.webp", width=412, height=823)
    look = RenderFacts(device="phone", state=RenderState.OK, screenshot=shot)
    finding = Finding(
        id="f", check="mobile/x", severity=Severity.ERROR, site="s", subject="s:u", url="u",
        message="Wrong.", evidence={"elements": [element(1, 1, 20, 20)]},
    )  # fmt: skip
    assert len(marks_of(look, [Found.of(finding)])) == 1


def test_changed_screens_and_odd_ones_stand_beside_what_they_should_be(night: Night) -> None:
    changes = phone_pages(night).changes
    (change,) = changes.changes
    assert change.sentence == "18 % of the first screen, in 1 place."
    assert change.before.file.startswith("before-")
    assert changes.odd == ()
    shots = [(key, looks[0].screenshot) for key, looks in night.screens.items()]
    (key, _), (_, usual) = [pair for pair in shots if pair[1]][:2]
    assert usual is not None
    finding = about(night, key, ODD, like_all=usual.file)
    odd = phone_pages(replace(night, by_check={ODD: (finding,)})).changes.odd
    assert [(one.usual.file, one.sentence) for one in odd] == [(usual.file, "It is wrong.")]


def test_a_film_has_a_frame_for_every_step_and_says_how_far_it_came(night: Night) -> None:
    journeys = phone_pages(night).journeys
    assert journeys.sentence == "1 of 2 journeys failed at “Put it into the basket”."
    good, bad = journeys.films
    assert len(good.frames) == len(bad.frames) == 9
    assert [frame.state for frame in bad.frames][-3:] == ["Failed", "Not reached", "Not reached"]
    assert good.frames[0].before is not None
    assert good.frames[0].before.marks[0].label.startswith("Pressed")
    assert [row["named_by"] for row in journeys.fields.rows] == ["label", "", "placeholder"]


def test_without_a_journey_the_page_says_that_nobody_tried(night: Night) -> None:
    page = phone_pages(replace(night, journeys=())).journeys
    assert "nobody tried" in page.sentence
    assert page.films == ()


def test_coverage_counts_tonight_and_earlier_nights(night: Night) -> None:
    url = next(
        page.url
        for page in night.pages
        if page.key not in night.renders and page.site == night.own and page.state == "ok"
    )
    history = replace(night.history, looks={url: "2026-08-20T021000Z"})
    rows = phone_pages(replace(night, history=history)).coverage.templates.rows
    assert sum(row["tonight"] for row in rows) == len(night.renders)
    assert any(row["oldest"] == "2026-08-20" for row in rows)
    assert all(0 <= (row["ever"] or 0) <= 100 for row in rows)


def test_a_run_without_a_browser_says_so_on_every_page(tmp_path: Path) -> None:
    made = build(tmp_path, Sample(pages=0))
    pages = phone_pages(read_night(made.run, made.history, made.config))
    assert "No page was looked at" in pages.gallery.sentence
    assert "Nothing was compared" in pages.changes.sentence
    assert "Nothing was measured" in pages.speed.sentence
