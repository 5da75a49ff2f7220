"""Prices that are too far from everything known to be believed on the first night."""

from collections.abc import Sequence
from decimal import Decimal

from crawler.market.amounts import equal, median
from crawler.market.series import SUSPECT, PageSeries, PriceRow

FROM_LAST = 3
"""Factor from the last known price. Our own limit: a slip of the decimal mark is 10 or 100, a price
in another currency or for a pack of several mostly 3 or more, and clearance sales go to a third
rarely (Omnia and Dealavo have such a filter too, research of 2026-11-22)."""
FROM_MEDIAN = 4
"""Factor from the median of the market. Our own limit: wider, because shops do differ."""
OTHERS = 3
"""Other prices that a median needs before it says anything. Our own limit."""


def is_suspect(
    now: PriceRow,
    amount: Decimal,
    series: PageSeries,
    known: Decimal | None,
    others: Sequence[Decimal],
    within: Decimal,
) -> bool:
    """Whether a competitor's price waits for a second night.

    `amount`, `known` (the last believed price, None: none or another currency) and `others` (what
    the other shops ask tonight, the own one included) are in the own currency. A price that the
    last sighting showed already is believed, and so is one that was believed before. A shop that
    stood far from the median before is not suspected again for standing there.
    """
    last = series.last_priced()
    if last is not None and last.currency == now.currency and last.price is not None:
        repeated = now.price is not None and equal(now.price, last.price, within)
        if repeated and last.state == SUSPECT:
            return False
    if known is not None and equal(amount, known, within):
        return False
    if known is not None and apart(amount, known, FROM_LAST):
        return True
    middle = median(others) if len(others) >= OTHERS else None
    if middle is None or not apart(amount, middle, FROM_MEDIAN):
        return False
    return known is None or not apart(known, middle, FROM_MEDIAN)


def apart(one: Decimal, other: Decimal, factor: int) -> bool:
    """Whether one amount is so many times the other, or more; both are above 0."""
    return one >= factor * other or other >= factor * one
