"""seo/sitemap-wrong-host"""

from collections.abc import Iterator

from crawler.checks.api import check
from crawler.checks.index import SiteIndex
from crawler.records import Problem, Severity

_SHOWN = 3


@check(
    Severity.ERROR,
    since="0.1",
    alone=True,
    subject="site",
    sources=(
        "https://www.sitemaps.org/protocol.html#location (read 2026-11-24)",
        "https://developers.google.com/search/docs/crawling-indexing/sitemaps/build-sitemap"
        " (read 2026-11-24)",
    ),
    also=(
        "Ahrefs: Sitemap includes URLs out of its scope",
        "squirrelscan: crawl/sitemap-domain",
    ),
)
def sitemap_wrong_host(index: SiteIndex) -> Iterator[Problem]:
    """A sitemap lists addresses that are not of this shop

    ## Why it matters
    Google ignores entries of another host, relative entries and what is no address at all. Pages
    that are listed only so are found late or never. It often means that the sitemap was made on a
    test server.

    ## How to fix
    Set the shop's public address where the sitemap is made. Shopify: Settings > Domains, primary
    domain. WooCommerce: Settings > General, site address. Magento: Stores > Configuration > General
    > Web, base URLs, then make the sitemap again. BigCommerce: Settings > Domain. Salesforce
    Commerce Cloud: Merchant Tools > SEO > Aliases, then Sitemaps. Django Oscar: Sites in the admin.

    ## What is not checked
    Whether another host has allowed this one to list its pages in its own robots.txt.
    """
    for file in index.site.sitemaps:
        if not file.bad_entries:
            continue
        shown = ", ".join(file.bad_entries[:_SHOWN])
        yield Problem(
            message=f"The sitemap {file.url} lists addresses that are not of this shop: {shown}.",
            about=file.url,
            cause=file.url,
            evidence={"entries": list(file.bad_entries), "listed": file.entries},
        )
