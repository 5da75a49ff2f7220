"""How many of a competitor's pairs were seen, tonight and on the last nights."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from crawler.market.amounts import HUNDRED, median
from crawler.market.pairs import Watch
from crawler.market.past import NIGHTS
from crawler.market.series import PriceHistory
from crawler.records import Excluded, QuoteRow, Role


@dataclass(frozen=True, slots=True)
class PairCoverage:
    """The pairs of one competitor."""

    site: str
    pairs: int
    """Tonight, stale ones left out."""
    seen: int
    """Of those, how many answered, whether or not with a price."""
    before: tuple[Decimal, ...] = ()
    """Percent of tonight's pairs that were seen on each of the last nights, in order; pairs that
    were not known yet are left out of theirs, and so is a night on which none was."""

    @property
    def percent(self) -> Decimal:
        """Of tonight's pairs; 0 where there are none."""
        return Decimal(self.seen) / self.pairs * HUNDRED if self.pairs else Decimal(0)

    @property
    def usual(self) -> Decimal | None:
        """Median of the last nights, in percent. None: the first night."""
        return median(self.before)


@dataclass(frozen=True, slots=True)
class MarketCoverage:
    """The pairs of all competitors."""

    shops: tuple[PairCoverage, ...] = ()
    """By site; only those with pairs."""


def coverage_of(
    quotes: Iterable[QuoteRow],
    watched: Sequence[Watch],
    history: PriceHistory,
    nights: int = NIGHTS,
) -> MarketCoverage:
    """Of every competitor."""
    pairs: dict[str, int] = {}
    seen: dict[str, int] = {}
    for quote in quotes:
        if quote.role != Role.OWN and quote.excluded is not Excluded.STALE:
            pairs[quote.site] = pairs.get(quote.site, 0) + 1
            seen[quote.site] = seen.get(quote.site, 0) + (quote.excluded is not Excluded.NOT_SEEN)
    return MarketCoverage(
        tuple(
            PairCoverage(site, pairs[site], seen[site], _before(site, watched, history, nights))
            for site in sorted(pairs)
        )
    )


def _before(
    site: str, watched: Sequence[Watch], history: PriceHistory, nights: int
) -> tuple[Decimal, ...]:
    pages = [
        history.page(link.site, link.url)
        for watch in watched
        for link in watch.links
        if link.site == site and not link.stale
    ]
    shares = []
    for run in history.nights[-nights:]:
        rows = [row for page in pages if (row := page.on(run)) is not None]
        if rows:
            shares.append(Decimal(sum(row.looked for row in rows)) / len(rows) * HUNDRED)
    return tuple(shares)
