"""seo/product-unreachable"""

from collections.abc import Iterator

from crawler.checks.api import NotApplicable, check
from crawler.checks.index import PageRow, SiteIndex
from crawler.records import PageKind, PageState, Problem, RunHealth, Severity


@check(
    Severity.ERROR,
    since="0.1",
    sources=(
        "https://developers.google.com/search/docs/specialty/ecommerce/help-google-understand-your-ecommerce-site-structure"
        " (read 2026-11-23)",
    ),
    also=(
        "Screaming Frog: Sitemaps: Orphan URLs",
        "Ahrefs: Orphan page (has no incoming internal links)",
        "seonaut: Orphan pages",
        "squirrelscan: links/orphan-pages",
    ),
)
def product_unreachable(index: SiteIndex, health: RunHealth) -> Iterator[Problem]:
    """No category and no product links to a product of the sitemap

    ## Why it matters
    Shoppers who browse the shop never find it. Only a text, or nothing but the sitemap, leads
    there; Google takes such pages for unimportant. Usually the product lost its category.

    ## How to fix
    Put the product into a category. Shopify: Products > (product) > Collections. WooCommerce:
    Products > (product) > Product categories. Magento: Catalog > Products > (product) > Categories.
    BigCommerce: Products > (product) > Categories. Salesforce Commerce Cloud: Merchant Tools >
    Products and Catalogs > Products > (product) > Categories.

    ## What is not checked
    Products that nothing at all links to: see seo/sitemap-only-page. Nights on which not the whole
    shop was walked. Links that scripts make when somebody clicks.
    """
    if health.cut or index.site.counts.get("left", 0) or not index.site.sitemaps:
        raise NotApplicable
    for row in index.pages(PageState.OK):
        if row.kind is not PageKind.PRODUCT or row.in_sitemap is None:
            continue
        if row.links_in and not row.shelves:
            yield Problem(
                page=row.url,
                message=f"No category and no product links to this product; {_said(row)}.",
                cause="products without a category",
                evidence={"sitemap": row.in_sitemap, "linked_from_pages": row.links_in},
            )


def _said(row: PageRow) -> str:
    return "one other page does" if row.links_in == 1 else f"{row.links_in} other pages do"
