"""Config to Scrapy settings. Every value that differs from Scrapy's own says why."""

from typing import Any

from crawler.config import Config
from crawler.fetch.addresses import ALLOWED_SETTING, allowed_hosts

_AIOHTTP = "crawler.fetch.handler.GuardedAiohttpHandler"
_HANDLERS: dict[str, dict[str, str]] = {
    "aiohttp": {"http": _AIOHTTP, "https": _AIOHTTP},
    "twisted": {},
}
ACCEPT = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"


def scrapy_settings(config: Config) -> dict[str, Any]:
    """Settings of one walk."""
    crawl = config.crawl
    return {
        # We follow hops and judge errors ourselves: they are findings.
        "REDIRECT_ENABLED": False,
        "RETRY_ENABLED": False,
        "HTTPERROR_ALLOW_ALL": True,
        # Read by us, because robots.txt is evidence as well as a rule.
        "ROBOTSTXT_OBEY": False,
        # Pages are seen as a first visitor sees them, and no session leaks between them.
        "COOKIES_ENABLED": False,
        # Our frontier has a seen-set of normalised URLs in front of the request objects.
        "DUPEFILTER_CLASS": "scrapy.dupefilters.BaseDupeFilter",
        "REMOTE_CONTROL_ENABLED": False,  # runs code sent over HTTP
        "TELNETCONSOLE_ENABLED": False,
        "CONCURRENT_ITEMS": 10,  # 100 starts 100 tasks for each response
        # How many go out, and when, is the decision of each door's pace, before the downloader.
        "CONCURRENT_REQUESTS": 256,
        "CONCURRENT_REQUESTS_PER_DOMAIN": 64,
        "DOWNLOAD_DELAY": 0.0,
        "DOWNLOAD_TIMEOUT": crawl.timeout_s,
        "DOWNLOAD_MAXSIZE": int(crawl.max_page_mb * 2**20),
        "DOWNLOAD_WARNSIZE": 0,
        "DOWNLOAD_FAIL_ON_DATALOSS": False,
        "DOWNLOAD_HANDLERS": _HANDLERS[crawl.http_client],
        "TWISTED_DNS_RESOLVER": "crawler.fetch.addresses.GuardedResolver",
        ALLOWED_SETTING: allowed_hosts([shop.url for shop in config.shops], crawl.allow_private),
        "DOWNLOADER_MIDDLEWARES": {"crawler.fetch.addresses.AddressGuard": 10},
        "DEFAULT_REQUEST_HEADERS": {"Accept": ACCEPT, "Accept-Language": crawl.accept_language},
        "USER_AGENT": config.user_agent,
        "LOG_ENABLED": False,
        "LOG_INSTALL_ROOT_HANDLER": False,
        "LOG_VERSIONS": [],
        "STATS_DUMP": False,
        "LOGSTATS_INTERVAL": 0,
    }
