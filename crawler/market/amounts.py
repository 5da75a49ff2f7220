"""Rounding and comparing: Decimal throughout, half up, and always at the end of a calculation."""

from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal

HUNDRED = Decimal(100)


def rounded(value: Decimal, places: int) -> Decimal:
    """Half up, as people round: 0.05 becomes 0.1 and -0.05 becomes -0.1. Never -0."""
    return value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP) + 0


def percent(part: Decimal, whole: Decimal, places: int = 1) -> Decimal | None:
    """A part in percent of a whole. None: of nothing."""
    return rounded(part / whole * HUNDRED, places) if whole else None


def mean(values: Iterable[Decimal]) -> Decimal | None:
    """Not rounded. None: of nothing."""
    known = list(values)
    return sum(known, Decimal(0)) / len(known) if known else None


def median(values: Iterable[Decimal]) -> Decimal | None:
    """The middle one, or the mean of the two in the middle. None: of nothing."""
    known = sorted(values)
    if not known:
        return None
    middle = len(known) // 2
    return known[middle] if len(known) % 2 else (known[middle - 1] + known[middle]) / 2


def equal(one: Decimal, other: Decimal, within: Decimal) -> bool:
    """Whether two amounts are the same, or closer than `within`."""
    return one == other or abs(one - other) < within


def text(value: Decimal | None) -> str | None:
    """As the tables write it: no exponent."""
    return None if value is None else f"{value:f}"
