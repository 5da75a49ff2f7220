"""Tags and consent in words and tables."""

from pathlib import Path

import pytest

from crawler.records import Choice, ConsentFacts, ConsentPhase, RenderRecord, TagFacts, codec
from reports.model.night import Night, read_night
from reports.model.phone.pages import TagsPage
from reports.model.phone.tags import NOT_LOOKED, tags_page
from tests.reports.factory import Built, Sample, build


def page_of(made: Built) -> TagsPage:
    night: Night = read_night(made.run, made.history, made.config)
    return tags_page(night, ())


@pytest.fixture
def made(tmp_path: Path) -> Built:
    return build(tmp_path, Sample(nights=2, market=False))


def test_what_each_choice_changes_is_said(made: Built) -> None:
    page = page_of(made)
    assert page.sentence == (
        "2 tags on 11 pages looked at. The home page asks with OneTrust. "
        "Before a choice: Meta Pixel sends data. "
        "After refusing (“Only necessary”): Meta Pixel sends data. "
        "After accepting (“Accept all”): Google Analytics 4, Meta Pixel, TikTok send data."
    )
    phases = {row["tag"]: tuple(row[name.value] for name in Choice) for row in page.tags.rows}
    assert phases == {
        "Google Analytics 4": ("denied", "silent", "sends"),
        "Meta Pixel": ("sends", "sends", "sends"),
        "TikTok": ("silent", "silent", "sends"),
    }
    numbers = {row["tag"]: (row["hits"], row["pages"]) for row in page.tags.rows}
    assert numbers == {"Google Analytics 4": (22, 11), "Meta Pixel": (11, 11), "TikTok": (0, 0)}
    cookies = {row["cookie"]: tuple(row[name.value] for name in Choice)
               for row in page.cookies.rows}  # fmt: skip
    assert cookies == {
        "_fbp": ("yes", "yes", "yes"),
        "_ga": ("no", "no", "yes"),
        "choice": ("no", "other", "other"),
    }  # fmt: skip


def test_a_phase_that_was_not_seen_is_not_called_silent(made: Built) -> None:
    none = ConsentPhase(name=Choice.NONE, complete=True)
    back = ConsentPhase(name=Choice.REJECTED, note="The banner was there again after the choice.")
    facts = ConsentFacts(site="blue-mug", url="https://shop.example/", device="phone",
                         phases=(none, back))  # fmt: skip
    codec.write_lines(made.run.consent_path, [facts])
    page = page_of(made)
    assert "After refusing: not known. The banner was there again" in page.sentence
    assert [tile.value for tile in page.tiles] == ["0", "–", "–"]
    assert {row["rejected"] for row in page.tags.rows} == {"not known"}


def test_nobody_looked(made: Built) -> None:
    made.run.consent_path.unlink()
    page = page_of(made)
    assert page.sentence.endswith(NOT_LOOKED)
    assert {row["none"] for row in page.tags.rows} == {"not known"}
    assert page.cookies.empty == "Nobody looked."

    kept_out = {"tags": TagFacts(complete=False)}
    (first, *_) = codec.read_lines(made.run.renders_path, RenderRecord)
    look = first.model_copy(update={"render": first.render.model_copy(update=kept_out)})
    codec.write_lines(made.run.renders_path, [look])
    assert "kept out" in page_of(made).sentence
    codec.write_lines(made.run.renders_path, [])
    assert page_of(made).sentence.startswith("No page was looked at in a browser tonight.")
