"""One file per shop system: how to tell it, where it keeps things, how to mend things there."""

from crawler.platforms.base import PlatformAdapter, PriceRule, StockRule
from crawler.platforms.detect import adapter, adapters, detect

__all__ = ["PlatformAdapter", "PriceRule", "StockRule", "adapter", "adapters", "detect"]
