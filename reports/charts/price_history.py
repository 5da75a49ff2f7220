"""The prices of one product in every shop, as steps, with gaps where nobody knows."""

from collections.abc import Sequence

import altair as alt
import pandas as pd

from reports.charts.position import named_ends
from reports.charts.theme import COLOURS, day_axis, drawing, specification

RIVAL_COLOURS = ("notice", "warning", "error", "quiet", "good")
"""In the order of the shops; every line has its shop's name beside it as well."""

COLUMNS = ("day", "shop", "price", "stretch", "stock")


def history_svg(points: Sequence[tuple[str, str, float, str, str]], own: str, name: str,
                title: str, description: str) -> str:  # fmt: skip
    """The drawing of `points`: day (ISO), shop, price, stretch, and `in` or `out` of stock.

    A stretch is a time in which a price was known without a gap and the stock did not change.
    """
    frame = pd.DataFrame(list(points), columns=list(COLUMNS))
    frame["day"] = pd.to_datetime(frame["day"], format="%Y-%m-%d")
    return drawing(
        specification(price_history(frame, own), validate=False), name, title, description
    )


def price_history(frame: pd.DataFrame, own: str) -> alt.LayerChart | alt.FacetChart:
    """The chart itself: the own shop thick, out of stock dotted, names at the ends."""
    rivals = sorted(set(frame["shop"]) - {own})
    colours = {shop: COLOURS[RIVAL_COLOURS[index % len(RIVAL_COLOURS)]]
               for index, shop in enumerate(rivals)}  # fmt: skip
    if own in set(frame["shop"]):
        colours[own] = COLOURS["accent"]
    low, high = float(frame["price"].min()), float(frame["price"].max())
    pad = max(high - low, high * 0.02, 0.01) * 0.15
    scale = alt.Scale(domain=[low - pad, high + pad], nice=False, zero=False)
    named = alt.Scale(domain=list(colours), range=list(colours.values()))
    colour = alt.Color("shop:N", legend=None, scale=named)
    x = alt.X("day:T", title=None, axis=day_axis(frame["day"], year=True, labelFlush=False))
    y = alt.Y("price:Q", title=None, scale=scale, axis=alt.Axis(tickCount=5, grid=True))
    dashes = alt.Scale(domain=["in", "out"], range=[[1, 0], [2, 4]])
    dash = alt.StrokeDash("stock:N", legend=None, scale=dashes)
    ends = named_ends(frame, "shop", "price", high - low + 2 * pad)
    shown = frame.assign(own=frame["shop"] == own, place=ends["place"])
    lines = [
        alt.Chart()
        .mark_line(interpolate="step-after", strokeWidth=width, strokeCap="butt")
        .encode(x=x, y=y, color=colour, strokeDash=dash, detail="stretch:N")
        .transform_filter(f"datum.own === {mine}")
        for mine, width in (("false", 1.5), ("true", 3))  # the own shop's on top
    ]
    last = alt.Chart().transform_filter("datum.place !== null")
    end = last.mark_point(filled=True, size=40, opacity=1).encode(x=x, y=y, color=colour)
    words = last.mark_text(align="left", dx=9).encode(
        x=x, y=alt.Y("place:Q", scale=scale), text="shop:N", color=colour
    )
    # One frame for all layers: 300 products are drawn, and each copy of the data costs 10 ms.
    return alt.layer(*lines, end, words, data=shown).properties(width=760, height=240)
