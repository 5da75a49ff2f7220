"""The user's settings: what to walk, how politely, and what to say about it."""

from crawler.config.load import default_config, load_config
from crawler.config.matches import MatchRow, load_matches, with_matches, write_matches
from crawler.config.model import (
    CheckSettings,
    CompetitorConfig,
    Config,
    CrawlBudget,
    MuteRule,
    RenderPolicy,
    ReportConfig,
    StoreConfig,
)
from crawler.config.products import Pair, WatchedProduct, load_products

__all__ = [
    "CheckSettings", "CompetitorConfig", "Config", "CrawlBudget", "MatchRow", "MuteRule", "Pair",
    "RenderPolicy", "ReportConfig", "StoreConfig", "WatchedProduct", "default_config",
    "load_config", "load_matches", "load_products", "with_matches", "write_matches",
]  # fmt: skip
