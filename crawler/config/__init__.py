"""The user's settings: what to walk, how politely, and what to say about it."""

from crawler.config.contents import Contents, contents_in, contents_of
from crawler.config.group import GroupConfig, GroupShop, folder_name, load_group
from crawler.config.journeys import (
    Expect,
    JourneyPlan,
    Step,
    Way,
    complete_plan,
    load_plans,
)
from crawler.config.load import default_config, load_config
from crawler.config.matches import MatchRow, load_matches, with_matches, write_matches
from crawler.config.messages import MessagesConfig
from crawler.config.model import (
    CheckSettings,
    CompetitorConfig,
    Config,
    CrawlBudget,
    MarketSettings,
    MuteRule,
    ReportConfig,
    Shipping,
    StoreConfig,
)
from crawler.config.phone import RenderPolicy
from crawler.config.products import Pair, WatchedProduct, load_products
from crawler.config.shopper import JourneySettings, ShopperIdentity

__all__ = [
    "CheckSettings",
    "CompetitorConfig",
    "Config",
    "Contents",
    "CrawlBudget",
    "Expect",
    "GroupConfig",
    "GroupShop",
    "JourneyPlan",
    "JourneySettings",
    "MarketSettings",
    "MatchRow",
    "MessagesConfig",
    "MuteRule",
    "Pair",
    "RenderPolicy",
    "ReportConfig",
    "Shipping",
    "ShopperIdentity",
    "Step",
    "StoreConfig",
    "WatchedProduct",
    "Way",
    "complete_plan",
    "contents_in",
    "contents_of",
    "default_config",
    "folder_name",
    "load_config",
    "load_group",
    "load_matches",
    "load_plans",
    "load_products",
    "with_matches",
    "write_matches",
]  # fmt: skip
