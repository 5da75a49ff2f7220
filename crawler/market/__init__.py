"""The market of the watched products: pure rules from offers and earlier nights to four tables."""

from crawler.market.coverage import MarketCoverage, PairCoverage
from crawler.market.measures import own_amount, rivals_of
from crawler.market.night import Market, ProductMarket, market_of
from crawler.market.pairs import Watch, pages_of, watches
from crawler.market.past import PastNight
from crawler.market.quotes import BELIEVED, came_back, deliverable, went_out
from crawler.market.series import SUSPECT, PriceHistory, PriceRow
from crawler.market.terms import Terms, terms_of

__all__ = [
    "BELIEVED", "SUSPECT", "Market", "MarketCoverage", "PairCoverage", "PastNight",
    "PriceHistory", "PriceRow", "ProductMarket", "Terms", "Watch", "came_back", "deliverable",
    "market_of", "own_amount", "pages_of", "rivals_of", "terms_of", "watches", "went_out",
]  # fmt: skip
