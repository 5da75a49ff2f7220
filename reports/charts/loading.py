"""How long pages take: a bar for each half second, good and poor marked by lines and words."""

from collections import Counter
from collections.abc import Sequence

import altair as alt
import pandas as pd

from reports.charts.theme import COLOURS, figure
from reports.language import N_, _, ngettext, number
from reports.model.parts import Chart

STEP_MS = 500
LAST_MS = 6000
"""Slower pages stand in one bar at the end."""
_VERDICTS = {"good": N_("Good"), "work": N_("Needs work"), "poor": N_("Poor")}
FEWEST = 5
"""Pages; fewer are read faster in the table."""


def loading_chart(values: Sequence[float], good_ms: int, poor_ms: int) -> tuple[Chart, ...]:
    """Distribution of the largest contentful paint in ms; nothing for a handful of pages."""
    if len(values) < FEWEST:
        return ()
    counted = Counter(min(int(value // STEP_MS) * STEP_MS, LAST_MS) for value in values)
    steps = range(0, max(*counted, poor_ms) + STEP_MS, STEP_MS)
    frame = pd.DataFrame(
        {
            "start": [step / 1000 for step in steps],
            "end": [(step + STEP_MS) / 1000 for step in steps],
            "pages": [counted[step] for step in steps],
            "floor": 0,
            "verdict": [
                "poor" if step >= poor_ms else "good" if step + STEP_MS <= good_ms else "work"
                for step in steps
            ],
        }
    )
    frame["name"] = [_(_VERDICTS[verdict]) for verdict in frame["verdict"]]
    good = sum(value <= good_ms for value in values)
    conclusion = ngettext(
        "{good} of one page within {seconds} s.",
        "{good} of {n} pages within {seconds} s.",
        len(values),
    ).format(good=number(good), n=number(len(values)), seconds=number(f"{good_ms / 1000:g}"))
    rows = (
        (_("{low} to {high} s").format(low=number(row.start), high=number(row.end)),
         number(row.pages), str(row.name))
        for row in frame.itertuples()
        if row.pages
    )  # fmt: skip
    return (
        figure(
            "loading",
            _("When the main content appears"),
            conclusion,
            _bars(frame),
            (_("Main content appears after"), _("Pages"), _("Verdict")),
            rows,
        ),
    )


def _bars(frame: pd.DataFrame) -> alt.LayerChart | alt.FacetChart:
    colour = alt.Color("verdict:N", legend=None, scale=alt.Scale(
        domain=list(_VERDICTS),
        range=[COLOURS["good"], COLOURS["warning"], COLOURS["error"]],
    ))  # fmt: skip
    base = alt.Chart(frame)
    whole = alt.Axis(tickMinStep=1, tickCount=4, format=",d")
    bars = base.mark_bar(binSpacing=2).encode(
        x=alt.X("start:Q", title=_("Seconds"), axis=alt.Axis(tickCount=8, format="~g")),
        x2="end:Q",
        y=alt.Y("pages:Q", title=_("Pages"), axis=whole),
        y2="floor:Q",
        color=colour,
        tooltip=[alt.Tooltip("start:Q", title=_("From, s")),
                 alt.Tooltip("pages:Q", title=_("Pages")),
                 alt.Tooltip("name:N", title=_("Verdict"))],
    )  # fmt: skip
    # The name stands over the first bar of its kind, so that colour is never alone.
    first = frame[frame["pages"] > 0].drop_duplicates("name")
    names = alt.Chart(first).mark_text(align="left", dy=-8, fontWeight="bold").encode(
        x="start:Q", y="pages:Q", text="name:N", color=colour
    )  # fmt: skip
    return alt.layer(bars, names).properties(width=860, height=200)
