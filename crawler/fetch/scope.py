"""Which addresses belong to the walk of one site."""

from urllib.parse import urlsplit

from crawler.config.model import CompetitorConfig, CrawlBudget, StoreConfig
from crawler.config.paths import fits
from crawler.extract.robots import Robots
from crawler.fetch.parts import WHOLE, Parts
from crawler.platforms.base import PlatformAdapter
from crawler.platforms.detect import adapter
from crawler.records import normalise_url


class Scope:
    """Hosts, robots.txt, section and platform of one site. The last three are found out."""

    def __init__(
        self,
        shop: StoreConfig | CompetitorConfig,
        crawl: CrawlBudget,
        agent: str,
        *,
        parts: Parts = WHOLE,
    ) -> None:
        """`agent` is the name that robots.txt is read for, `parts` what of a
        divided walk is ours."""
        self.shop = shop
        self.crawl = crawl
        self.agent = agent
        self.parts = parts
        self.slot = urlsplit(shop.url).netloc
        self.hosts = twins(self.slot)
        self.robots: Robots | None = None
        self.adapter: PlatformAdapter = adapter("generic")

    def internal(self, url: str) -> bool:
        """Whether a URL belongs to this site (its host or the www twin)."""
        return urlsplit(url).netloc in self.hosts

    def allowed(self, url: str) -> bool:
        """Whether robots.txt lets us ask."""
        if self.robots is None or not self.crawl.respect_robots:
            return True
        return self.robots.allows(url, self.agent)

    def for_google(self, url: str) -> bool:
        """Whether robots.txt lets Googlebot ask."""
        return self.robots is None or self.robots.allows(url, "Googlebot")

    def in_section(self, url: str) -> bool:
        """Whether a URL lies in the part of the shop that is walked."""
        if not isinstance(self.shop, StoreConfig):
            return True
        path = urlsplit(url).path
        if any(fits(path, pattern) for pattern in self.shop.exclude):
            return False
        return not self.shop.only or any(fits(path, pattern) for pattern in self.shop.only)

    def mine(self, url: str) -> bool:
        """Whether this part asks for the URL. The home page is everybody's."""
        return not self._divided or url == self.shop.url or self.parts.has(url)

    @property
    def sharing(self) -> int:
        """Parts that ask this host at the same time, this one included."""
        return self.parts.together if self._divided else 1

    def budget(self, pages: int) -> int:
        """What we may take of the pages of a night."""
        return self.parts.share_of(pages) if self._divided else pages

    @property
    def _divided(self) -> bool:
        return isinstance(self.shop, StoreConfig)

    def address(self, url: str) -> str:
        """The URL without the platform's parameters that never choose a page.

        Raises ValueError for what is not an absolute http(s) URL.
        """
        return normalise_url(url, drop=self.adapter.drop_parameters)


def twins(netloc: str) -> frozenset[str]:
    """A host with and without www."""
    bare = netloc.removeprefix("www.")
    return frozenset({bare, f"www.{bare}"})
