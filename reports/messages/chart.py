"""The trend of the report as a picture for mail, which shows no SVG."""

import json
from dataclasses import dataclass

import vl_convert

from reports.charts.trend import trend_chart
from reports.model.frames import open_by_night
from reports.model.history import RunLine

SCALE = 1.5
"""Pixels of the picture for one of the page: sharp on phones."""
WIDTH_PX = 640
"""Shown width: what mail programs on a laptop show without cutting."""
PAPER = "#ffffff"


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing with what it says."""

    png: bytes
    alt: str
    width_px: int


def picture(runs: tuple[tuple[str, RunLine], ...]) -> Picture | None:
    """The open findings night by night. None before the second known night."""
    if len(runs) < 2:
        return None
    charts = trend_chart(open_by_night(list(runs)))
    if not charts:
        return None
    chart = charts[0]
    spec = {**chart.spec, "config": {**chart.spec["config"], "background": PAPER}}
    png = vl_convert.vegalite_to_png(json.dumps(spec), scale=SCALE, allowed_base_urls=[])
    return Picture(bytes(png), f"{chart.title}. {chart.conclusion}", WIDTH_PX)
