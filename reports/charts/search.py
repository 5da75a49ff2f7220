"""What Google may show: indexability by kind of page, and how long titles are."""

from collections import Counter
from collections.abc import Mapping, Sequence

import altair as alt
import pandas as pd

from reports.charts.theme import COLOURS, figure
from reports.language import N_, _, count, ngettext, number
from reports.model.parts import Chart

INDEX_TONES = {
    "indexable": "good",
    "noindex": "warning",
    "canonical": "notice",
    "robots": "accent",
    "redirect": "quiet",
    "error": "error",
    "unknown": "faint",
}
"""State to tone, in the order of the bars."""
LINE = 76
"""Characters of a line beside the bars."""
STEP = 5
"""Characters in one bar of the lengths of titles."""
LAST = 120
"""Longer titles stand in one bar at the end."""
FEWEST = 5
"""Pages; fewer are read faster in the table."""


def index_chart(
    counted: Mapping[tuple[str, str], int], kinds: Sequence[tuple[str, str]],
    words: Mapping[str, str],
) -> tuple[Chart, ...]:  # fmt: skip
    """Stacked bars: `counted` by kind and state, `kinds` as (kind, its name) from the top.

    Every bar is as long as its kind's whole, because a shop has one home page and thousands of
    products; the numbers stand beside it in words, so that no colour is needed to read them.
    """
    shown = [
        (kind, name)
        for kind, name in kinds
        if any(counted.get((kind, state)) for state in INDEX_TONES)
    ]
    if not shown:
        return ()
    frame = _index_frame(counted, shown, words)
    beside = pd.DataFrame(
        [(name, _beside(counted, kind, words)) for kind, name in shown], columns=["kind", "text"]
    )
    whole = sum(n for (_kind, state), n in counted.items() if state not in ("", "unknown"))
    good = sum(n for (_kind, state), n in counted.items() if state == "indexable")
    table = (
        (name, *(number(counted.get((kind, state), 0)) for state in INDEX_TONES))
        for kind, name in shown
    )
    return (
        figure(
            "indexability",
            _("What Google may show, by kind of page"),
            _("{n} of {total} that are known are indexable.").format(
                n=number(good), total=count(whole, "page", "pages")
            ),
            indexability(frame, beside),
            (_("Kind"), *(words[state] for state in INDEX_TONES)),
            table,
        ),
    )


def indexability(frame: pd.DataFrame, beside: pd.DataFrame) -> alt.LayerChart | alt.FacetChart:
    """The chart itself. Columns of `frame`: kind, state, name, place, pages, share (percent)."""
    order = list(dict.fromkeys(frame["kind"]))
    y = alt.Y("kind:N", title=None, sort=order, axis=alt.Axis(labelLimit=180))
    states = list(INDEX_TONES)
    third = alt.Scale(domain=[0, 300])  # the rest is for the words
    tones = alt.Scale(domain=states, range=[COLOURS[INDEX_TONES[state]] for state in states])
    bars = (
        alt.Chart(frame)
        .mark_bar(height=18)
        .encode(
            y=y,
            x=alt.X("share:Q", title=None, stack="zero", axis=None, scale=third),
            order=alt.Order("place:Q"),
            color=alt.Color("state:N", legend=None, scale=tones),
            tooltip=[
                alt.Tooltip("kind:N", title=_("Kind")),
                alt.Tooltip("name:N", title=_("State")),
                alt.Tooltip("pages:Q", title=_("Pages")),
            ],
        )
    )
    text = (
        alt.Chart(beside)
        .mark_text(align="left", baseline="middle", dx=12, lineBreak="\n")
        .encode(y=y, x=alt.datum(100, type="quantitative"), text="text:N")
    )
    return alt.layer(bars, text).properties(width=860, height=alt.Step(38))


def _index_frame(
    counted: Mapping[tuple[str, str], int],
    kinds: Sequence[tuple[str, str]],
    words: Mapping[str, str],
) -> pd.DataFrame:
    rows = [
        (name, state, words[state], place, counted[kind, state], _part(counted, kind, state))
        for kind, name in kinds
        for place, state in enumerate(INDEX_TONES)
        if counted.get((kind, state))
    ]
    return pd.DataFrame(rows, columns=["kind", "state", "name", "place", "pages", "share"])


def _part(counted: Mapping[tuple[str, str], int], kind: str, state: str) -> float:
    whole = sum(counted.get((kind, one), 0) for one in INDEX_TONES)
    return round(100 * counted[kind, state] / whole, 3)


def _beside(counted: Mapping[tuple[str, str], int], kind: str, words: Mapping[str, str]) -> str:
    found = [(state, counted.get((kind, state), 0)) for state in INDEX_TONES]
    lines = [""]
    for piece in (f"{words[state]} {number(n)}" for state, n in found if n):
        if lines[-1] and len(lines[-1]) + len(piece) > LINE:
            lines.append(piece)
        else:
            lines[-1] = f"{lines[-1]} · {piece}" if lines[-1] else piece
    return "\n".join(lines)


_LENGTHS = {"short": N_("Short"), "good": N_("Good"), "long": N_("Long")}


def length_chart(widths: Mapping[int, int], limits: tuple[int, int]) -> tuple[Chart, ...]:
    """Distribution of title lengths: `widths` is pages by characters; nothing for a handful."""
    pages = sum(widths.values())
    if pages < FEWEST:
        return ()
    bars: Counter[tuple[int, str]] = Counter()
    for wide, n in widths.items():
        name = "short" if wide < limits[0] else "long" if wide > limits[1] else "good"
        # The longest good title stands left of its limit, and the shortest long one right of it.
        start = min((max(wide, 1) - 1) // STEP * STEP, LAST)
        bars[start, name] += n
    good = sum(n for (_start, name), n in bars.items() if name == "good")
    frame = pd.DataFrame(
        [(start, start + STEP, 0, n, name, _(_LENGTHS[name]))
         for (start, name), n in sorted(bars.items())],
        columns=["start", "end", "floor", "pages", "state", "name"],
    )  # fmt: skip
    conclusion = ngettext(
        "{n} of one title has {low} to {high} characters.",
        "{n} of {total} titles have {low} to {high} characters.",
        pages,
    ).format(n=number(good), total=number(pages), low=limits[0], high=limits[1])
    rows = (
        (_span(start), number(n), _(_LENGTHS[name])) for (start, name), n in sorted(bars.items())
    )
    return (
        figure("title-lengths", _("How long titles are"), conclusion, lengths(frame, limits),
               (_("Characters"), _("Pages"), _("Length")), rows),
    )  # fmt: skip


def lengths(frame: pd.DataFrame, limits: tuple[int, int]) -> alt.LayerChart | alt.FacetChart:
    """The chart itself: bars of five characters, the limits as lines, the classes named."""
    base = alt.Chart(frame)
    last = max(int(frame["end"].max()), limits[1] + STEP)
    scale = alt.Scale(domain=[0, last], nice=False)
    colour = alt.Color("state:N", legend=None, scale=alt.Scale(
        domain=list(_LENGTHS), range=[COLOURS["notice"], COLOURS["good"], COLOURS["warning"]],
    ))  # fmt: skip
    bars = base.mark_bar(binSpacing=2).encode(
        x=alt.X("start:Q", title=_("Characters"), scale=scale, axis=alt.Axis(tickCount=8)),
        x2="end:Q",
        y=alt.Y("pages:Q", title=_("Pages"),
                axis=alt.Axis(tickMinStep=1, tickCount=4, format=",d")),
        y2="floor:Q",
        color=colour,
        tooltip=[alt.Tooltip("start:Q", title=_("More than")),
                 alt.Tooltip("pages:Q", title=_("Pages")),
                 alt.Tooltip("name:N", title=_("Length"))],
    )  # fmt: skip
    lines = (
        alt.Chart(pd.DataFrame({"at": [limits[0] - 1, limits[1]]}))
        .mark_rule(strokeDash=[4, 3], color=COLOURS["quiet"])
        .encode(x=alt.X("at:Q", scale=scale))
    )
    # The name stands over the highest bar of its class, so that colour is never alone.
    tops = frame.sort_values("pages", ascending=False).drop_duplicates("state")
    names = (
        alt.Chart(tops.assign(middle=(tops["start"] + tops["end"]) / 2))
        .mark_text(dy=-9, fontWeight="bold")
        .encode(x=alt.X("middle:Q", scale=scale), y="pages:Q", text="name:N", color=colour)
    )
    return alt.layer(lines, bars, names).properties(width=860, height=200)


def _span(start: int) -> str:
    if start >= LAST:
        return _("more than {n}").format(n=number(LAST))
    return _("{low} to {high}").format(low=number(start + 1), high=number(start + STEP))
