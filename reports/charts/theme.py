"""One look for every chart, and the way from an Altair chart to accessible SVG.

The colours stand in the SVG as the light theme's hex values; the site's stylesheet maps each of
them to a custom property, so that one drawing serves light, dark and print.
"""

import html
import json
import re
from collections.abc import Iterable
from typing import Any

import altair as alt
import pandas as pd
import vl_convert

from reports.charts.locale import chart_locale, day_form
from reports.language import _
from reports.model.parts import Chart

COLOURS = {
    "error": "#b3261e",
    "warning": "#8a5200",
    "notice": "#3a5a94",
    "good": "#1f6f43",
    "accent": "#0b6a6a",
    "quiet": "#8a8f94",
    "faint": "#c9c5bd",
}
"""Tone to colour in the SVG. `assets/charts.css` must name each of them."""

_INK = "#5b6167"
_LINE = "#dfe2e4"

CONFIG: dict[str, Any] = {
    "background": None,
    "font": "system-ui, sans-serif",
    "view": {"stroke": None},
    "padding": {"left": 40, "right": 8, "top": 8, "bottom": 4},
    "axis": {
        "labelColor": _INK,
        "titleColor": _INK,
        "gridColor": _LINE,
        "domain": False,
        "ticks": False,
        "labelFontSize": 12,
        "titleFontSize": 12,
        "titleFontWeight": "normal",
        "labelPadding": 8,
    },
    "axisX": {"grid": False},
    "text": {"color": _INK, "fontSize": 12},
    "line": {"strokeWidth": 2.25, "strokeCap": "round"},
}


DAYS_NAMED = 7
"""More names do not fit below the narrowest chart."""


def day_axis(days: pd.Series, *, year: bool = False, **more: Any) -> alt.Axis:
    """An axis of nights: at most seven of them are named, none beside another, always the last.

    Nights may lie apart unevenly: a price is only written down when it changes.
    """
    nights = sorted(set(pd.to_datetime(days).dt.normalize()), reverse=True)
    shown = nights[:1]
    for night in nights:
        if shown[0] - night > (nights[0] - nights[-1]) / (DAYS_NAMED - 0.5):
            shown.insert(0, night)
    values = [alt.DateTime(year=at.year, month=at.month, date=at.day) for at in shown]
    return alt.Axis(format=day_form(year=year), values=values, **more)


def specification(
    chart: alt.Chart | alt.LayerChart | alt.FacetChart, *, validate: bool = True
) -> dict[str, Any]:
    """The Vega-Lite specification in our look; the same bytes for the same data.

    `validate=False` is for charts that are drawn by the hundred: a test validates one of them.
    """
    spec: dict[str, Any] = chart.to_dict(validate=validate)
    spec["config"] = {**CONFIG, "locale": chart_locale()}
    return spec


def drawing(spec: dict[str, Any], name: str, title: str, description: str) -> str:
    """The chart as SVG for a page: named, without roles inside, coordinates rounded."""
    svg: str = vl_convert.vegalite_to_svg(json.dumps(spec), allowed_base_urls=[])
    svg = re.sub(r'\s(?:role|aria-roledescription|aria-label|aria-hidden)="[^"]*"', "", svg)
    svg = re.sub(r"(\d+\.\d{2})\d+", r"\1", svg)
    head = re.match(r"<svg[^>]*>", svg)
    if head is None:
        raise ValueError("vl-convert gave no SVG")
    box = re.search(r'viewBox="([^"]+)"', head[0])
    width, height = (
        re.search(r'width="([\d.]+)"', head[0]),
        re.search(r'height="([\d.]+)"', head[0]),
    )
    view = box[1] if box else f"0 0 {width[1] if width else 0} {height[1] if height else 0}"
    label = f'<title id="{name}-title">{html.escape(title)}</title>'
    label += f'<desc id="{name}-desc">{html.escape(description)}</desc>'
    opening = (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="chart" role="img" viewBox="{view}" '
        f'aria-labelledby="{name}-title {name}-desc">'
    )
    return opening + label + svg[head.end() :]


def figure(
    name: str,
    title: str,
    conclusion: str,
    chart: alt.Chart | alt.LayerChart | alt.FacetChart,
    headings: tuple[str, ...],
    rows: Iterable[tuple[str, ...]],
) -> Chart:
    """The chart as a page shows it: drawing, conclusion, numbers, and what Explore needs."""
    spec = specification(chart)
    return Chart(
        id=name,
        title=title,
        conclusion=conclusion,
        svg=drawing(spec, name, title, conclusion),
        headings=headings,
        rows=tuple(rows),
        spec=spec,
        nights=headings[0] == _("Night"),
    )


def told(conclusion: str, frame: pd.DataFrame, known: pd.DataFrame) -> str:
    """The conclusion, with a warning where it ends before the last night because that is a gap."""
    if known["day"].max() == frame["day"].max():
        return conclusion
    return " ".join((conclusion, _("Nothing is known of the last night.")))


def spread(values: Iterable[float], room: float) -> list[float]:
    """Places for names beside `values` (rising): each at its value, but `room` above the last."""
    places: list[float] = []
    for value in values:
        places.append(max(value, places[-1] + room) if places else value)
    return places
