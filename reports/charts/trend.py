"""Open findings night by night, one line for each severity."""

import altair as alt
import pandas as pd

from reports.charts.theme import COLOURS, day_axis, drawing, specification
from reports.model.parts import Chart

_NAMES = {"error": "Errors", "warning": "Warnings", "notice": "Notices"}


def trend_chart(frame: pd.DataFrame) -> tuple[Chart, ...]:
    """The trend, from `frames.findings_frame`; nothing before the second night."""
    days = frame["day"].nunique()
    if days < 2:
        return ()
    shown = frame.assign(name=frame["severity"].map(_NAMES))
    chart = trend(shown)
    spec = specification(chart)
    title = f"Open findings, last {days} nights"
    conclusion = _conclusion(frame)
    table = frame.pivot_table(index="day", columns="severity", values="findings", sort=True)
    rows = tuple(
        (day.strftime("%Y-%m-%d"), *(str(int(line[name])) for name in _NAMES))
        for day, line in table.iloc[::-1].iterrows()
        if isinstance(day, pd.Timestamp)
    )
    return (
        Chart(
            id="trend",
            title=title,
            conclusion=conclusion,
            svg=drawing(spec, "trend", title, conclusion),
            headings=("Night", *_NAMES.values()),
            rows=rows,
            spec=spec,
        ),
    )


def trend(frame: pd.DataFrame) -> alt.LayerChart | alt.FacetChart:
    """The chart itself: line, last point and its name, so that colour is never alone."""
    names = list(_NAMES.values())
    colour = alt.Color("name:N", legend=None, scale=alt.Scale(
        domain=names, range=[COLOURS["error"], COLOURS["warning"], COLOURS["notice"]]
    ))  # fmt: skip
    dash = alt.StrokeDash("name:N", legend=None, scale=alt.Scale(
        domain=names, range=[[1, 0], [6, 3], [2, 3]]
    ))  # fmt: skip
    base = alt.Chart(frame).encode(
        x=alt.X("day:T", title=None, axis=day_axis(frame["day"])),
        y=alt.Y("findings:Q", title=None, axis=alt.Axis(tickCount=4, format=",d")),
        color=colour,
    )
    last = alt.Chart(_last_night(frame)).encode(x="day:T", y="findings:Q", color=colour)
    line = base.mark_line().encode(
        strokeDash=dash,
        tooltip=[alt.Tooltip("day:T", title="Night", format="%Y-%m-%d"),
                 alt.Tooltip("name:N", title="Severity"),
                 alt.Tooltip("findings:Q", title="Open")],
    )  # fmt: skip
    end = last.mark_point(filled=True, size=50, opacity=1)
    word = last.mark_text(align="left", dx=10, fontWeight="bold").encode(y="place:Q", text="name:N")
    return alt.layer(line, end, word).properties(width=860, height=240)


def _last_night(frame: pd.DataFrame) -> pd.DataFrame:
    """Tonight's rows with `place`: where the name stands, so that no two names overlap."""
    last = frame[frame["day"] == frame["day"].max()].sort_values(["findings", "severity"])
    room = max(float(frame["findings"].max()), 1.0) * 0.085
    places: list[float] = []
    for value in last["findings"]:
        places.append(max(float(value), places[-1] + room) if places else float(value))
    named: pd.DataFrame = last.assign(place=places)
    return named


def _conclusion(frame: pd.DataFrame) -> str:
    totals = frame.groupby("day", sort=True)["findings"].sum()
    first, last = int(totals.iloc[0]), int(totals.iloc[-1])
    if last == first:
        return f"As many findings are open as {len(totals)} nights ago: {last:,}."
    word = "fewer" if last < first else "more"
    return (
        f"{abs(last - first):,} {word} findings are open than at the start of these "
        f"{len(totals)} nights: {last:,} now, {first:,} then."
    )
