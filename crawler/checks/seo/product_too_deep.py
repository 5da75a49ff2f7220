"""seo/product-too-deep"""

from collections.abc import Iterator

from crawler.checks.api import NotApplicable, check
from crawler.checks.index import SiteIndex
from crawler.checks.seo.addresses import shown
from crawler.records import PageKind, PageState, Problem, RunHealth, Severity

MOST_CLICKS = 4
"""Our own limit; the tools' are 3 or 4."""


@check(
    Severity.WARNING,
    since="0.1",
    sources=(
        "convention, not a Google rule:"
        " https://developers.google.com/search/docs/specialty/ecommerce/help-google-understand-your-ecommerce-site-structure",
    ),
    also=(
        "Screaming Frog: Links: Pages With High Crawl Depth",
        "Semrush: Page crawl depth",
        "seonaut: High depth",
    ),
)
def product_too_deep(index: SiteIndex, health: RunHealth) -> Iterator[Problem]:
    """A product is more than four clicks from the home page

    ## Why it matters
    What is many clicks away is visited rarely, by shoppers and by Google, and counts as
    unimportant.

    ## How to fix
    Link to it from a category nearer to the home page, show more products on a list page, or link
    from related products. Shopify: Content > Menus, and the collection's page size. WooCommerce:
    Appearance > Menus, and the shop page's columns. Magento: the category tree and "Products per
    Page". BigCommerce: Storefront > Themes > Customize. Salesforce Commerce Cloud: the category
    tree and the grid's page size.

    ## What is not checked
    Pages other than products. Products to which no link leads (see seo/product-unreachable). Nights
    on which not the whole shop was walked.
    """
    if health.cut or index.site.counts.get("left", 0):
        raise NotApplicable
    for row in index.pages(PageState.OK):
        if row.kind is not PageKind.PRODUCT or row.depth is None or row.depth <= MOST_CLICKS:
            continue
        way = index.way(row.url)
        yield Problem(
            page=row.url,
            message=f"The product is {row.depth} clicks from the home page.",
            cause=f"products deep below {shown(way[1], row.url)}" if len(way) > 2 else "",
            evidence={"clicks": row.depth, "way": way},
        )
