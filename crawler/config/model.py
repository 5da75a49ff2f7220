"""The shape of config/storewalk.yml. Every field has a description; unknown keys are errors."""

import re
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Any, Literal, Self
from urllib.parse import urlsplit

from pydantic import AfterValidator, Field, model_validator

from crawler import __version__
from crawler.addresses import is_private_host
from crawler.config.messages import MessagesConfig
from crawler.config.paths import PathPattern
from crawler.config.phone import RenderPolicy
from crawler.config.shopper import JourneySettings
from crawler.config.strict import Strict
from crawler.records import Severity, normalise_url, site_id


def _address(value: str) -> str:
    local = re.match(r"(localhost|127\.|\[::1\])", value)
    text = value if "://" in value else f"{'http' if local else 'https'}://{value}"
    try:
        return normalise_url(text)
    except ValueError:
        raise ValueError("is not a web address such as https://shop.example") from None


def _folder(value: str) -> str:
    parts = urlsplit(_address(value))
    if parts.query or parts.fragment or parts.path.endswith((".html", ".htm")):
        raise ValueError("is not the address of a folder such as https://reports.shop.example/")
    return f"{parts.scheme}://{parts.netloc}{parts.path.rstrip('/')}/"


def _site_name(value: str) -> str:
    if not re.fullmatch(r"[a-z0-9][a-z0-9.\-]*", value):
        raise ValueError("may hold only lower-case letters, digits, dots and hyphens")
    return value


RIVAL_PACE = 1.0
"""Requests a second to somebody else's shop: what no shop notices."""

Address = Annotated[str, AfterValidator(_address)]
Folder = Annotated[str, AfterValidator(_folder)]
SiteId = Annotated[str, AfterValidator(_site_name)]
CheckId = Annotated[str, Field(pattern=r"^[a-z]+/[a-z0-9\-]+$")]
Currency = Annotated[str, Field(pattern="^[A-Z]{3}$")]
Rate = Annotated[Decimal, Field(gt=0)]


class Access(Strict):
    """What opens a shop that is not open to all: a staging server, a password page.

    Every value may hold `${NAME}`, which is replaced by that environment variable when a request
    is made. Sent to the shop's own host only; never written to a run, a log or the report.
    """

    login: str = Field("", description="User and password (HTTP basic): ${STAGING_LOGIN}")
    cookies: dict[str, str] = Field({}, description="Cookies sent with every request.")
    headers: dict[str, str] = Field({}, description="Headers sent with every request.")
    proxy: str = Field("", description="Ask through this proxy: http://proxy.example:3128")


class Shipping(Strict):
    """What a shop takes for sending one order."""

    flat: Decimal = Field(ge=0, description='In your own currency: "4.90". 0: always free.')
    free_from: Decimal | None = Field(
        None, gt=0, description='Free for products of this price and above: "50".'
    )


class _Shop(Strict):
    name: str = Field(min_length=1, description="What people call the shop.")
    url: Address = Field(description="The home page: https://shop.example")
    id: SiteId = Field(
        "", description="Short name in files and addresses; made from `name` when absent."
    )
    platform: str = Field(
        "auto",
        description="auto, or shopify, woocommerce, magento, bigcommerce, sfcc, prestashop, "
        "opencart, shopware, generic.",
    )
    currency: str | None = Field(
        None, pattern="^[A-Z]{3}$", description="ISO 4217 code, where the shop's pages do not say."
    )
    language: str | None = Field(None, description="Such as en or de-AT.")
    country: str | None = Field(
        None,
        pattern="^[A-Z]{2}$",
        description="Walk as a visitor from this country (DE, GB): goes into Accept-Language, by "
        "which some shops choose prices and taxes.",
    )
    max_pages: int | None = Field(
        None, ge=1, description="Pages of this shop in one night; absent: crawl.max_pages."
    )
    requests_per_second: float | None = Field(
        None,
        gt=0,
        le=1000,
        description="Pace of this shop; absent: crawl.requests_per_second, "
        "for competitors at most 1.",
    )
    access: Access = Access()
    shipping: Shipping | None = Field(
        None,
        description="What sending one order costs, for prices with shipping; absent: not known.",
    )

    @model_validator(mode="before")
    @classmethod
    def _default_id(cls, data: Any) -> Any:
        if isinstance(data, dict) and not data.get("id") and isinstance(data.get("name"), str):
            return {**data, "id": site_id(data["name"])}
        return data

    @property
    def host(self) -> str:
        """Host with port, lower case: shop.example or 127.0.0.1:8000."""
        return urlsplit(self.url).netloc


class StoreConfig(_Shop):
    """The own shop."""

    sitemaps: tuple[Address, ...] = Field((), description="Sitemaps that robots.txt does not name.")
    feeds: tuple[str, ...] = Field(
        (),
        description="Product feeds as Google Merchant Center or Meta fetch them (XML, TSV, CSV): "
        "addresses, in which `${NAME}` is replaced by that environment variable, or files "
        "relative to this one.",
    )
    only: tuple[PathPattern, ...] = Field(
        (),
        description="Walk only paths that start with one of these: /collections/ - or, with a *, "
        "that are as it says from start to end: */reviews",
    )
    exclude: tuple[PathPattern, ...] = Field((), description="Leave out paths that are so.")


class CompetitorConfig(_Shop):
    """A shop to compare with."""


class CrawlBudget(Strict):
    """How much to look at, and how politely."""

    max_pages: int = Field(2000, ge=1, description="Pages of one shop in one night.")
    max_minutes: int = Field(120, ge=1, description="The crawl ends after so many minutes.")
    rotation_nights: int | None = Field(
        None,
        ge=2,
        description="A shop with more known pages than a night has room for is walked in turns: "
        "watched pages, the ways to money, pages with findings, changed and new ones every night, "
        "the others within so many nights. Absent: as fast as the limits allow.",
    )
    requests_per_second: float = Field(
        5.0,
        gt=0,
        le=1000,
        description="The fastest pace, for each host. A walk starts with one a second and speeds "
        "up while the host stays quick and well; its Crawl-delay and limits are kept if slower.",
    )
    concurrency: int = Field(
        4, ge=1, le=64, description="Requests at once to one host, at most; it starts with one."
    )
    discover: Literal["links", "sitemap", "list"] = Field(
        "links",
        description="links: sitemaps and every link. sitemap: only what the sitemaps list. list: "
        "only the addresses in `urls`.",
    )
    urls: tuple[Address, ...] = Field((), description="Pages of the own shop to walk besides.")
    browser: Literal["auto", "always", "never"] = Field(
        "auto",
        description="Read pages in a browser: where the server's HTML has no content without "
        "scripts (auto), everywhere, or nowhere.",
    )
    browser_pages: int = Field(
        500, ge=0, description="Pages read in a browser in one night, at most."
    )
    revalidate: bool = Field(
        True,
        description="Ask for pages with the validators (ETag, Last-Modified) of the last run; what "
        "did not change is not sent again.",
    )
    http_client: Literal["aiohttp", "twisted"] = Field(
        "aiohttp", description="Scrapy's download handler; twisted is slower and older."
    )
    keep_html: bool = Field(False, description="Keep every answer as pages.warc.gz in the run.")
    contact: str = Field(
        "",
        description="Mail address or page in the user agent, so that a shop's admin can reach you.",
    )
    user_agent: str | None = Field(
        None, description="Replaces the whole user agent, where a shop lets in only a known one."
    )
    accept_language: str = Field(
        "en",
        description="Sent with every request: some shops show other prices to other languages.",
    )
    respect_robots: bool = Field(
        True, description="Keep to robots.txt. Only ever switch this off for your own shop."
    )
    phone_pages: int = Field(
        3,
        ge=0,
        le=50,
        description="Own pages of each kind that are also asked for as a phone "
        "asks, to see whether phones are sent something else. 0, or no browser look: none.",
    )
    shop_data: bool = Field(
        True,
        description="Also ask the own shop system for its products as data, where it gives them "
        "to everybody (Shopify, WooCommerce, Magento).",
    )
    counterparts: bool = Field(
        True,
        description="Look for your products in competitors' sitemaps and in the lists that their "
        "shop systems give to everybody, and walk those pages first.",
    )
    counterpart_searches: int = Field(
        10,
        ge=0,
        le=200,
        description="Searches in one competitor's shop in one night, for products that are found "
        "in no other way. Shops whose robots.txt closes the search are not searched.",
    )
    check_external: bool = Field(True, description="Ask whether links to other hosts still work.")
    max_targets: int = Field(
        5000, ge=0, description="Images, files and outside links to ask for in one night."
    )
    timeout_s: float = Field(20.0, gt=0, le=300, description="Seconds to wait for an answer.")
    max_page_mb: float = Field(10.0, gt=0, description="Larger answers are cut off and reported.")
    allow_private: tuple[str, ...] = Field(
        (),
        description="Hosts (host or host:port) with private addresses that may be asked; the "
        "shops named above may be private anyway.",
    )


class MarketSettings(Strict):
    """How prices of several shops are made comparable."""

    rates: dict[Currency, Rate] = Field(
        {},
        description='What one unit of another currency costs in yours: {USD: "0.92"}. Prices in '
        "a currency without a rate are shown and not compared.",
    )
    tax_percent: Decimal | None = Field(
        None,
        ge=0,
        lt=100,
        description="Tax in your prices, taken off for the margin: 19. Absent: your prices have "
        "none, or `cost` has it too.",
    )
    equal_within: Decimal = Field(
        Decimal("0.005"),
        ge=0,
        description="Amounts that differ by less than this are equal; half a cent by default, so "
        'that only rounding disappears. "0.10" takes 9.90 and 9.99 for the same price.',
    )
    stepwise_reductions: bool = Field(
        False,
        description="Take a reduction that grows step by step for one that began with its first "
        "step, as Directive 98/6/EC Art. 6a (5) lets member states allow. Off: every step has its "
        "own 30 days before it.",
    )


class CheckSettings(Strict):
    """Which checks run and how strict they are."""

    ignore: dict[CheckId, str] = Field(
        {}, description="Checks that do not run, each with its reason."
    )
    severity: dict[CheckId, Severity] = Field({}, description="Another severity for a check.")
    options: dict[CheckId, dict[str, Any]] = Field({}, description="Options of single checks.")


class MuteRule(Strict):
    """Findings to keep quiet about, shown in the report with the reason."""

    check: CheckId | Literal["*"] = Field(description="Check id, or * for all.")
    url: str = Field("*", description="Path pattern with * : /blog/*")
    reason: str = Field(min_length=3, description="Why.")
    until: date | None = Field(None, description="Last day on which it is quiet.")


class ReportConfig(Strict):
    """The report site."""

    title: str = Field("Storewalk", description="Heading of the site.")
    language: str = Field(
        "en",
        description="Language of the site: en or de, with other spellings of numbers and dates as "
        "in en-GB or de-AT. Others need a catalogue.",
    )
    pdf: bool = Field(
        False, description="Print the summary to downloads/summary.pdf; needs the browser."
    )
    catalogue: Path | None = Field(
        None,
        description="The words of another language, a .po file relative to this one; `storewalk "
        "language fr` writes one to fill in.",
    )
    site_url: Folder | None = Field(
        None,
        description="Where the site is published: https://reports.shop.example/. The feed, the "
        "workbook and lines for Google Sheets then name full addresses.",
    )
    csv_delimiter: Literal[",", ";"] = Field(
        ",",
        description="What separates the columns of CSV files: ; where Excel expects it. Decimals "
        "keep their full stop.",
    )
    hyper: bool = Field(
        False,
        description="Write storewalk.hyper for Tableau, too: pip install 'storewalk[tableau]'.",
    )
    bundle: bool | None = Field(
        None,
        description="Pack the site into one file to send around. Not set: while it is below 25 MB.",
    )


class Config(Strict):
    """config/storewalk.yml"""

    store: StoreConfig = Field(description="Your shop.")
    competitors: tuple[CompetitorConfig, ...] = Field((), description="Shops to compare with.")
    products: Path | None = Field(
        None, description="CSV of watched products, relative to this file."
    )
    matches: Path = Field(
        Path("matches.csv"),
        description="CSV of pairs with competitors' products, relative to this file: a run writes "
        "what it found, and you accept or reject. Absent: nothing was found yet.",
    )
    crawl: CrawlBudget = CrawlBudget()
    render: RenderPolicy = RenderPolicy()
    journeys: JourneySettings = JourneySettings()
    market: MarketSettings = MarketSettings()
    checks: CheckSettings = CheckSettings()
    mute: tuple[MuteRule, ...] = Field((), description="Findings to keep quiet about.")
    report: ReportConfig = ReportConfig()
    messages: MessagesConfig = MessagesConfig()

    @model_validator(mode="after")
    def _unique_ids(self) -> Self:
        ids = [shop.id for shop in self.shops]
        for index, shop in enumerate(self.competitors):
            if ids.count(shop.id) > 1:
                raise ValueError(
                    f"competitors[{index}].id: {shop.id!r} is used twice; give each shop an id"
                )
        return self

    @property
    def user_agent(self) -> str:
        """An honest name with a contact: `Storewalk/0.1 (+https://shop.example; ops@...)`."""
        if self.crawl.user_agent:
            return self.crawl.user_agent
        contact = f"; {self.crawl.contact}" if self.crawl.contact else ""
        return f"Storewalk/{__version__} (+{self.store.url}{contact})"

    @property
    def agent_token(self) -> str:
        """The name that the groups of a robots.txt are matched with: Storewalk."""
        return self.user_agent.split("/")[0].split(" ")[0]

    def accept_language(self, shop: "_Shop") -> str:
        """The one Accept-Language of all requests to a shop, over HTTP and from the browser."""
        if shop.country is None:
            return self.crawl.accept_language
        language = (shop.language or self.crawl.accept_language).split(",")[0].split("-")[0]
        return f"{language.split(';')[0].strip()}-{shop.country}"

    def pace(self, shop: "_Shop") -> float:
        """Requests a second to a shop, at most. Rivals are guests' hosts: 1 unless it is set."""
        if shop.requests_per_second is not None:
            return shop.requests_per_second
        most = self.crawl.requests_per_second
        return most if shop is self.store or self.local(shop) else min(most, RIVAL_PACE)

    @staticmethod
    def local(shop: "_Shop") -> bool:
        """Whether a shop stands on this machine or network, so that nobody else is waiting."""
        return is_private_host(urlsplit(shop.url).hostname or "")

    @property
    def shops(self) -> tuple[_Shop, ...]:
        """Own shop first."""
        return (self.store, *self.competitors)
