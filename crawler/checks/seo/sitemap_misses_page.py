"""seo/sitemap-misses-page"""

from collections.abc import Iterator

from crawler.checks.api import NotApplicable, check
from crawler.checks.index import SiteIndex
from crawler.checks.seo.addresses import is_later_page, is_plain
from crawler.records import PageKind, PageState, Problem, Severity

_LISTED = frozenset({PageKind.PRODUCT, PageKind.CATEGORY})


@check(
    Severity.WARNING,
    since="0.1",
    alone=True,
    sources=(
        "https://developers.google.com/search/docs/crawling-indexing/sitemaps/build-sitemap"
        " (read 2026-11-23)",
    ),
    also=(
        "Screaming Frog: Sitemaps: URLs Not In Sitemap",
        "Ahrefs: Indexable page not in sitemap",
        "squirrelscan: crawl/sitemap-coverage",
    ),
)
def sitemap_misses_page(index: SiteIndex) -> Iterator[Problem]:
    """A product or category is missing from the sitemap

    ## Why it matters
    The shop's sitemap is how Google hears of new products. A page that is not listed is found late
    or, deep in the shop, never. Often an export filter drops part of the catalogue.

    ## How to fix
    Take the page into the sitemap. Shopify makes the sitemap itself: unpublish or correct the page,
    or hide it with the metafield seo.hidden. WooCommerce: the SEO plugin's sitemap settings, then
    rebuild its cache. Magento: Marketing > SEO & Search > Site Map > Generate. BigCommerce: it is
    rebuilt daily; look at the product's or page's visibility. Salesforce Commerce Cloud: Merchant
    Tools > SEO > Sitemaps > run the job.

    ## What is not checked
    Shops without a readable sitemap, and nights on which one of its files could not be read.
    Filtered and sorted lists and page 2 of a list need not be listed; neither do pages that Google
    may not index.
    """
    files = index.site.sitemaps
    if not any(file.entries for file in files) or any(file.error or file.failure for file in files):
        raise NotApplicable
    for row in index.pages(PageState.OK):
        if row.in_sitemap is not None or row.kind not in _LISTED or not row.indexable:
            continue
        if is_plain(row.url) and not is_later_page(row.url):
            yield Problem(
                page=row.url,
                message=f"No sitemap lists this {row.kind} page.",
                cause=f"sitemap: {row.kind} pages missing",
                evidence={"linked_from": row.found_on},
            )
