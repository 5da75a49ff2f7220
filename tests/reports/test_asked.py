"""When pages were last seen: the table of the run, and what page.html says."""

import json
from pathlib import Path

from crawler.records import file_key
from reports.model.asked import LastAsked, by_nights, read_last_asked
from tests.reports.conftest import BuiltSite, model_of
from tests.reports.factory import RUN, WAITING, Sample, build

NIGHTS = ["2026-11-27T020000Z", "2026-11-28T020000Z", "2026-11-29T020000Z", "2026-11-30T020000Z"]


def test_pages_are_counted_by_nights() -> None:
    waiting = {"own:a": NIGHTS[0], "own:b": NIGHTS[2], "own:c": NIGHTS[2], "else:d": NIGHTS[2]}
    asked = LastAsked(waiting, {}, {"own": 7})
    assert list(by_nights(asked, "own", NIGHTS)) == [(0, 7), (1, 2), (3, 1)]
    assert list(by_nights(asked, "else", NIGHTS)) == [(0, 0), (1, 1)]
    old = LastAsked({"own:a": "2020-01-01T020000Z"}, {}, {})
    assert list(by_nights(old, "own", NIGHTS)) == [(0, 0), (3, 1)]


def test_an_unsound_night_tells_nothing(tmp_path: Path) -> None:
    assert read_last_asked(tmp_path, RUN) == LastAsked(tonight={})


def test_the_run_says_when_pages_were_seen(ordinary: BuiltSite) -> None:
    report = model_of(ordinary.made)
    rows = {row["when"]: row["pages"] for row in report.runs.turns.rows}
    assert (rows["1 night ago"], rows["3 nights ago"]) == (1, 1)
    assert rows["tonight"] > 40
    assert "When known pages were last seen" in (ordinary.site / "runs.html").read_text("utf-8")


def test_a_shop_that_is_walked_whole_has_no_such_table(tmp_path: Path) -> None:
    made = build(tmp_path, Sample(first_night=True))
    assert not model_of(made).runs.turns.rows


def test_a_page_that_waits_is_in_the_data_of_its_bucket(ordinary: BuiltSite) -> None:
    for url, day in zip(WAITING, ("2026-08-21", "2026-08-19"), strict=True):
        name = file_key(f"blue-mug:{url}")
        assert bucket(ordinary.site, name)["waiting"][name] == day


def bucket(site: Path, name: str) -> dict[str, dict[str, str]]:
    """The data file that holds a page."""
    text = (site / "data" / "url" / f"{name[:2]}.js").read_text("utf-8")
    start, end = text.index("{"), text.rindex("}") + 1
    found: dict[str, dict[str, str]] = json.loads(text[start:end])
    return found
