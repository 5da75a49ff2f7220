"""Charts as specifications, and the small drawings beside tables."""

import re

import pandas as pd
import pytest

from reports.charts.market import market, market_chart
from reports.charts.position import position, position_chart
from reports.charts.price_history import COLUMNS, history_svg, price_history
from reports.charts.theme import day_axis, drawing, specification
from reports.charts.trend import trend, trend_chart
from reports.language import speaking
from reports.language.formats import number, percent, signed, signed_money, size
from reports.language.speech import speech_of
from reports.site.environment import spark
from reports.site.markdown import to_html
from reports.site.shards import columnar
from reports.text import dump


def findings(nights: int) -> pd.DataFrame:
    rows = [
        (f"2026-08-{day + 1:02d}", severity, 10 - day + place)
        for day in range(nights)
        for place, severity in enumerate(("error", "warning", "notice"))
    ]
    frame = pd.DataFrame(rows, columns=["day", "severity", "findings"])
    frame["day"] = pd.to_datetime(frame["day"], format="%Y-%m-%d")
    return frame


def prices() -> pd.DataFrame:
    return pd.DataFrame(
        [
            ("Mug </script>", "Blue Mug", "own", 108.0, "12.00"),
            ("Mug </script>", "Kettle & Co", "rival", 100.0, "11.00"),
        ],
        columns=["product", "shop", "who", "percent", "price"],
    )


def test_the_trend_needs_two_nights() -> None:
    assert trend_chart(findings(1)) == ()


def test_the_trend_tells_its_conclusion_and_its_numbers() -> None:
    (chart,) = trend_chart(findings(3))
    assert chart.conclusion == (
        "6 fewer findings are open than at the start of these 3 nights: 27 now, 33 then."
    )
    assert chart.rows[0] == ("2026-08-03", "8", "9", "10")
    assert 'role="img"' in chart.svg
    assert "<title" in chart.svg
    assert "<desc" in chart.svg
    assert "graphics-symbol" not in chart.svg


def test_axes_speak_the_language_of_the_report() -> None:
    frame = pd.DataFrame(
        [(f"2026-10-{day}", "all", "Whole market", 100 + day / 100, 0) for day in (20, 21)],
        columns=["day", "scope", "series", "index", "stretch"],
    )
    frame["day"] = pd.to_datetime(frame["day"], format="%Y-%m-%d")
    english = drawing(specification(position(frame)), "p", "t", "d")
    with speaking(speech_of("de")):
        german = drawing(specification(position(frame)), "p", "t", "d")
    assert {">21 Oct<", ">100.5<"} <= set(re.findall(r">[^<]+<", english))
    assert {">21. Okt.<", ">100,5<"} <= set(re.findall(r">[^<]+<", german))


def test_the_trend_marks_severity_by_more_than_colour() -> None:
    shown = findings(2).assign(name=["Errors", "Warnings", "Notices"] * 2)
    spec = specification(trend(shown))
    line, _, word = spec["layer"]
    assert line["encoding"]["strokeDash"]["field"] == "name"
    assert word["encoding"]["text"]["field"] == "name"
    assert spec["config"]["background"] is None


def test_the_market_chart_shows_us_as_a_diamond() -> None:
    spec = specification(market(prices()))
    assert spec["layer"][3]["mark"]["shape"] == "diamond"
    (chart,) = market_chart(prices(), "Blue Mug")
    assert "</script>" not in chart.svg
    assert "dearer than the market's average with 1" in chart.conclusion
    assert market_chart(prices().iloc[:0], "Blue Mug") == ()


def indices(nights: int) -> pd.DataFrame:
    rows = [
        (f"2026-08-{day + 1:02d}", series, scope, 100.0 + day * step, 0)
        for day in range(nights)
        for series, scope, step in (("Whole market", "all", 1), ("Kettle", "competitor", -1))
    ]
    frame = pd.DataFrame(rows, columns=["day", "series", "scope", "index", "stretch"])
    frame["day"] = pd.to_datetime(frame["day"], format="%Y-%m-%d")
    return frame


def test_the_index_over_time_needs_two_nights() -> None:
    assert position_chart(indices(1), "Blue Mug") == ()
    assert position_chart(indices(0), "Blue Mug") == ()


def test_the_index_over_time_names_every_line() -> None:
    (chart,) = position_chart(indices(4), "Blue Mug")
    assert chart.conclusion == (
        "Blue Mug stands above the market: index 103, 3 points up from 100. "
        "100 is the market's average."
    )
    assert chart.headings == ("Night", "Whole market", "Kettle")
    assert chart.rows[0] == ("2026-08-04", "103.0", "97.0")
    words = specification(position(indices(4)))["layer"][-1]
    assert words["encoding"]["text"]["field"] == "series"


STEPS = [
    ("2026-08-01", "Blue Mug", 12.0, "own-0", "in"),
    ("2026-08-03", "Blue Mug", 11.0, "own-0", "in"),
    ("2026-08-01", "Kettle </script>", 13.0, "kettle-0", "in"),
    ("2026-08-02", "Kettle </script>", 13.0, "kettle-1", "out"),
    ("2026-08-03", "Kettle </script>", 13.0, "kettle-1", "out"),
]


def test_a_price_history_is_steps_with_names_and_dots_for_out_of_stock() -> None:
    frame = pd.DataFrame(STEPS, columns=list(COLUMNS))
    frame["day"] = pd.to_datetime(frame["day"], format="%Y-%m-%d")
    spec = specification(price_history(frame, "Blue Mug"))  # validated, as the build does not
    rivals, own, _, words = spec["layer"]
    assert rivals["mark"]["interpolate"] == "step-after"
    assert own["mark"]["strokeWidth"] > rivals["mark"]["strokeWidth"]
    assert rivals["encoding"]["strokeDash"]["field"] == "stock"
    assert words["encoding"]["text"]["field"] == "shop"


def test_a_price_history_has_a_title_and_no_markup_of_a_shop() -> None:
    svg = history_svg(STEPS, "Blue Mug", "h-1", "Prices of <b>", "Two shops.")
    assert '<title id="h-1-title">Prices of &lt;b&gt;</title>' in svg
    assert '<desc id="h-1-desc">Two shops.</desc>' in svg
    assert "</script>" not in svg
    assert "Kettle &lt;/script&gt;" in svg


def test_a_sparkline_needs_two_points() -> None:
    assert spark("") == ""
    assert spark("3") == ""
    assert 'aria-label="from 1 to 3, lowest 1, highest 3"' in spark("1,2,3")
    assert "polyline" in spark("2,2")


@pytest.mark.parametrize(
    ("value", "shown"), [(None, "–"), (1204, "1,204"), ("0.12", "0.12"), ("n/a", "n/a"), (0, "0")]
)
def test_numbers_are_written_for_people(value: object, shown: str) -> None:
    assert number(value) == shown


def test_differences_have_a_real_minus_sign() -> None:
    assert signed(-3) == "−3"
    assert signed(0) == "±0"
    assert signed_money("-2.40", "EUR") == "−€2.40"
    with speaking(speech_of("de")):
        assert signed_money("2.40", "EUR") == "+2,40\xa0€"
    assert percent("-2.9") == "−2.9 %"
    assert percent(None) == "–"
    assert size(1_234_000) == "1.2 MB"


def test_check_texts_become_html_and_nothing_more() -> None:
    text = "One *word* and **two** `a<b>`.\n\n- [x](https://a.example)\n- <script>x</script>"
    assert to_html(text) == (
        "<p>One <em>word</em> and <strong>two</strong> <code>a&lt;b&gt;</code>.</p>\n"
        '<ul><li><a href="https://a.example" rel="noopener noreferrer nofollow">x</a></li>'
        "<li>&lt;script&gt;x&lt;/script&gt;</li></ul>"
    )
    assert "href" not in to_html("[x](javascript:alert(1))")


def test_columns_are_dictionaries_where_that_is_shorter() -> None:
    rows = [{"a": "x", "n": number} for number in range(10)]
    assert columnar(rows) == {
        "n": 10,
        "cols": {"a": {"d": ["x"], "i": [0] * 10}, "n": {"v": list(range(10))}},
    }


def test_true_and_one_are_different_in_a_dictionary() -> None:
    column = columnar([{"a": value} for value in (1, True, 1, True, 1, True)])["cols"]["a"]
    assert [column["d"][code] for code in column["i"]] == [1, True, 1, True, 1, True]
    assert column["d"][1] is True


def test_data_cannot_end_its_script() -> None:
    assert dump("</script><!--\u2028") == '"<\\/script><\\!--\\u2028"'
    assert dump("\ud800") == '"?"'


@pytest.mark.parametrize(("nights", "named"), [(1, 1), (2, 2), (7, 7), (90, 7)])
def test_an_axis_of_nights_names_each_of_them_once(nights: int, named: int) -> None:
    days = pd.Series(pd.date_range("2026-09-01", periods=nights))
    values = day_axis(pd.concat([days, days])).to_dict()["values"]
    assert len(values) == named
    assert len({(at["month"], at["date"]) for at in values}) == named
    assert values[-1]["date"] == days.iloc[-1].day
