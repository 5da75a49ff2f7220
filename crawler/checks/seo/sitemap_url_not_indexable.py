"""seo/sitemap-url-not-indexable"""

from collections.abc import Iterator

from crawler.checks.api import ANSWERED, check
from crawler.checks.index import SiteIndex
from crawler.records import MONEY_KINDS, PageState, Problem, Severity


@check(
    Severity.ERROR,
    since="0.1",
    alone=True,
    sources=(
        "https://developers.google.com/search/docs/crawling-indexing/sitemaps/build-sitemap"
        " (read 2026-11-23)",
    ),
    states=ANSWERED | {PageState.ROBOTS},
    also=(
        "Screaming Frog: Sitemaps: Non-Indexable URLs In Sitemap",
        "Ahrefs: Noindex page in sitemap",
        "Sitebulb: Noindex URL in XML Sitemaps",
        "Sitebulb: Disallowed URL in XML Sitemaps",
        "seonaut: Non-indexable pages included in the sitemap",
        "squirrelscan: crawl/noindex-in-sitemap",
    ),
)
def sitemap_url_not_indexable(index: SiteIndex) -> Iterator[Problem]:
    """The sitemap lists a page that Google may not index

    ## Why it matters
    The sitemap asks Google to index the page, and the page or robots.txt forbids it. One of the two
    is a mistake: either a page that should earn visits is closed, or the list is wrong.

    ## How to fix
    Decide which one is meant: open the page, or take it out of the sitemap. Shopify makes the
    sitemap itself: unpublish or correct the page, or hide it with the metafield seo.hidden.
    WooCommerce: the SEO plugin's sitemap settings, then rebuild its cache. Magento: Marketing > SEO
    & Search > Site Map > Generate. BigCommerce: it is rebuilt daily; look at the product's or
    page's visibility. Salesforce Commerce Cloud: Merchant Tools > SEO > Sitemaps > run the job.

    ## What is not checked
    Home, category and product pages: seo/noindex-money-page and seo/robots-blocks-money-page tell
    those. Pages that name another page as their canonical: see seo/sitemap-url-canonicalised.
    """
    for row in index.pages(PageState.OK, PageState.ROBOTS):
        if (
            row.in_sitemap is None
            or row.kind in MONEY_KINDS
            or not (row.noindex or not row.googlebot)
        ):
            continue
        reason = "it is marked noindex" if row.noindex else "robots.txt forbids Google to read it"
        yield Problem(
            page=row.url,
            message=f"The sitemap lists this page, but {reason}.",
            cause=f"sitemap: {reason}",
            evidence={"sitemap": row.in_sitemap, "noindex": row.noindex},
        )
