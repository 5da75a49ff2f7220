"""seo/canonical-http"""

from collections.abc import Iterator
from urllib.parse import urlsplit

from crawler.checks.api import NotApplicable, check
from crawler.checks.seo.tags import (
    not_system,
)
from crawler.records import (
    HeadFacts,
    PageRecord,
    Problem,
    Severity,
)


@check(
    Severity.ERROR,
    since="0.1",
    sources=(
        "https://developers.google.com/search/docs/crawling-indexing/consolidate-duplicate-urls"
        " (read 2026-11-23)",
    ),
    also=(
        "Ahrefs: Canonical from HTTPS to HTTP",
        "Sitebulb: Canonical points to HTTP version",
    ),
)
def canonical_http(page: PageRecord, head: HeadFacts) -> Iterator[Problem]:
    """A page on https names an address on http

    ## Why it matters
    The page asks Google to show its insecure address. Google may do so, and shoppers then meet a
    redirect or a warning of the browser.

    ## How to fix
    Print the address with https://. Usually an old shop address is left in the settings. Shopify:
    Settings > Domains. WooCommerce: Settings > General > Site Address. Magento: Stores >
    Configuration > General > Web > Base URLs (Secure). BigCommerce: Settings > Domain. Salesforce
    Commerce Cloud: the aliases of the site, and the htmlHead template.

    ## What is not checked
    Basket, account, checkout and search pages. Shops that are on http altogether. Tags in the body,
    which Google ignores.
    """
    not_system(page)
    targets = head.canonical_targets
    if not targets or not page.url.startswith("https://"):
        raise NotApplicable
    for target in targets:
        if target.startswith("http://"):
            yield Problem(
                message=f"The canonical address {target[:200]} begins with http://.",
                about=target,
                cause=f"canonical by http: {urlsplit(target).netloc}",
                evidence={"target": target},
            )
