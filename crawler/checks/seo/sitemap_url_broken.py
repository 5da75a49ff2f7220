"""seo/sitemap-url-broken"""

from collections.abc import Iterator

from crawler.checks.api import ANSWERED, check
from crawler.checks.index import SiteIndex
from crawler.records import PageState, Problem, Severity


@check(
    Severity.ERROR,
    since="0.1",
    alone=True,
    states=ANSWERED | {PageState.FAILED},
    sources=(
        "https://developers.google.com/search/docs/crawling-indexing/sitemaps/build-sitemap"
        " (read 2026-11-23)",
    ),
    also=(
        "Ahrefs: 4XX page in sitemap",
        "Ahrefs: 5XX page in sitemap",
        "Semrush: Incorrect pages found in sitemap.xml",
        "Sitebulb: Not Found (4XX) URL in XML Sitemaps",
        "squirrelscan: crawl/sitemap-4xx",
    ),
)
def sitemap_url_broken(index: SiteIndex) -> Iterator[Problem]:
    """The sitemap lists a page that does not work

    ## Why it matters
    The sitemap is the shop's own list of pages for Google. Every dead address in it costs visits
    by Google's crawler that a new product could have had, and makes the list less believable.

    ## How to fix
    Take deleted pages out of the sitemap, or bring them back. Shopify makes the sitemap itself: a
    dead address there is usually a page that an app added, or a product not yet published.
    WooCommerce: the SEO plugin's sitemap settings, then rebuild its cache. Magento: Marketing >
    SEO & Search > Site Map > Generate. BigCommerce: it is rebuilt daily; check a redirect or a
    custom sitemap. Salesforce Commerce Cloud: Merchant Tools > SEO > Sitemaps > run the job.

    ## What is not checked
    Answers that mean "not for robots" (401, 403, 429), and listed pages that redirect.
    """
    for row in index.pages(PageState.ERROR, PageState.FAILED):
        if row.in_sitemap is None:
            continue
        if row.state is PageState.ERROR and (row.status or 0) < 400:
            continue
        said = f"answers {row.status}" if row.status else "does not answer"
        yield Problem(
            page=row.url,
            message=f"The sitemap lists this page, but it {said}.",
            cause=f"sitemap: {row.in_sitemap}",
            evidence={"status": row.status, "sitemap": row.in_sitemap},
        )
