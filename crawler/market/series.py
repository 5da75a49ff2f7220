"""What earlier nights knew of a price: rows of changes read as a night-by-night series.

A row holds until the next one of its page, through every night that was walked. A night that was
not walked, and one on which a row says that there was nothing to see, is unknown: never a price.
"""

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from types import MappingProxyType

from crawler.records import PriceState

SUSPECT = "suspect"
"""State of a price that waits for a second night; the others are those of PriceState."""
_UNSEEN = frozenset({PriceState.NOT_SEEN, PriceState.BLOCKED})


@dataclass(frozen=True, slots=True)
class PriceRow:
    """A row of prices-YYYY-MM.csv, or what a page shows tonight."""

    run: str
    state: str = PriceState.SHOWN
    """A PriceState, or suspect."""
    price: Decimal | None = None
    currency: str | None = None
    list_price: Decimal | None = None
    availability: str | None = None

    @property
    def looked(self) -> bool:
        """Whether the page was seen at all."""
        return self.state not in _UNSEEN

    @property
    def priced(self) -> bool:
        """Whether it showed a price, believed or not. Nothing costs 0: that is a fault."""
        return self.state in (PriceState.SHOWN, SUSPECT) and bool(self.price and self.price > 0)

    @property
    def known(self) -> bool:
        """Whether it showed a price that is believed."""
        return self.priced and self.state != SUSPECT

    def same_price(self, other: "PriceRow") -> bool:
        """Whether both ask for the same amount of the same currency."""
        return (self.price, self.currency) == (other.price, other.currency)


@dataclass(frozen=True, slots=True)
class Night:
    """One night of one page."""

    run: str
    row: PriceRow | None
    """None: nothing was ever known of the page by then."""

    @property
    def day(self) -> date:
        """In UTC, as the run's name says."""
        return date.fromisoformat(self.run[:10])

    @property
    def price(self) -> Decimal | None:
        """None: not known, or not believed."""
        return self.row.price if self.row is not None and self.row.known else None


@dataclass(frozen=True, slots=True)
class PageSeries:
    """The earlier nights of one page."""

    nights: tuple[str, ...] = ()
    """Run ids of all earlier nights, in order."""
    rows: tuple[PriceRow, ...] = ()
    """In order; a row only where something changed."""

    def on(self, run: str) -> PriceRow | None:
        """What held on a night. None: nothing was ever known by then."""
        place = bisect_right(self.rows, run, key=_run)
        return self.rows[place - 1] if place else None

    def each(self) -> Iterator[Night]:
        """Every night since the page was first known, in order."""
        for run in self.nights:
            row = self.on(run)
            if row is not None:
                yield Night(run, row)

    def last_known(self) -> PriceRow | None:
        """The last price that was believed, however long ago."""
        return next((row for row in reversed(self.rows) if row.known), None)

    def last_priced(self) -> PriceRow | None:
        """The last price that was shown, believed or not."""
        return next((row for row in reversed(self.rows) if row.priced), None)

    def last_looked(self) -> PriceRow | None:
        """The last time that the page was seen at all."""
        return next((row for row in reversed(self.rows) if row.looked), None)

    def since(self, now: PriceRow) -> str:
        """The run in which tonight's price was first seen, unless it was another one meanwhile."""
        first = now.run
        for row in reversed(self.rows):
            if row.priced and not row.same_price(now):
                break
            if row.priced:
                first = row.run
        return first

    def last_seen(self) -> str:
        """The last night on which the page showed a price; empty: never."""
        end = "~"  # behind every run's name
        for row in reversed(self.rows):
            if row.priced:
                return max((run for run in self.nights if row.run <= run < end), default=row.run)
            end = row.run
        return ""


@dataclass(frozen=True, slots=True)
class PriceHistory:
    """Everything remembered of prices before tonight. Empty on the first night."""

    nights: tuple[str, ...] = ()
    """Run ids in order."""
    rows: Mapping[tuple[str, str], tuple[PriceRow, ...]] = field(
        default_factory=lambda: MappingProxyType({})
    )
    """By site and URL, each in order."""

    def page(self, site: str, url: str) -> PageSeries:
        """The series of one page; empty when nothing is known of it."""
        return PageSeries(self.nights, self.rows.get((site, url), ()))

    def filled(self, currencies: Mapping[str, str]) -> "PriceHistory":
        """The same, where prices without a currency are in the one of their site."""
        rows = {
            page: tuple(
                replace(row, currency=currencies.get(page[0])) if _bare(row) else row
                for row in known
            )
            for page, known in self.rows.items()
            if any(map(_bare, known))
        }
        return replace(self, rows={**self.rows, **rows}) if rows else self


def _bare(row: PriceRow) -> bool:
    return row.priced and row.currency is None


def _run(row: PriceRow) -> str:
    return row.run
