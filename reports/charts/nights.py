"""Lines and bars by night. A night on which nothing could be known is a gap, never zero."""

from collections.abc import Callable, Mapping

import altair as alt
import pandas as pd

from reports.charts.theme import COLOURS, day_axis, figure, spread, told
from reports.language import N_, _, count, day_in_words, ngettext, number, signed
from reports.model.parts import Chart

_PAGES = {
    "asked": (N_("Asked for"), "quiet", [2, 3]),
    "answered": (N_("Seen"), "accent", [1, 0]),
    "failed": (N_("Failed or blocked"), "error", [8, 3]),
}
"""Series to its name, tone and dash: dashes tell them apart where colours do not."""


def score_chart(frame: pd.DataFrame) -> tuple[Chart, ...]:
    """The health score, from `frames.score_frame`; nothing before the second known night."""
    known = frame.dropna()
    if len(known) < 2:
        return ()
    first, last = float(known["score"].iloc[0]), float(known["score"].iloc[-1])
    change = round(last - first, 1)
    conclusion = _("The score is {now}, {change} points against {before} on {day}.").format(
        now=number(last), change=signed(change), before=number(first),
        day=day_in_words(_day(known["day"].iloc[0])),
    )  # fmt: skip
    shown = frame.assign(series="score", name=_("Score"), value=frame["score"])
    styles = {"score": ("accent", [1, 0])}
    rows = _rows(frame, "score", number)
    title = ngettext("Health score, last night", "Health score, last {n} nights", len(frame))
    chart = lines(shown, styles, _("Score"), ".0f", zero=False)
    title = title.format(n=number(len(frame)))
    return (figure("score", title, told(conclusion, frame, known), chart,
                   (_("Night"), _("Score")), rows),)  # fmt: skip


def coverage_chart(frame: pd.DataFrame) -> tuple[Chart, ...]:
    """Pages asked for, seen and failed, from `frames.pages_frame`; nothing before two nights."""
    known = frame.dropna()
    if known["day"].nunique() < 2:
        return ()
    table = known.pivot_table(index="day", columns="series", values="pages", sort=True)
    last = table.iloc[-1]
    conclusion = _("{seen} of {asked} were seen; {failed} failed or were blocked.").format(
        seen=number(int(last["answered"])),
        asked=count(int(last["asked"]), "page", "pages"),
        failed=number(int(last["failed"])),
    )
    names = {series: _(name) for series, (name, _tone, _dash) in _PAGES.items()}
    shown = frame.assign(name=frame["series"].map(names), value=frame["pages"])
    nights = sorted(frame["day"].unique(), reverse=True)
    rows = (
        (_day(day), *(number(int(table.loc[day, one])) if day in table.index else _("not checked")
                      for one in _PAGES))
        for day in nights
    )  # fmt: skip
    styles = {series: (tone, dash) for series, (_name, tone, dash) in _PAGES.items()}
    title = ngettext("Pages seen, last night", "Pages seen, last {n} nights", len(nights))
    chart = lines(shown, styles, _("Pages"), ",d", zero=True)
    title = title.format(n=number(len(nights)))
    return (figure("coverage", title, told(conclusion, frame, known), chart,
                   (_("Night"), *names.values()), rows),)  # fmt: skip


def lines(
    frame: pd.DataFrame, styles: Mapping[str, tuple[str, list[int]]], measure: str, form: str,
    *, zero: bool,
) -> alt.LayerChart | alt.FacetChart:  # fmt: skip
    """Lines with their names at the end. Columns: day, series, name, value (empty: a gap)."""
    known = frame.dropna(subset=["value"])
    low, high = float(known["value"].min()), float(known["value"].max())
    pad = max(1.0, (high - low) * 0.12)
    scale = (
        alt.Scale() if zero else alt.Scale(domain=[low - pad, high + pad], zero=False, nice=False)
    )
    colour = alt.Color("series:N", legend=None, scale=alt.Scale(
        domain=list(styles), range=[COLOURS[tone] for tone, _dash in styles.values()]))  # fmt: skip
    dash = alt.StrokeDash("series:N", legend=None, scale=alt.Scale(
        domain=list(styles), range=[dash for _tone, dash in styles.values()]))  # fmt: skip
    x = alt.X("day:T", title=None, axis=day_axis(frame["day"]))
    y = alt.Y("value:Q", title=None, scale=scale, axis=alt.Axis(tickCount=4, format=form))
    tips = [alt.Tooltip("day:T", title=_("Night"), format="%Y-%m-%d"),
            alt.Tooltip("name:N", title=_("Series")),
            alt.Tooltip("value:Q", title=measure)]  # fmt: skip
    line = (
        alt.Chart(frame).mark_line().encode(x=x, y=y, color=colour, strokeDash=dash, tooltip=tips)
    )
    ends = known.sort_values("day").drop_duplicates("series", keep="last").sort_values("value")
    room = (high - (0.0 if zero else low) + (0 if zero else 2 * pad)) * 0.085
    ends = ends.assign(place=spread([float(v) for v in ends["value"]], room))
    end = (
        alt.Chart(ends)
        .mark_point(filled=True, size=50, opacity=1)
        .encode(x="day:T", y="value:Q", color=colour)
    )
    word = (
        alt.Chart(ends)
        .mark_text(align="left", dx=10, fontWeight="bold")
        .encode(x="day:T", y=alt.Y("place:Q", scale=scale), text="name:N", color=colour)
    )
    return alt.layer(line, end, word).properties(width=860, height=220)


def change_chart(frame: pd.DataFrame) -> tuple[Chart, ...]:
    """New against fixed, from `frames.changes_frame`; nothing where no night was compared."""
    known = frame.dropna()
    if known.empty:
        return ()
    new, fixed = int(known["new"].sum()), int(known["fixed"].sum())
    conclusion = ngettext(
        "In one compared night {new} came and {fixed} were fixed.",
        "In {n} compared nights {new} came and {fixed} were fixed.",
        len(known),
    ).format(n=number(len(known)), new=count(new, "finding", "findings"), fixed=number(fixed))
    unknown = _("not compared")
    numbers = zip(frame["day"], frame["new"], frame["fixed"], strict=True)
    rows = (
        (_day(day), *(unknown if pd.isna(value) else number(int(value)) for value in pair))
        for day, *pair in list(numbers)[::-1]
    )
    title = ngettext(
        "New against fixed, last night", "New against fixed, last {n} nights", len(frame)
    )
    title = title.format(n=number(len(frame)))
    return (figure("news", title, told(conclusion, frame, known), changes(frame),
                   (_("Night"), _("New"), _("Fixed")), rows),)  # fmt: skip


def changes(frame: pd.DataFrame) -> alt.LayerChart | alt.FacetChart:
    """The chart itself: new goes up, fixed goes down; a cross where nothing was compared."""
    known = frame.dropna()
    up = known.assign(value=known["new"], kind="new", name=_("New"), pages=known["new"])
    down = known.assign(value=-known["fixed"], kind="fixed", name=_("Fixed"), pages=known["fixed"])
    shown = pd.concat([up, down])
    high, low = float(known["new"].max()), float(known["fixed"].max())
    reach = max(high, low, 1.0)
    x = alt.X("day:T", title=None, axis=day_axis(frame["day"]))
    colour = alt.Color("kind:N", legend=None, scale=alt.Scale(
        domain=["new", "fixed"], range=[COLOURS["error"], COLOURS["good"]]))  # fmt: skip
    scale = alt.Scale(domain=[-max(low, reach * 0.3), max(high, reach * 0.3)])
    thick = max(2.0, min(18.0, 600 / max(1, len(frame))))
    axis = alt.Axis(tickCount=5, tickMinStep=1, labelExpr="format(abs(datum.value), ',d')")
    bars = alt.Chart(shown).mark_bar(width=thick).encode(
        x=x, y=alt.Y("value:Q", title=None, scale=scale, axis=axis), color=colour,
        tooltip=[alt.Tooltip("day:T", title=_("Night"), format="%Y-%m-%d"),
                 alt.Tooltip("name:N", title=_("What")),
                 alt.Tooltip("pages:Q", title=_("Findings"))],
    )  # fmt: skip
    middle = (
        alt.Chart(pd.DataFrame({"value": [0]}))
        .mark_rule(color=COLOURS["quiet"])
        .encode(y="value:Q")
    )
    gaps = (
        alt.Chart(frame[frame["new"].isna()].assign(value=0)[["day", "value"]])
        .mark_point(
            shape="cross", angle=45, size=45, filled=True, color=COLOURS["quiet"], opacity=1
        )
        .encode(x="day:T", y="value:Q")
    )
    names = pd.DataFrame({
        "day": [frame["day"].max()] * 2, "value": [reach * 0.16, -reach * 0.16],
        "kind": ["new", "fixed"], "name": [f"▲ {_('New')}", f"▼ {_('Fixed')}"],
    })  # fmt: skip
    words = alt.Chart(names).mark_text(align="left", dx=14, fontWeight="bold").encode(
        x="day:T", y="value:Q", text="name:N", color=colour)  # fmt: skip
    return alt.layer(bars, middle, gaps, words).properties(width=860, height=200)


def _day(at: object) -> str:
    return str(pd.Timestamp(at).strftime("%Y-%m-%d"))  # type: ignore[arg-type]


def _rows(frame: pd.DataFrame, column: str, shown: Callable[[float], str]) -> list[tuple[str, ...]]:
    return [
        (_day(day), _("not checked") if pd.isna(value) else shown(float(value)))
        for day, value in list(zip(frame["day"], frame[column], strict=True))[::-1]
    ]
