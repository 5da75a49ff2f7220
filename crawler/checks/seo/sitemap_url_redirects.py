"""seo/sitemap-url-redirects"""

from collections.abc import Iterator

from crawler.checks.api import ANSWERED, check
from crawler.checks.index import SiteIndex
from crawler.checks.seo.addresses import shown
from crawler.records import PageState, Problem, Severity


@check(
    Severity.WARNING,
    since="0.1",
    alone=True,
    sources=(
        "https://developers.google.com/search/docs/crawling-indexing/sitemaps/build-sitemap"
        " (read 2026-11-23)",
    ),
    states=ANSWERED | {PageState.FAILED},
    also=(
        "Ahrefs: 3XX redirect in sitemap",
        "Semrush: Incorrect pages found in sitemap.xml",
        "Sitebulb: Redirect (3XX) URL in XML Sitemaps",
    ),
)
def sitemap_url_redirects(index: SiteIndex) -> Iterator[Problem]:
    """The sitemap lists an address that redirects

    ## Why it matters
    A sitemap should name final addresses only. Every redirect in it costs a visit by Google's
    crawler that a new product could have had.

    ## How to fix
    List the address that the redirect leads to. Shopify makes the sitemap itself: unpublish or
    correct the page, or hide it with the metafield seo.hidden. WooCommerce: the SEO plugin's
    sitemap settings, then rebuild its cache. Magento: Marketing > SEO & Search > Site Map >
    Generate. BigCommerce: it is rebuilt daily; look at the product's or page's visibility.
    Salesforce Commerce Cloud: Merchant Tools > SEO > Sitemaps > run the job.
    """
    for row in index.pages(PageState.REDIRECT):
        if row.in_sitemap is not None:
            leads = f" to {shown(row.location, row.url)}" if row.location else ""
            yield Problem(
                page=row.url,
                message=f"The sitemap lists this address, but it redirects{leads}.",
                cause=f"sitemap: {row.in_sitemap}",
                evidence={"sitemap": row.in_sitemap, "target": row.location},
            )
