"""One night's market, worked out in one go: all four tables and what checks look back to."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from crawler.market.coverage import MarketCoverage, coverage_of
from crawler.market.measures import market_row
from crawler.market.omnibus import omnibus_row
from crawler.market.pairs import Watch
from crawler.market.past import PastNight, past_nights
from crawler.market.quotes import quotes_of
from crawler.market.series import PriceHistory
from crawler.market.terms import Terms
from crawler.market.totals import Judged, totals_of
from crawler.records import (
    MarketRow,
    MarketTotal,
    OfferRow,
    OmnibusRow,
    OmnibusState,
    QuoteRow,
    Role,
)


@dataclass(frozen=True, slots=True)
class ProductMarket:
    """One watched product's part of it."""

    quotes: tuple[QuoteRow, ...]
    """The own shop first, then by site."""
    row: MarketRow
    omnibus: tuple[OmnibusRow, ...]
    """In the same order; only where a reduction is announced."""
    past: tuple[PastNight, ...]
    """The last nights before tonight, in order."""


@dataclass(frozen=True, slots=True)
class Market:
    """The market of a night."""

    products: dict[str, ProductMarket]
    """By SKU, sorted."""
    totals: tuple[MarketTotal, ...]
    coverage: MarketCoverage

    @property
    def quotes(self) -> list[QuoteRow]:
        """By SKU, the own shop first."""
        return [quote for one in self.products.values() for quote in one.quotes]

    @property
    def rows(self) -> list[MarketRow]:
        """By SKU."""
        return [one.row for one in self.products.values()]

    @property
    def omnibus(self) -> list[OmnibusRow]:
        """The own shop's first, then by SKU."""
        found = [row for one in self.products.values() for row in one.omnibus]
        return sorted(found, key=lambda row: row.role != Role.OWN)


def market_of(
    watched: Sequence[Watch],
    offers: Iterable[OfferRow],
    history: PriceHistory,
    terms: Terms,
    run: str,
) -> Market:
    """Tonight's market. `offers`: tonight's; those of pages that nobody watches do not matter."""
    history = history.filled(terms.currencies)
    by_page = {(offer.site, offer.url): offer for offer in offers}
    products = {}
    for watch in sorted(watched, key=lambda one: one.product.sku):
        quotes = tuple(quotes_of(watch, by_page, history, terms, run))
        past = past_nights(watch, history, terms)
        reductions = (omnibus_row(quote, watch.product.name, history, terms) for quote in quotes)
        products[watch.product.sku] = ProductMarket(
            quotes=quotes,
            row=market_row(watch.product, quotes, past, terms),
            omnibus=tuple(
                row for row in reductions if row and row.state is not OmnibusState.NO_REDUCTION
            ),
            past=past,
        )
    totals = totals_of([Judged(one.row, one.quotes) for one in products.values()], terms)
    every = [quote for one in products.values() for quote in one.quotes]
    return Market(products, tuple(totals), coverage_of(every, watched, history))
