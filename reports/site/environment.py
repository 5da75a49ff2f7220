"""Jinja as our templates use it: strict, autoescaped, numbers and dates by filter."""

from collections.abc import Sequence
from pathlib import Path

import jinja2
from markupsafe import Markup

from reports.language import _, formats, ngettext, number
from reports.model.words import is_web, path_of
from reports.names import page_name
from reports.site.markdown import to_html


def environment(folders: Sequence[Path]) -> jinja2.Environment:
    """The environment for pages: what is undefined is an error, and every text is escaped.

    Words and formats are those of the language spoken while a page is rendered.
    """
    env = jinja2.Environment(
        loader=jinja2.FileSystemLoader([str(folder) for folder in folders]),
        undefined=jinja2.StrictUndefined,
        autoescape=True,
        auto_reload=False,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )
    env.policies["json.dumps_kwargs"] = {"sort_keys": True}
    env.policies["ext.i18n.trimmed"] = True
    env.install_gettext_callables(_, ngettext, newstyle=True)  # type: ignore[attr-defined]
    env.filters |= {
        "number": formats.number,
        "percent": formats.percent,
        "signed": formats.signed,
        "money": formats.money,
        "signed_money": formats.signed_money,
        "moment": formats.moment,
        "bytes": formats.size,
        "path": path_of,
        "markdown": to_html,
        "spark": spark,
        "shard": page_name,
    }
    env.tests["web"] = is_web
    return env


def spark(values: str | None, width: int = 96, height: int = 24) -> Markup:
    """A sparkline of comma-separated numbers, as SVG with the numbers as its name.

    Nothing between two commas is a night of which nothing is known: a gap in the line.
    """
    numbers = [float(part) if part.strip() else None for part in (values or "").split(",")]
    points = [value for value in numbers if value is not None]
    if len(points) < 2:
        return Markup("")
    low, high = min(points), max(points)
    if low == high:  # a flat line belongs in the middle
        low, high = low - 1, high + 1
    reach = high - low
    step = (width - 6) / (len(numbers) - 1)
    pieces: list[list[tuple[float, float]]] = [[]]
    for index, value in enumerate(numbers):
        if value is None:
            pieces.append([])
            continue
        y = round(height - 3 - (value - low) / reach * (height - 6), 1)
        pieces[-1].append((round(3 + index * step, 1), y))
    drawn = [piece for piece in pieces if piece]
    lines = Markup("").join(_stretch(piece) for piece in drawn)
    x, y = drawn[-1][-1]
    label = _("from {first} to {last}, lowest {lowest}, highest {highest}").format(
        first=number(points[0]), last=number(points[-1]),
        lowest=number(min(points)), highest=number(max(points)),
    )  # fmt: skip
    return Markup(
        '<svg class="spark" viewBox="0 0 {} {}" width="{}" height="{}" role="img" aria-label="{}">'
        '{}<circle cx="{:g}" cy="{:g}" r="2.5"/></svg>'
    ).format(width, height, width, height, label, lines, x, y)


def _stretch(piece: list[tuple[float, float]]) -> Markup:
    """Nights in a row; a single one between two gaps is a line as short as a dot."""
    if len(piece) == 1:
        piece = [piece[0], (piece[0][0] + 0.1, piece[0][1])]
    return Markup('<polyline points="{}"/>').format(" ".join(f"{x:g},{y:g}" for x, y in piece))
