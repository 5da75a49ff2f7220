"""Open findings night by night, one line for each severity."""

import altair as alt
import pandas as pd

from reports.charts.theme import COLOURS, day_axis, figure, spread, told
from reports.language import N_, _, ngettext, number
from reports.model.parts import Chart

_NAMES = {"error": N_("Errors"), "warning": N_("Warnings"), "notice": N_("Notices")}


def trend_chart(frame: pd.DataFrame) -> tuple[Chart, ...]:
    """The trend, from `frames.findings_frame`; nothing before the second known night."""
    known = frame.dropna()
    if known["day"].nunique() < 2:
        return ()
    names = {severity: _(name) for severity, name in _NAMES.items()}
    table = frame.pivot_table(
        index="day", columns="severity", values="findings", sort=True, dropna=False
    )
    rows = (
        (day.strftime("%Y-%m-%d"),
         *(_("not checked") if pd.isna(line[name]) else number(int(line[name])) for name in _NAMES))
        for day, line in table.iloc[::-1].iterrows()
        if isinstance(day, pd.Timestamp)
    )  # fmt: skip
    days = frame["day"].nunique()
    title = ngettext("Open findings, last night", "Open findings, last {n} nights", days)
    return (
        figure(
            "trend",
            title.format(n=number(days)),
            told(_conclusion(known), frame, known),
            trend(frame.assign(name=frame["severity"].map(names))),
            (_("Night"), *names.values()),
            rows,
        ),
    )


def trend(frame: pd.DataFrame) -> alt.LayerChart | alt.FacetChart:
    """The chart itself: line, last point and its name, so that colour is never alone.

    A night without numbers is a gap in the lines.
    """
    named = dict(zip(frame["severity"], frame["name"], strict=True))
    names = [named[severity] for severity in _NAMES]
    colour = alt.Color("name:N", legend=None, scale=alt.Scale(
        domain=names, range=[COLOURS["error"], COLOURS["warning"], COLOURS["notice"]]
    ))  # fmt: skip
    dash = alt.StrokeDash("name:N", legend=None, scale=alt.Scale(
        domain=names, range=[[1, 0], [8, 3], [2, 3]]
    ))  # fmt: skip
    base = alt.Chart(frame).encode(
        x=alt.X("day:T", title=None, axis=day_axis(frame["day"])),
        y=alt.Y("findings:Q", title=None, axis=alt.Axis(tickCount=4, format=",d")),
        color=colour,
    )
    last = alt.Chart(_last_night(frame)).encode(x="day:T", y="findings:Q", color=colour)
    line = base.mark_line().encode(
        strokeDash=dash,
        tooltip=[alt.Tooltip("day:T", title=_("Night"), format="%Y-%m-%d"),
                 alt.Tooltip("name:N", title=_("Severity")),
                 alt.Tooltip("findings:Q", title=_("Open"))],
    )  # fmt: skip
    end = last.mark_point(filled=True, size=50, opacity=1)
    word = last.mark_text(align="left", dx=10, fontWeight="bold").encode(y="place:Q", text="name:N")
    return alt.layer(line, end, word).properties(width=860, height=240)


def _last_night(frame: pd.DataFrame) -> pd.DataFrame:
    """The last known night with `place`: where the name stands, so that no two names overlap."""
    known = frame.dropna()
    last = known[known["day"] == known["day"].max()].sort_values(["findings", "severity"])
    room = max(float(known["findings"].max()), 1.0) * 0.085
    named: pd.DataFrame = last.assign(place=spread([float(v) for v in last["findings"]], room))
    return named


def _conclusion(frame: pd.DataFrame) -> str:
    totals = frame.groupby("day", sort=True)["findings"].sum()
    first, last = int(totals.iloc[0]), int(totals.iloc[-1])
    nights = number(len(totals))
    if last == first:
        return _("As many findings are open as {nights} nights ago: {n}.").format(
            nights=nights, n=number(last)
        )
    change = abs(last - first)
    text = (
        ngettext(
            "One finding fewer is open than at the start of these {nights} nights: "
            "{now} now, {before} then.",
            "{n} fewer findings are open than at the start of these {nights} nights: "
            "{now} now, {before} then.",
            change,
        )
        if last < first
        else ngettext(
            "One finding more is open than at the start of these {nights} nights: "
            "{now} now, {before} then.",
            "{n} more findings are open than at the start of these {nights} nights: "
            "{now} now, {before} then.",
            change,
        )
    )
    return text.format(n=number(change), nights=nights, now=number(last), before=number(first))
