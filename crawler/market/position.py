"""Where one price stands among others."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from crawler.market.amounts import equal, mean, percent


@dataclass(frozen=True, slots=True)
class Position:
    """Where an own price stands among the others; exact, nothing is rounded but the percentages."""

    average: Decimal
    lowest: Decimal
    highest: Decimal
    index: Decimal | None
    """Own price / average x 100, one decimal: 100 is the market. None: the average is 0."""
    rank: int
    """1 is the cheapest; equal prices share the best place."""
    cheaper: int
    equal: int
    dearer: int
    gap_next: Decimal | None
    """Up to the next dearer one. None: nobody is dearer."""


def position(own: Decimal, amounts: Sequence[Decimal], within: Decimal) -> Position | None:
    """The own price among others in the same currency. None: there are no others."""
    average = mean(amounts)
    if average is None:
        return None
    same = sum(equal(own, other, within) for other in amounts)
    above = [other for other in amounts if other > own and not equal(own, other, within)]
    cheaper = len(amounts) - same - len(above)
    return Position(
        average=average,
        lowest=min(amounts),
        highest=max(amounts),
        index=percent(own, average),
        rank=cheaper + 1,
        cheaper=cheaper,
        equal=same,
        dearer=len(above),
        gap_next=min(above) - own if above else None,
    )
