"""A product's market on the last nights, with tonight's pairs and rates: like is held against like.

Working it out anew from the price log, instead of keeping each night's figures, means that a new
pair or another rate never looks like a change of the market.
"""

from dataclasses import dataclass
from decimal import Decimal

from crawler.market.pairs import Watch
from crawler.market.position import Position, position
from crawler.market.quotes import deliverable
from crawler.market.series import PriceHistory, PriceRow
from crawler.market.terms import Terms

NIGHTS = 7
"""How far checks look back: a week has every weekday once. Our own limit."""


@dataclass(frozen=True, slots=True)
class PastNight:
    """What a product cost on an earlier night, in the own currency."""

    run: str
    own: Decimal | None
    """None: not known."""
    rivals: dict[str, Decimal]
    """By site: those whose price counted."""

    def position(self, within: Decimal) -> Position | None:
        """Where the own price stood. None: nothing was compared."""
        return None if self.own is None else position(self.own, tuple(self.rivals.values()), within)


def past_nights(
    watch: Watch, history: PriceHistory, terms: Terms, nights: int = NIGHTS
) -> tuple[PastNight, ...]:
    """The last nights before tonight, in order."""
    pages = [(link, history.page(link.site, link.url)) for link in watch.links if not link.stale]
    found = []
    for run in history.nights[-nights:]:
        own, rivals = None, {}
        for link, page in pages:
            row = page.on(run)
            amount = _amount(row, terms)
            if amount is None or row is None:
                continue
            if link.kind == "own":
                own = amount
            elif deliverable(row.availability):
                rivals[link.site] = amount
        found.append(PastNight(run, own, rivals))
    return tuple(found)


def _amount(row: PriceRow | None, terms: Terms) -> Decimal | None:
    if row is None or not row.known or row.price is None:
        return None
    return terms.amount(row.price, row.currency)
