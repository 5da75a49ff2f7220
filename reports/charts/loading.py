"""How long pages take: a bar for each half second, good and poor marked by lines and words."""

from collections import Counter
from collections.abc import Sequence

import altair as alt
import pandas as pd

from reports.charts.theme import COLOURS, drawing, specification
from reports.model.parts import Chart

STEP_MS = 500
LAST_MS = 6000
"""Slower pages stand in one bar at the end."""
FEWEST = 5
"""Pages; fewer are read faster in the table."""


def loading_chart(values: Sequence[float], good_ms: int, poor_ms: int) -> tuple[Chart, ...]:
    """Distribution of the largest contentful paint in ms; nothing for a handful of pages."""
    if len(values) < FEWEST:
        return ()
    counted = Counter(min(int(value // STEP_MS) * STEP_MS, LAST_MS) for value in values)
    steps = range(0, max(*counted, poor_ms) + STEP_MS, STEP_MS)
    words = {True: "Good", False: "Needs work"}
    frame = pd.DataFrame(
        {
            "start": [step / 1000 for step in steps],
            "end": [(step + STEP_MS) / 1000 for step in steps],
            "pages": [counted[step] for step in steps],
            "floor": 0,
            "name": [
                "Poor" if step >= poor_ms else words[step + STEP_MS <= good_ms] for step in steps
            ],
        }
    )
    spec = specification(_bars(frame))
    good = sum(value <= good_ms for value in values)
    title = "When the main content appears"
    conclusion = f"{good} of {len(values)} pages within {good_ms / 1000:g} s."
    rows = tuple(
        (f"{row.start:g} to {row.end:g} s", str(row.pages), str(row.name))
        for row in frame.itertuples()
        if row.pages
    )
    return (
        Chart(
            id="loading",
            title=title,
            conclusion=conclusion,
            svg=drawing(spec, "loading", title, conclusion),
            headings=("Main content appears after", "Pages", "Verdict"),
            rows=rows,
            spec=spec,
        ),
    )


def _bars(frame: pd.DataFrame) -> alt.LayerChart | alt.FacetChart:
    colour = alt.Color("name:N", legend=None, scale=alt.Scale(
        domain=["Good", "Needs work", "Poor"],
        range=[COLOURS["good"], COLOURS["warning"], COLOURS["error"]],
    ))  # fmt: skip
    base = alt.Chart(frame)
    bars = base.mark_bar(binSpacing=2).encode(
        x=alt.X("start:Q", title="Seconds", axis=alt.Axis(tickCount=8, format="~g")),
        x2="end:Q",
        y=alt.Y("pages:Q", title="Pages", axis=alt.Axis(tickMinStep=1, tickCount=4, format=",d")),
        y2="floor:Q",
        color=colour,
        tooltip=[alt.Tooltip("start:Q", title="From, s"), alt.Tooltip("pages:Q", title="Pages"),
                 alt.Tooltip("name:N", title="Verdict")],
    )  # fmt: skip
    # The name stands over the first bar of its kind, so that colour is never alone.
    first = frame[frame["pages"] > 0].drop_duplicates("name")
    names = alt.Chart(first).mark_text(align="left", dy=-8, fontWeight="bold").encode(
        x="start:Q", y="pages:Q", text="name:N", color=colour
    )  # fmt: skip
    return alt.layer(bars, names).properties(width=860, height=200)
