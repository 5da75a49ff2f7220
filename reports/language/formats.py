"""Numbers, money and dates as the readers of the report write them."""

from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from functools import lru_cache

from babel import Locale
from babel.dates import format_date, format_datetime
from babel.numbers import format_currency, format_decimal

from reports.language.speech import ngettext, speech

NOTHING = "–"
"""Stands where there is no value."""
MINUS = "−"


def count(value: int, one: str, many: str) -> str:
    """`1 page`, `2 pages`, `1,204 pages`, in the language spoken now.

    Both forms are literals, so that the catalogue gets them.
    """
    return f"{number(value)} {ngettext(one, many, value)}"


def number(value: object, places: int = 0) -> str:
    """`1,204` or `0.12`; a dash for nothing; text that is no number stays.

    `places`: digits after the mark at least, as prices have 2; then there are 4 at most.
    """
    if value is None or value == "":
        return NOTHING
    try:
        return _decimal(str(value), speech().locale, places)
    except InvalidOperation:
        return str(value)


def percent(value: object) -> str:
    """`4.2 %`, `−3 %` with a real minus sign; a dash for nothing."""
    return NOTHING if value is None else f"{number(value)} %".replace("-", MINUS)


def signed(value: object) -> str:
    """`+3`, `−2` with a real minus sign, `±0`."""
    if value is None or value == "":
        return NOTHING
    amount = Decimal(str(value))
    if amount == 0:
        return "±0"
    return f"{'+' if amount > 0 else MINUS}{number(abs(amount))}"


def money(amount: str | None, currency: str | None) -> str:
    """`€1,299.00`; a dash when there is no amount; the bare number without a currency."""
    return NOTHING if amount is None else _money(amount, currency or "", speech().locale)


def signed_money(amount: str | None, currency: str | None) -> str:
    """A difference of money with its sign."""
    if amount is None:
        return NOTHING
    value = Decimal(amount)
    sign = "+" if value > 0 else MINUS if value < 0 else ""
    return sign + money(str(abs(value)), currency)


def moment(value: str | datetime) -> str:
    """`Saturday 22 August 2026, 02:10 UTC` from an ISO time."""
    time = datetime.fromisoformat(value) if isinstance(value, str) else value
    locale = speech().locale
    return f"{format_datetime(time, _long(locale) + ', HH:mm', locale=locale)} UTC"


def day_in_words(value: str | date) -> str:
    """`22 August 2026` from an ISO date or a run id."""
    day = date.fromisoformat(value[:10]) if isinstance(value, str) else value
    locale = speech().locale
    return str(format_date(day, "d MMMM y" if str(locale) == "en" else "long", locale=locale))


def size(value: int) -> str:
    """`12 KB`, `1.2 MB`."""
    if value < 1_000_000:
        return f"{number(max(1, round(value / 1000)))} KB"
    return f"{number(round(value / 1_000_000, 1))} MB"


def _long(locale: Locale) -> str:
    # "en" alone is American to Babel; our times are international, and so is the order of the day.
    if str(locale) == "en":
        return "EEEE d MMMM y"
    return str(locale.date_formats["full"].pattern)


@lru_cache(maxsize=8192)
def _decimal(value: str, locale: Locale, places: int) -> str:
    pattern = f"#,##0.{'0' * places}{'#' * (4 - places)}" if places else None
    return str(format_decimal(Decimal(value), format=pattern, locale=locale))


@lru_cache(maxsize=8192)
def _money(amount: str, currency: str, locale: Locale) -> str:
    value = Decimal(amount)
    if not currency:
        return str(format_decimal(value, format="#,##0.00", locale=locale))
    return str(format_currency(value, currency, locale=locale))
