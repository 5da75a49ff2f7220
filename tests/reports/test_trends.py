"""The page about time: what is not known is a gap, and the first night says what will come."""

import csv
import json
from datetime import timedelta
from pathlib import Path

import pandas as pd

from crawler.records import run_id
from reports.charts.nights import change_chart, changes, coverage_chart, score_chart
from reports.charts.theme import specification
from reports.model.build import build_model
from reports.model.frames import (
    Series,
    changes_frame,
    check_series,
    findings_frame,
    pages_frame,
)
from reports.model.night import read_night
from reports.model.pages import ReportModel
from reports.model.trends import change_over, family_change, family_series
from reports.site.environment import spark
from tests.reports.conftest import BuiltSite
from tests.reports.factory import STARTED, Built, Sample, build
from tests.reports.test_site import text_of

UNSOUND = f"{STARTED - timedelta(days=9):%Y-%m-%d}"
"""The night of the sample on which the walk was not sound."""
NO_PHONE = f"{STARTED - timedelta(days=3):%Y-%m-%d}"


def model_of(made: Built) -> ReportModel:
    return build_model(made.run, made.history, made.config)[0]


def test_a_night_whose_walk_was_not_sound_is_a_gap(ordinary: BuiltSite) -> None:
    made = ordinary.made
    night = read_night(made.run, made.history, made.config)
    at = pd.Timestamp(UNSOUND)
    found, moved = findings_frame(night), changes_frame(night)
    assert found[found["day"] == at]["findings"].isna().all()
    assert moved[moved["day"] == at]["new"].isna().all()
    assert found["findings"].isna().sum() == 3, "and no other night is"
    pages = pages_frame(night)
    assert pages[pages["day"] == at]["pages"].notna().all(), "how little it saw is known"


def test_the_first_night_of_all_compared_nothing(ordinary: BuiltSite) -> None:
    made = ordinary.made
    moved = changes_frame(read_night(made.run, made.history, made.config))
    assert pd.isna(moved["new"].iloc[0])
    assert moved["new"].iloc[-1] == 12
    assert moved["fixed"].iloc[-1] == 3


def test_a_check_that_did_not_run_has_no_number(ordinary: BuiltSite) -> None:
    made = ordinary.made
    series = check_series(read_night(made.run, made.history, made.config))
    assert dict(series["mobile/overflow"])[NO_PHONE] is None
    assert dict(series["seo/title-missing"])[NO_PHONE] is not None
    assert dict(series["seo/title-missing"])[UNSOUND] is None
    assert series["seo/hreflang-invalid-code"][-1][1] is None, "it did not run tonight"
    assert series["seo/title-missing"][-1][1] == 4


def test_the_page_of_a_check_shows_gaps_and_not_zeros(ordinary: BuiltSite) -> None:
    html = (ordinary.site / "issues" / "mobile-overflow.html").read_text("utf-8")
    row = html[html.index(f"<tr><td>{NO_PHONE}</td>") :]
    assert "not checked" in row[: row.index("</tr>")]
    assert "Gaps are nights on which it was not checked." in html
    figure = html[html.index("Night by night") : html.index("Data table")]
    assert figure.count("<polyline") > 1


def test_a_sparkline_has_a_gap_where_nothing_is_known() -> None:
    assert spark("1,2,,3,4").count("<polyline") == 2
    assert spark("1,,3").count("<polyline") == 2
    assert spark(",,3") == ""
    assert 'aria-label="from 1 to 3, lowest 1, highest 3"' in spark("1,,3,")


def test_a_family_is_not_told_by_a_few_of_its_checks() -> None:
    series: dict[str, Series] = {
        "seo/a": [("2026-08-01", 5), ("2026-08-02", 5)],
        "seo/b": [("2026-08-01", 7), ("2026-08-02", None)],
        "seo/c": [("2026-08-01", 9), ("2026-08-02", None)],
    }
    assert family_series(series) == {"seo": [("2026-08-01", 21), ("2026-08-02", None)]}


def test_a_change_needs_both_nights() -> None:
    series: Series = [("2026-08-01", 9), ("2026-08-07", None), ("2026-08-08", 4)]
    assert change_over(series, 7) == -5
    assert change_over(series, 1) is None, "the night before is not known, an older one is no day"
    assert change_over([*series, ("2026-08-09", None)], 7) is None
    assert change_over([], 7) is None
    checks: dict[str, Series] = {"seo/a": series, "seo/b": [("2026-08-08", 3)], "links/c": series}
    assert family_change("seo", checks, 7) == -5, "a check that is new is no change"


def test_movers_are_links_to_their_checks(ordinary: BuiltSite) -> None:
    trends = model_of(ordinary.made).trends
    assert all(item.note.startswith("+") for item in trends.worse)
    assert all(item.note.startswith("−") for item in trends.better)
    for item in (*trends.worse, *trends.better):
        assert (ordinary.site / item.href).is_file()
    named = {item.href for item in (*trends.worse, *trends.better)}
    assert "issues/seo-hreflang-invalid-code.html" not in named, "nobody knows how it is tonight"


def test_the_first_night_says_what_will_be_here(tmp_path: Path) -> None:
    trends = model_of(build(tmp_path, Sample(first_night=True))).trends
    assert trends.sentence.startswith("This is the first night at Blue Mug.")
    assert len(trends.waiting) == 6
    assert (trends.tiles, trends.charts, trends.worse, trends.better) == ((), (), (), ())


def test_a_night_without_pages_does_not_look_like_a_mended_shop(tmp_path: Path) -> None:
    trends = model_of(build(tmp_path, Sample(pages=0))).trends
    assert [tile.value for tile in trends.tiles[:3]] == ["–", "–", "–"]
    assert trends.charts[0].conclusion.endswith("Nothing is known of the last night.")
    assert trends.charts[0].rows[0][1:] == ("not checked",) * 3


def test_old_lines_of_the_history_are_gaps_too(tmp_path: Path) -> None:
    made = build(tmp_path, Sample(nights=3))
    path = made.history / "runs.jsonl"
    lines = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    for name in ("findings", "pages"):
        del lines[1][name]
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), "utf-8")
    night = read_night(made.run, made.history, made.config)
    at = pd.Timestamp(lines[1]["run"][:10])
    for frame, column in ((findings_frame(night), "findings"), (pages_frame(night), "pages")):
        assert frame[frame["day"] == at][column].isna().all()


def test_the_trends_are_on_one_page(ordinary: BuiltSite) -> None:
    text = text_of(ordinary.site, "trends.html")
    for heading in ("Open findings, last 31 nights", "New against fixed, last 31 nights",
                    "Health score, last 31 nights", "Pages seen, last 31 nights", "Price index",
                    "Got worse in 30 nights", "Findings by subject"):  # fmt: skip
        assert heading in text
    assert "More came than was mended: 69 new and 59 fixed in 29 compared nights." in text


def moves(*pairs: tuple[float | None, float | None]) -> pd.DataFrame:
    days = pd.date_range("2026-08-01", periods=len(pairs))
    frame = pd.DataFrame(pairs, columns=["new", "fixed"]).astype(float)
    return frame.assign(day=days)


def test_new_goes_up_and_fixed_goes_down_with_their_names() -> None:
    frame = moves((None, None), (3, 1), (0, 4))
    (chart,) = change_chart(frame)
    assert chart.conclusion == "In 2 compared nights 3 findings came and 5 were fixed."
    assert chart.rows[-1] == ("2026-08-01", "not compared", "not compared")
    bars, _, _, words = specification(changes(frame))["layer"]
    assert bars["encoding"]["y"]["field"] == "value"
    assert words["encoding"]["text"]["field"] == "name"
    assert "▲ New" in chart.svg
    assert change_chart(moves((None, None))) == ()


def test_scores_and_pages_need_two_known_nights() -> None:
    score = pd.DataFrame({"day": pd.date_range("2026-08-01", periods=3), "score": [70, None, 75.5]})
    (chart,) = score_chart(score)
    assert chart.conclusion == "The score is 75.5, +5.5 points against 70 on 1 August 2026."
    assert chart.rows[1] == ("2026-08-02", "not checked")
    assert score_chart(score.head(2)) == ()
    rows = [(day, series, pages) for day, pages in (("2026-08-01", 9.0), ("2026-08-02", 8.0))
            for series in ("asked", "answered", "failed")]  # fmt: skip
    pages = pd.DataFrame(rows, columns=["day", "series", "pages"])
    pages["day"] = pd.to_datetime(pages["day"])
    (chart,) = coverage_chart(pages)
    assert chart.rows[0] == ("2026-08-02", "8", "8", "8")
    assert coverage_chart(pages.head(3)) == ()


def test_a_remembered_night_is_not_counted_twice(tmp_path: Path) -> None:
    made = build(tmp_path, Sample(nights=2))
    path = made.history / f"metrics-{STARTED:%Y}.csv"
    with path.open("a", encoding="utf-8", newline="") as file:
        csv.writer(file).writerow((run_id(STARTED), "blue-mug", "findings", "seo/title-missing", 9))
    series = check_series(read_night(made.run, made.history, made.config))["seo/title-missing"]
    assert len(series) == 3
    assert series[-1] == (f"{STARTED:%Y-%m-%d}", 4), "the run itself says it"
