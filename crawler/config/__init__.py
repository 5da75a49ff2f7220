"""The user's settings: what to walk, how politely, and what to say about it."""

from crawler.config.contents import Contents, contents_in, contents_of
from crawler.config.load import default_config, load_config
from crawler.config.matches import MatchRow, load_matches, with_matches, write_matches
from crawler.config.model import (
    CheckSettings,
    CompetitorConfig,
    Config,
    CrawlBudget,
    MarketSettings,
    MuteRule,
    RenderPolicy,
    ReportConfig,
    Shipping,
    StoreConfig,
)
from crawler.config.products import Pair, WatchedProduct, load_products

__all__ = [
    "CheckSettings", "CompetitorConfig", "Config", "Contents", "CrawlBudget", "MarketSettings",
    "MatchRow", "MuteRule", "Pair", "RenderPolicy", "ReportConfig", "Shipping", "StoreConfig",
    "WatchedProduct", "contents_in", "contents_of", "default_config", "load_config",
    "load_matches", "load_products", "with_matches", "write_matches",
]  # fmt: skip
