"""The price index night by night: the whole market, and one line for each competitor."""

import altair as alt
import pandas as pd

from reports.charts.theme import COLOURS, day_axis, figure, spread
from reports.language import N_, _, ngettext, number
from reports.model.parts import Chart

_STANDS = {
    (1, 1): N_("{own} stands above the market: index {now}, {points} points up from {before}."),
    (1, 0): N_("{own} stands above the market: index {now}, as at the start."),
    (1, -1): N_("{own} stands above the market: index {now}, {points} points down from {before}."),
    (0, 1): N_(
        "{own} stands at the level of the market: index {now}, {points} points up from {before}."
    ),
    (0, 0): N_("{own} stands at the level of the market: index {now}, as at the start."),
    (0, -1): N_(
        "{own} stands at the level of the market: index {now}, {points} points down from {before}."
    ),
    (-1, 1): N_("{own} stands below the market: index {now}, {points} points up from {before}."),
    (-1, 0): N_("{own} stands below the market: index {now}, as at the start."),
    (-1, -1): N_("{own} stands below the market: index {now}, {points} points down from {before}."),
}
"""Above, at or below 100, and up, level or down since the start: whole sentences, because other
languages order them differently."""


def position_chart(frame: pd.DataFrame, own: str) -> tuple[Chart, ...]:
    """The picture of `frames.index_frame`; nothing before the second night."""
    nights = frame["day"].nunique()
    if nights < 2:
        return ()
    title = ngettext("Price index, last night", "Price index, last {n} nights", nights)
    names = list(dict.fromkeys(frame["series"]))
    table = frame.pivot_table(index="day", columns="series", values="index", sort=True)
    rows = tuple(
        (day.strftime("%Y-%m-%d"),
         *("–" if pd.isna(line.get(name)) else f"{line[name]:.1f}" for name in names))
        for day, line in table.iloc[::-1].iterrows()
        if isinstance(day, pd.Timestamp)
    )  # fmt: skip
    return (
        figure(
            "position",
            title.format(n=number(nights)),
            _conclusion(frame, own),
            position(frame),
            (_("Night"), *names),
            rows,
        ),
    )


def position(frame: pd.DataFrame) -> alt.LayerChart | alt.FacetChart:
    """The chart itself: thick for the market, thin for competitors, each with its name."""
    low, high = float(frame["index"].min()), float(frame["index"].max())
    pad = max(1.0, (high - low) * 0.12)
    scale = alt.Scale(domain=[min(low, 100) - pad, max(high, 100) + pad], nice=False, zero=False)
    x = alt.X("day:T", title=None, axis=day_axis(frame["day"]))
    y = alt.Y("index:Q", title=None, scale=scale, axis=alt.Axis(tickCount=5, format="~f"))
    tips = [
        alt.Tooltip("day:T", title=_("Night"), format="%Y-%m-%d"),
        alt.Tooltip("series:N", title=_("Against")),
        alt.Tooltip("index:Q", title=_("Index"), format=".1f"),
    ]
    rule = (
        alt.Chart(pd.DataFrame({"index": [100.0]}))
        .mark_rule(strokeDash=[4, 3], color=COLOURS["quiet"])
        .encode(y=alt.Y("index:Q", scale=scale))
    )
    rivals = (
        alt.Chart(frame)
        .transform_filter(alt.datum.scope == "competitor")
        .mark_line(strokeWidth=1.25, color=COLOURS["quiet"])
        .encode(x=x, y=y, detail=["series:N", "stretch:O"], tooltip=tips)
    )
    market = (
        alt.Chart(frame)
        .transform_filter(alt.datum.scope == "all")
        .mark_line(strokeWidth=2.75, color=COLOURS["accent"])
        .encode(x=x, y=y, detail="stretch:O", tooltip=tips)
    )
    ends = named_ends(frame, "series", "index", max(high, 100) - min(low, 100) + 2 * pad)
    layers = [rule, rivals, market]
    for scope, colour in (("competitor", COLOURS["quiet"]), ("all", COLOURS["accent"])):
        end = alt.Chart(ends).transform_filter(alt.datum.scope == scope)
        layers.append(end.mark_point(filled=True, size=45, opacity=1, color=colour)
                      .encode(x=x, y=y, tooltip=tips))  # fmt: skip
    layers.append(alt.Chart(ends).mark_text(align="left", dx=9)
                  .encode(x=x, y=alt.Y("place:Q", scale=scale), text="series:N"))  # fmt: skip
    return alt.layer(*layers).properties(width=780, height=260)


def named_ends(frame: pd.DataFrame, name: str, value: str, reach: float) -> pd.DataFrame:
    """Each series' last row with `place`: where its name stands, so that no two overlap."""
    last = frame.sort_values("day").groupby(name, sort=True).tail(1)
    last = last.sort_values([value, name])
    room = (reach or 1.0) * 0.062  # 16 of 260 pixels: the height of a name
    named: pd.DataFrame = last.assign(place=spread([float(at) for at in last[value]], room))
    return named


def _conclusion(frame: pd.DataFrame, own: str) -> str:
    market = frame[frame["scope"] == "all"].sort_values("day")
    if market.empty:
        return _("The market as a whole had no index on these nights.")
    first, last = float(market["index"].iloc[0]), float(market["index"].iloc[-1])
    moved = round(last - first, 1)
    said = _STANDS[_sign(last - 100), _sign(moved)]
    text = _(said).format(
        own=own,
        now=number(round(last, 1)),
        points=number(abs(moved)),
        before=number(round(first, 1)),
    )
    return " ".join((text, _("100 is the market's average.")))


def _sign(value: float) -> int:
    return (value > 0) - (value < 0)
