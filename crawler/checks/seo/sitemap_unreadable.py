"""seo/sitemap-unreadable"""

from collections.abc import Iterator

from crawler.checks.api import check
from crawler.checks.index import SiteIndex
from crawler.records import Problem, Severity

_NOT_FOR_ROBOTS = frozenset({401, 403, 405, 406, 407, 429, 451, 999})


@check(
    Severity.ERROR,
    since="0.1",
    alone=True,
    subject="site",
    sources=(
        "https://developers.google.com/search/docs/crawling-indexing/sitemaps/build-sitemap"
        " (read 2026-11-23)",
        "https://www.sitemaps.org/protocol.html (read 2026-11-23)",
    ),
    also=(
        "Ahrefs: Sitemap has syntax error",
        "Ahrefs: Sitemap is not accessible",
        "Semrush: Format errors in sitemap.xml files",
        "squirrelscan: crawl/sitemap-valid",
    ),
)
def sitemap_unreadable(index: SiteIndex) -> Iterator[Problem]:
    """A sitemap cannot be read

    ## Why it matters
    robots.txt or the sitemap index sends Google to this file for the list of pages. While it cannot
    be read, new products are found late and only through links.

    ## How to fix
    Open the file in a browser: it must answer 200 with XML. Shopify: the file is made for you; look
    for an app or proxy that answers in its place. WooCommerce: switch the SEO plugin's sitemap off
    and on and save the permalinks. Magento: Marketing > SEO & Search > Site Map, path and write
    permission. BigCommerce: Settings > SEO > robots.txt names the right file. Salesforce Commerce
    Cloud: Merchant Tools > SEO > Sitemaps, and the alias of the host.

    ## What is not checked
    Addresses that nobody names, and files that are refused to robots like ours (401, 403, 429).
    """
    for file in index.site.sitemaps:
        if file.found_by == "guess" or not file.error or file.status in _NOT_FOR_ROBOTS:
            continue
        named = "robots.txt names" if file.found_by == "robots" else "the sitemap index names"
        yield Problem(
            message=f"The sitemap {file.url}, which {named}, cannot be read: {file.error}.",
            about=file.url,
            cause=file.url,
            evidence={"status": file.status, "error": file.error, "found_by": file.found_by},
        )
