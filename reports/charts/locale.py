"""Numbers and days on the axes of charts, as readers of the report's language write them."""

import re
from functools import lru_cache
from typing import Any

from babel import Locale
from babel.numbers import get_decimal_symbol, get_group_symbol

from reports.language import speech

_SIGNS = {"d": "%-d", "M": "%b", "L": "%b", "y": "%y"}
"""Letter of a CLDR date pattern to the sign of d3-time-format."""


def chart_locale() -> dict[str, Any]:
    """What Vega's `config.locale` takes: definitions of d3-format and d3-time-format."""
    return _definitions(speech().locale)


def day_form(*, year: bool = False) -> str:
    """How an axis names a night, for d3-time-format: `%-d %b`, in German `%-d. %b`."""
    locale = speech().locale
    if str(locale) == "en":  # as day_in_words does: "en" alone is American to Babel
        return "%-d %b %y" if year else "%-d %b"
    pattern = locale.datetime_skeletons["yMMMd" if year else "MMMd"].pattern
    tokens = re.findall(r"'([^']*)'|([dMLy])\2*|(.)", pattern)
    return "".join(quoted or other or _SIGNS[sign] for quoted, sign, other in tokens)


@lru_cache(maxsize=8)
def _definitions(locale: Locale) -> dict[str, Any]:
    days, short = locale.days["format"]["wide"], locale.days["format"]["abbreviated"]
    months = locale.months["format"]
    week = (6, 0, 1, 2, 3, 4, 5)  # d3 begins with Sunday, Babel calls Monday 0
    return {
        "number": {
            "decimal": get_decimal_symbol(locale),
            "thousands": get_group_symbol(locale),
            "grouping": [3],
            "currency": ["", ""],  # no axis writes money as such
        },
        "time": {
            "dateTime": "%Y-%m-%d %H:%M",
            "date": "%Y-%m-%d",
            "time": "%H:%M",
            "periods": ["AM", "PM"],
            "days": [days[at] for at in week],
            "shortDays": [short[at] for at in week],
            "months": [months["wide"][at] for at in range(1, 13)],
            "shortMonths": [months["abbreviated"][at] for at in range(1, 13)],
        },
    }
