"""server/uncompressed"""

from collections.abc import Iterator

from crawler.checks.api import NotApplicable, check
from crawler.records import PageRecord, Problem, Severity

ONE_PACKET = 1400
"""Bytes. Lighthouse (text compression, read 2026-11-23) leaves out less, too."""


@check(
    Severity.NOTICE,
    since="0.1",
    sources=(
        "https://developer.chrome.com/docs/lighthouse/performance/uses-text-compression"
        " (read 2026-11-23)",
    ),
    also=(
        "Ahrefs: Not compressed",
        "Semrush: Uncompressed pages",
        "Lighthouse: uses-text-compression",
        "squirrelscan: perf/compression",
    ),
)
def uncompressed(page: PageRecord) -> Iterator[Problem]:
    """The page is sent without compression

    ## Why it matters
    Text shrinks to a fifth when the server compresses it. Without that, phones on slow lines wait
    longer, and you pay for the traffic.

    ## How to fix
    Switch on gzip or Brotli at the server or the content delivery network. Shopify, BigCommerce and
    Salesforce Commerce Cloud do so; look for a proxy of your own. WooCommerce: the host's panel or
    the cache plugin. Magento: the web server's configuration (nginx `gzip on`).

    ## What is not checked
    Scripts, style sheets and pictures, and how long browsers may keep them. Pages below 1.4 KB,
    which fit into one packet.
    """
    http = page.http
    if http.encoding is None or http.size_bytes <= ONE_PACKET:
        raise NotApplicable
    if http.encoding in ("", "identity"):
        yield Problem(
            message=f"{http.size_bytes / 1000:.0f} KB of HTML are sent without compression.",
            cause="no compression",
            evidence={"bytes": http.size_bytes},
        )
