"""The market's place in the engine: tonight's offers in, four tables and richer groups out."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from crawler.checks.products import ProductGroup
from crawler.config import Config
from crawler.market import (
    Market,
    MarketCoverage,
    PriceHistory,
    Watch,
    market_of,
    terms_of,
)
from crawler.records import OfferRow, RunDir, SiteFacts


@dataclass(frozen=True, slots=True)
class MarketInput:
    """What the market needs besides tonight's pages. Empty on a first night without matches."""

    prices: PriceHistory = field(default_factory=PriceHistory)
    """Of the nights before."""


def write_market(
    run: RunDir,
    config: Config,
    sites: Mapping[str, SiteFacts],
    watched: Sequence[Watch],
    offers: Sequence[OfferRow],
    prices: PriceHistory,
) -> Market:
    """Work tonight's market out and write its tables."""
    terms = terms_of(config, sites.values(), (offer for offer in offers if offer.watched))
    market = market_of(watched, offers, prices, terms, run.manifest().run)
    run.write_market(market.quotes, market.rows, list(market.totals), market.omnibus)
    return market


def joined(groups: Iterable[ProductGroup], market: Market) -> list[ProductGroup]:
    """The groups with their part of the market."""
    return [replace(group, market=market.products.get(group.sku)) for group in groups]


def coverage_of(market: Market) -> MarketCoverage | None:
    """None where no pair is watched."""
    return market.coverage if market.coverage.shops else None
