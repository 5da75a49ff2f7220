"""seo/sitemap-missing"""

from collections.abc import Iterator

from crawler.checks.api import NotApplicable, check
from crawler.checks.index import SiteIndex
from crawler.records import Problem, Severity


@check(
    Severity.WARNING,
    since="0.1",
    alone=True,
    sources=(
        "https://developers.google.com/search/docs/crawling-indexing/sitemaps/build-sitemap"
        " (read 2026-11-23)",
    ),
    subject="site",
    also=(
        "Semrush: Sitemap.xml not found",
        "squirrelscan: crawl/sitemap-exists",
    ),
)
def sitemap_missing(index: SiteIndex) -> Iterator[Problem]:
    """The shop has no sitemap

    ## Why it matters
    Without a sitemap Google finds new products only by following links, which takes longer the
    larger the shop is.

    ## How to fix
    Publish a sitemap and name it in robots.txt. Shopify has one at /sitemap.xml: look whether a
    password or an app hides it. WooCommerce: WordPress has /wp-sitemap.xml; SEO plugins have their
    own. Magento: Marketing > SEO & Search > Site Map. BigCommerce has one at /xmlsitemap.php.
    Salesforce Commerce Cloud: Merchant Tools > SEO > Sitemaps.

    ## What is not checked
    Sitemaps that were only handed in at Search Console. Asked for were the addresses in robots.txt,
    those of the shop system, /sitemap.xml, /sitemap_index.xml, /wp-sitemap.xml and /sitemap.xml.gz.
    """
    robots = index.site.robots
    if robots is None or robots.failure or index.page(index.site.url) is None:
        raise NotApplicable
    if not index.site.sitemaps:
        yield Problem(
            message="No sitemap is named in robots.txt or found at the usual addresses.",
            evidence={"robots": robots.url},
        )
