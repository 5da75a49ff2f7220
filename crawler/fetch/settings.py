"""Config to Scrapy settings. Every value that differs from Scrapy's own says why."""

from typing import Any
from urllib.parse import urlsplit

from crawler.config import Config
from crawler.fetch.addresses import ALLOWED_SETTING, allowed_hosts

FASTEST_DELAY_S = 0.02
"""Below this a pause between requests is only overhead: local shops are asked without one."""
ACCEPT = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"


def scrapy_settings(config: Config) -> dict[str, Any]:
    """Settings of one walk."""
    crawl = config.crawl
    delay = 1 / crawl.requests_per_second
    hosts = {
        urlsplit(shop.url).netloc: {
            "concurrency": crawl.concurrency,
            "delay": delay if delay > FASTEST_DELAY_S else 0.0,
            "jitter": 0.5,
        }
        for shop in config.shops
    }
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
        "CONCURRENT_REQUESTS": 64,
        # Other hosts are guests of our link check: two at once, a second apart.
        "CONCURRENT_REQUESTS_PER_DOMAIN": 2,
        "DOWNLOAD_DELAY": 1.0,
        "DOWNLOAD_SLOTS": hosts,
        "DOWNLOAD_TIMEOUT": crawl.timeout_s,
        "DOWNLOAD_MAXSIZE": int(crawl.max_page_mb * 2**20),
        "DOWNLOAD_WARNSIZE": 0,
        "DOWNLOAD_FAIL_ON_DATALOSS": False,
        "CLOSESPIDER_TIMEOUT": crawl.max_minutes * 60,
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
