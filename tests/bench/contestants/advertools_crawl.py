"""advertools.crawl with links followed. Usage: advertools_crawl.py URL OUT.jl"""

import importlib
import sys


def main(url: str, out: str) -> None:
    """Walk every link from `url`; one JSON line per page goes to `out`."""
    advertools = importlib.import_module("advertools")
    advertools.crawl(
        [url],
        out,
        follow_links=True,
        allowed_domains=["127.0.0.1"],
        custom_settings={
            "ROBOTSTXT_OBEY": False,
            "CONCURRENT_REQUESTS": 16,
            "CONCURRENT_REQUESTS_PER_DOMAIN": 16,
            "DOWNLOAD_DELAY": 0,
            "AUTOTHROTTLE_ENABLED": False,
            "LOG_LEVEL": "WARNING",
            "TELNETCONSOLE_ENABLED": False,
            "REMOTE_CONTROL_ENABLED": False,
        },
    )


if __name__ == "__main__":
    main(*sys.argv[1:])
