"""seo/canonical-other-host"""

from collections.abc import Iterator
from urllib.parse import urlsplit

from crawler.checks.api import NotApplicable, check
from crawler.checks.seo.addresses import same_host
from crawler.records import HeadFacts, PageKind, PageRecord, Problem, Severity


@check(
    Severity.WARNING,
    since="0.1",
    sources=(
        "https://developers.google.com/search/docs/crawling-indexing/consolidate-duplicate-urls"
        " (read 2026-11-23)",
    ),
    also=("Sitebulb: Canonical points to external URL",),
)
def canonical_other_host(page: PageRecord, head: HeadFacts) -> Iterator[Problem]:
    """The canonical address is on another host

    ## Why it matters
    The page asks Google to show somebody else's address in its place: a staging server, the old
    domain, a supplier. All the reputation that the page has earned goes there, and shoppers may
    land on a shop that takes no orders.

    ## How to fix
    Set the shop's public address once and let the theme build canonicals from it. Shopify:
    Settings > Domains > Primary domain. WooCommerce: Settings > General > WordPress Address and
    Site Address. Magento: Stores > Configuration > General > Web > Base URLs. BigCommerce:
    Settings > Domain. Salesforce Commerce Cloud: Merchant Tools > SEO > Aliases. If the other
    host is yours and on purpose, mute this finding with that reason.

    ## What is not checked
    www and no www of one host count as the same. Basket, account and search pages are left out.
    """
    if page.kind in (PageKind.SYSTEM, PageKind.SEARCH):
        raise NotApplicable
    target = head.canonical
    if target is not None and not same_host(target, page.url):
        host = urlsplit(target).netloc
        yield Problem(
            message=f"The page names an address on {host} as its canonical.",
            cause=f"canonical host: {host}",
            evidence={"target": target},
        )
