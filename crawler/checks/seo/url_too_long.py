"""seo/url-too-long"""

from collections.abc import Iterator

from crawler.checks.api import check
from crawler.checks.seo.tags import (
    not_system,
)
from crawler.records import (
    PageRecord,
    Problem,
    Severity,
)


@check(
    Severity.NOTICE,
    since="0.1",
    sources=(
        "convention, not a Google rule: 200 characters are still read and passed on whole",
        "https://www.sitemaps.org/protocol.html (read 2026-11-23)",
    ),
    also=(
        "Screaming Frog: URL: Over 115 Characters",
        "Semrush: Too long URLs",
        "squirrelscan: url/length",
    ),
)
def url_too_long(page: PageRecord) -> Iterator[Problem]:
    """The address is very long

    ## Why it matters
    Long addresses are cut in mails, chats and product feeds, and nobody can read them. Beyond about
    2,000 characters sitemaps and some programs refuse them.

    ## How to fix
    Shorten the name in the address and redirect the old one. Find the links that use this address
    and the setting or app that makes them. Shopify: apps and Online Store > Navigation.
    WooCommerce: Settings > Permalinks, and plugins. Magento: Stores > Configuration > General >
    Web. BigCommerce: Settings > URL structure. Salesforce Commerce Cloud: Merchant Tools > SEO >
    URL Rules.

    ## What is not checked
    Basket, account, checkout and search pages. The limit is ours: 200 characters.
    """
    not_system(page)
    if len(page.url) > 200:
        extra = "; sitemaps refuse it" if len(page.url) > 2000 else ""
        yield Problem(
            message=f"The address is {len(page.url)} characters long{extra}.",
            severity=Severity.ERROR if extra else None,
            evidence={"characters": len(page.url), "found_on": page.found_on},
        )
