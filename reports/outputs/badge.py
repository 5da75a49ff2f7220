"""The health score as a badge: a picture of our own, and a file that shields.io reads."""

import json
from pathlib import Path

from markupsafe import Markup

from crawler.config.model import ReportConfig
from reports.language import N_, _, number
from reports.model.downloads import Download
from reports.model.pages import ReportModel
from reports.outputs.base import listed, place, xml_text
from reports.outputs.json_schema import schema_file

BANDS = ((91.0, "1f6f43"), (71.0, "0b6a6a"), (31.0, "8a5200"), (0.0, "b3261e"))
"""Lowest score and colour: the bands of Ahrefs' health score (excellent, good, fair, weak;
help.ahrefs.com, 1424673, read 2026-11-23) in the light colours of tokens.css, on which white has a
contrast of 5.9 and more."""
UNKNOWN = "585f66"
_LABEL = "33393f"
_NARROW = frozenset("iljtfrI1.,:;'|!()[] ")
_WIDE = frozenset("mwMW%@")


def badge_files(report: ReportModel, site: Path, settings: ReportConfig) -> tuple[Download, ...]:
    """badge/health.svg and badge/health.json."""
    label, message, colour = badge_of(report)
    svg, endpoint = "badge/health.svg", "badge/health.json"
    place(site, svg).write_text(_svg(label, message, colour), encoding="utf-8", newline="\n")
    said = {"schemaVersion": 1, "label": label, "message": message, "color": colour}
    place(site, endpoint).write_text(
        f"{json.dumps(said, ensure_ascii=False)}\n", encoding="utf-8", newline="\n"
    )
    return (
        listed(site, svg, N_("The health score as a picture for a wiki or a README"), "feeds"),
        listed(site, endpoint, N_("The same for shields.io and its like"), "feeds",
               schema=schema_file("health")),
    )  # fmt: skip


def badge_of(report: ReportModel) -> tuple[str, str, str]:
    """Label, message and colour (six hex digits). A score that is not known is never 0."""
    value = report.overview.score.value
    if value is None:
        return _("store health"), _("unknown"), UNKNOWN
    colour = next(colour for least, colour in BANDS if value >= least)
    return _("store health"), number(value), colour


def _width(text: str) -> int:
    """Pixels that a text of 11 px needs, roughly; `textLength` makes it exact."""
    each = (4.2 if one in _NARROW else 10.2 if one in _WIDE or ord(one) > 0x2E7F else 7.0
            for one in text)  # fmt: skip
    return round(sum(each))


def _svg(label: str, message: str, colour: str) -> str:
    label, message = xml_text(label), xml_text(message)
    left, right = _width(label) + 12, _width(message) + 14
    return Markup(
        '<svg xmlns="http://www.w3.org/2000/svg" width="{w}" height="20" viewBox="0 0 {w} 20" '
        'role="img" aria-label="{label}: {message}"><title>{label}: {message}</title>'
        '<rect width="{w}" height="20" rx="4" fill="#{dark}"/>'
        '<path fill="#{colour}" d="M{left} 0h{inner}a4 4 0 0 1 4 4v12a4 4 0 0 1-4 4H{left}z"/>'
        '<g fill="#fff" text-anchor="middle" font-size="11" '
        'font-family="Verdana,DejaVu Sans,Geneva,sans-serif">'
        '<text x="{x1}" y="14" textLength="{l1}" lengthAdjust="spacingAndGlyphs">{label}</text>'
        '<text x="{x2}" y="14" textLength="{l2}" lengthAdjust="spacingAndGlyphs" '
        'font-weight="bold">{message}</text></g></svg>\n'
    ).format(
        w=left + right, label=label, message=message, dark=_LABEL, colour=colour, left=left,
        inner=right - 4, x1=left / 2, l1=left - 12, x2=left + right / 2, l2=right - 14,
    )  # fmt: skip
