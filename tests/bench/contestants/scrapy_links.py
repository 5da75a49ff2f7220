"""The baseline: links only, as Scrapy's tutorial writes it. Usage: scrapy_links.py URL OUT"""

import sys
from typing import Any


def main(url: str, out: str) -> None:
    """Walk every link from `url`; one JSON line per page goes to `out`."""
    import scrapy
    from scrapy.crawler import CrawlerProcess

    class LinksSpider(scrapy.Spider):
        name = "links"
        start_urls = [url]
        allowed_domains = ["127.0.0.1"]

        def parse(self, response: Any, **kwargs: Any) -> Any:
            yield {"url": response.url, "status": response.status}
            if isinstance(response, scrapy.http.HtmlResponse):
                yield from response.follow_all(css="a")

    process = CrawlerProcess(
        {
            "ROBOTSTXT_OBEY": False,
            "CONCURRENT_REQUESTS": 16,
            "CONCURRENT_REQUESTS_PER_DOMAIN": 16,
            "DOWNLOAD_DELAY": 0,
            "LOG_LEVEL": "WARNING",
            "TELNETCONSOLE_ENABLED": False,
            "REMOTE_CONTROL_ENABLED": False,
            "FEEDS": {out: {"format": "jsonlines"}},
        }
    )
    process.crawl(LinksSpider)
    process.start()


if __name__ == "__main__":
    main(*sys.argv[1:])
