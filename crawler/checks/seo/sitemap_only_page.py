"""seo/sitemap-only-page"""

from collections.abc import Iterator

from crawler.checks.api import NotApplicable, check
from crawler.checks.index import SiteIndex
from crawler.checks.seo.tags import page_of
from crawler.records import PageKind, PageState, Problem, RunHealth, Severity


@check(
    Severity.WARNING,
    since="0.1",
    sources=(
        "https://developers.google.com/search/docs/crawling-indexing/links-crawlable"
        " (read 2026-11-23)",
    ),
    also=(
        "Screaming Frog: Sitemaps: Orphan URLs",
        "Ahrefs: Orphan page (has no incoming internal links)",
        "Semrush: Orphaned sitemap pages",
        "seonaut: Orphan pages",
        "squirrelscan: links/orphan-pages",
    ),
)
def sitemap_only_page(index: SiteIndex, health: RunHealth) -> Iterator[Problem]:
    """No page of the shop links to a page of the sitemap

    ## Why it matters
    Shoppers cannot browse to the page: it exists for Google only. Google, too, trusts pages little
    that their own shop does not link to. Often a product lost its category.

    ## How to fix
    Give the product a category, or link to the page from a menu or text; take it out of the sitemap
    if it should not be found. Shopify: Products > (product) > Collections. WooCommerce: Products >
    (product) > Product categories. Magento: Catalog > Products > (product) > Categories.
    BigCommerce: Products > (product) > Categories. Salesforce Commerce Cloud: Products > (product)
    > Categories.

    ## What is not checked
    Nights on which not the whole shop was walked. Links that a script makes when somebody clicks
    are not seen.
    """
    if health.cut or index.site.counts.get("left", 0) or not index.site.sitemaps:
        raise NotApplicable
    for row in index.pages(PageState.OK):
        if row.in_sitemap is None or row.kind is PageKind.HOME or row.depth is not None:
            continue
        if row.found_on is None and not _is_linked(index, row.url):
            yield Problem(
                page=row.url,
                message=f"The sitemap lists this {page_of(row.kind)}, but no page links to it.",
                cause=f"no links to {row.kind} pages",
                evidence={"sitemap": row.in_sitemap},
            )


def _is_linked(index: SiteIndex, url: str) -> bool:
    """Whether a page other than itself refers to it."""
    target = index.target(url)
    return target is not None and (
        target.pages > 1 or any(source.url != url for source in target.sources)
    )
