"""The market of the watched products: pure rules from offers and earlier nights to four tables."""

from crawler.market.coverage import PairCoverage
from crawler.market.night import Market, market_of
from crawler.market.pairs import Pair, Watch, watches
from crawler.market.past import PastNight
from crawler.market.series import SUSPECT, PriceHistory, PriceRow
from crawler.market.terms import Terms, terms_of

__all__ = [
    "SUSPECT", "Market", "Pair", "PairCoverage", "PastNight", "PriceHistory", "PriceRow", "Terms",
    "Watch", "market_of", "terms_of", "watches",
]  # fmt: skip
