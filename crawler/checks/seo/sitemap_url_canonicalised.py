"""seo/sitemap-url-canonicalised"""

from collections.abc import Iterator

from crawler.checks.api import check
from crawler.checks.index import SiteIndex
from crawler.checks.seo.addresses import is_root_of, same_host, shown
from crawler.checks.seo.answers import broken_status
from crawler.records import PageState, Problem, RunHealth, Severity


@check(
    Severity.WARNING,
    since="0.1",
    alone=True,
    sources=(
        "https://developers.google.com/search/docs/crawling-indexing/sitemaps/build-sitemap"
        " (read 2026-11-23)",
        "https://developers.google.com/search/docs/crawling-indexing/consolidate-duplicate-urls"
        " (read 2026-11-23)",
    ),
    also=(
        "Ahrefs: Non-canonical page in sitemap",
        "Semrush: Incorrect pages found in sitemap.xml",
        "Sitebulb: Canonicalized URL in XML Sitemaps",
        "seonaut: Non-canonical pages included in the sitemap",
    ),
)
def sitemap_url_canonicalised(index: SiteIndex, health: RunHealth) -> Iterator[Problem]:
    """The sitemap lists a page that calls another one the original

    ## Why it matters
    The sitemap asks Google to index the page, and the page asks to index another one. Usually
    variants or filtered lists got into the sitemap by mistake.

    ## How to fix
    List the original only, or let the page name itself as its canonical. Shopify makes the sitemap
    itself: unpublish or correct the page, or hide it with the metafield seo.hidden. WooCommerce:
    the SEO plugin's sitemap settings, then rebuild its cache. Magento: Marketing > SEO & Search >
    Site Map > Generate. BigCommerce: it is rebuilt daily; look at the product's or page's
    visibility. Salesforce Commerce Cloud: Merchant Tools > SEO > Sitemaps > run the job.

    ## What is not checked
    Canonicals that are wrong themselves, because they name the home page, another host or a page
    that does not work: checks of their own tell those. Canonicals that nobody asked for, on nights
    on which not the whole shop was walked.
    """
    partly = bool(health.cut or index.site.counts.get("left", 0))
    for row in index.pages(PageState.OK):
        target = row.canonical
        if row.in_sitemap is None or row.noindex or target is None or target == row.url:
            continue
        if _is_faulty(index, target) or (partly and index.page(target) is None):
            continue
        yield Problem(
            page=row.url,
            message="The sitemap lists this page, but its canonical address is"
            f" {shown(target, row.url)}.",
            cause=f"sitemap: {row.in_sitemap}",
            evidence={"sitemap": row.in_sitemap, "target": target},
        )


def _is_faulty(index: SiteIndex, target: str) -> bool:
    """Whether the canonical is what has to be mended, not the sitemap."""
    home = index.site.url
    return (
        is_root_of(target, home)
        or not same_host(target, home)
        or broken_status(index, target) is not None
    )
