"""Jinja as our templates use it: strict, autoescaped, numbers and dates by filter."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal, InvalidOperation
from pathlib import Path

import jinja2
from babel.dates import format_datetime
from babel.numbers import format_decimal
from markupsafe import Markup

from reports.model.words import is_web, locale_of, money, path_of
from reports.site.markdown import to_html
from reports.site.names import page_name


def environment(folders: Sequence[Path], language: str = "en") -> jinja2.Environment:
    """The environment for pages: what is undefined is an error, and every text is escaped."""
    env = jinja2.Environment(
        loader=jinja2.FileSystemLoader([str(folder) for folder in folders]),
        undefined=jinja2.StrictUndefined,
        autoescape=True,
        auto_reload=False,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    env.policies["json.dumps_kwargs"] = {"sort_keys": True}
    env.filters |= {
        "number": lambda value: number(value, language),
        "percent": lambda value: percent(value, language),
        "signed": lambda value: signed(value, language),
        "money": lambda amount, currency: money(amount, currency, language),
        "signed_money": lambda amount, currency: signed_money(amount, currency, language),
        "moment": lambda value: moment(value, language),
        "bytes": lambda value: size(value, language),
        "path": path_of,
        "markdown": to_html,
        "spark": spark,
        "shard": page_name,
    }
    env.tests["web"] = is_web
    return env


def number(value: object, language: str) -> str:
    """`1,204` or `0.12`; a dash for nothing; text that is no number stays."""
    if value is None or value == "":
        return "–"
    try:
        return str(format_decimal(Decimal(str(value)), locale=locale_of(language)))
    except InvalidOperation:
        return str(value)


def percent(value: object, language: str) -> str:
    """`4.2 %`, `−3 %` with a real minus sign; a dash for nothing."""
    return "–" if value is None else f"{number(value, language)} %".replace("-", "−")


def signed(value: object, language: str) -> str:
    """`+3`, `−2` with a real minus sign, `±0`."""
    if value is None or value == "":
        return "–"
    amount = Decimal(str(value))
    if amount == 0:
        return "±0"
    return f"{'+' if amount > 0 else '−'}{number(abs(amount), language)}"


def signed_money(amount: str | None, currency: str | None, language: str) -> str:
    """A difference of money with its sign."""
    if amount is None:
        return "–"
    value = Decimal(amount)
    sign = "+" if value > 0 else "−" if value < 0 else ""
    return sign + money(str(abs(value)), currency, language)


def moment(value: str, language: str) -> str:
    """`Saturday 22 August 2026, 02:10 UTC` from an ISO time."""
    time = datetime.fromisoformat(value)
    return f"{format_datetime(time, 'EEEE d MMMM y, HH:mm', locale=locale_of(language))} UTC"


def size(value: int, language: str) -> str:
    """`12 KB`, `1.2 MB`."""
    if value < 1_000_000:
        return f"{number(max(1, round(value / 1000)), language)} KB"
    return f"{number(round(value / 1_000_000, 1), language)} MB"


def spark(values: str | None, width: int = 96, height: int = 24) -> Markup:
    """A sparkline of comma-separated numbers, as SVG with the numbers as its name."""
    points = [float(part) for part in (values or "").split(",") if part.strip()]
    if len(points) < 2:
        return Markup("")
    low, high = min(points), max(points)
    if low == high:  # a flat line belongs in the middle
        low, high = low - 1, high + 1
    reach = high - low
    step = (width - 6) / (len(points) - 1)
    places = [
        (round(3 + index * step, 1), round(height - 3 - (value - low) / reach * (height - 6), 1))
        for index, value in enumerate(points)
    ]
    line = " ".join(f"{x:g},{y:g}" for x, y in places)
    x, y = places[-1]
    label = f"from {points[0]:g} to {points[-1]:g}, lowest {min(points):g}, highest {max(points):g}"
    return Markup(
        '<svg class="spark" viewBox="0 0 {} {}" width="{}" height="{}" role="img" aria-label="{}">'
        '<polyline points="{}"/><circle cx="{:g}" cy="{:g}" r="2.5"/></svg>'
    ).format(width, height, width, height, label, line, x, y)
