"""Own prices against the market, product by product."""

import altair as alt
import pandas as pd

from reports.charts.theme import COLOURS, figure
from reports.language import _, count, number
from reports.model.parts import Chart


def market_chart(frame: pd.DataFrame, own: str) -> tuple[Chart, ...]:
    """The picture of `frames.market_frame`; nothing where no product was compared."""
    if frame.empty:
        return ()
    mine = frame[frame["who"] == "own"]
    above, below = int((mine["percent"] > 100).sum()), int((mine["percent"] < 100).sum())
    conclusion = _(
        "Of {products} drawn, {own} is dearer than the market's average with {above} and cheaper "
        "with {below}."
    ).format(
        products=count(len(mine), "product", "products"),
        own=own,
        above=number(above),
        below=number(below),
    )
    rows = (
        (str(line.product), str(line.shop), str(line.price), number(line.percent))
        for line in frame.itertuples()
    )
    return (
        figure(
            "market",
            _("Your price against the market's average"),
            conclusion,
            market(frame),
            (_("Product"), _("Shop"), _("Price"), _("% of the average")),
            rows,
        ),
    )


def market(frame: pd.DataFrame) -> alt.LayerChart | alt.FacetChart:
    """The chart itself: a bar over the rivals' range, circles for rivals, a diamond for us."""
    order = list(dict.fromkeys(frame["product"]))
    low = min(float(frame["percent"].min()), 95.0)
    high = max(float(frame["percent"].max()), 105.0)
    scale = alt.Scale(domain=[low - 2, high + 2], nice=False, zero=False)
    x = alt.X(
        "percent:Q",
        title=_("Price in % of the other shops' average"),
        scale=scale,
        axis=alt.Axis(tickCount=6, grid=True),
    )
    y = alt.Y("product:N", title=None, sort=order, axis=alt.Axis(labelLimit=230))
    tips = [
        alt.Tooltip("product:N", title=_("Product")),
        alt.Tooltip("shop:N", title=_("Shop")),
        alt.Tooltip("price:N", title=_("Price")),
        alt.Tooltip("percent:Q", title=_("% of the average")),
    ]
    rule = (
        alt.Chart(pd.DataFrame({"percent": [100.0]}))
        .mark_rule(strokeDash=[4, 3], color=COLOURS["quiet"])
        .encode(x=x)
    )
    reach = (
        alt.Chart(frame)
        .mark_rule(strokeWidth=2, opacity=0.45, color=COLOURS["quiet"])
        .encode(x=alt.X("min(percent):Q", scale=scale), x2="max(percent):Q", y=y)
    )
    rivals = (
        alt.Chart(frame)
        .transform_filter(alt.datum.who == "rival")
        .mark_point(filled=False, size=60, color=COLOURS["quiet"], opacity=1)
        .encode(x=x, y=y, tooltip=tips)
    )
    own = (
        alt.Chart(frame)
        .transform_filter(alt.datum.who == "own")
        .mark_point(filled=True, size=110, shape="diamond", color=COLOURS["accent"], opacity=1)
        .encode(x=x, y=y, tooltip=tips)
    )
    return alt.layer(rule, reach, rivals, own).properties(width=760, height=alt.Step(28))
