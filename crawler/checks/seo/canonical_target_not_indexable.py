"""seo/canonical-target-not-indexable"""

from collections.abc import Iterator

from crawler.checks.api import check
from crawler.checks.index import SiteIndex
from crawler.checks.seo.addresses import shown
from crawler.records import PageState, Problem, Severity


@check(
    Severity.ERROR,
    since="0.1",
    sources=(
        "https://developers.google.com/search/docs/crawling-indexing/consolidate-duplicate-urls"
        " (read 2026-11-23)",
    ),
    also=(
        "Screaming Frog: Canonicals: Non-Indexable Canonical",
        "Sitebulb: Canonical points to a noindex URL",
        "seonaut: Canonicalized to non-indexable",
    ),
)
def canonical_target_not_indexable(index: SiteIndex) -> Iterator[Problem]:
    """The canonical address of the page is closed to Google

    ## Why it matters
    The page asks Google to show another page in its place, and that one must not be indexed. Both
    can disappear from the search results.

    ## How to fix
    Open the other page to Google, or let the page name itself. Shopify: theme.liquid should print
    `{{ canonical_url }}`. WooCommerce: the SEO plugin's "Canonical URL" field of the product.
    Magento: Stores > Configuration > Catalog > Search Engine Optimization > Use Canonical Link Meta
    Tag. BigCommerce: Storefront > Themes > Edit theme files, `{{head.canonical}}`. Salesforce
    Commerce Cloud: Merchant Tools > SEO > URL Rules.

    ## What is not checked
    Targets on other hosts, and targets that name a third page: see seo/canonical-chain.
    """
    for row in index.pages(PageState.OK):
        if row.canonical is None or row.canonical == row.url:
            continue
        other = index.page(row.canonical)
        if other is None or (other.googlebot and not other.noindex):
            continue
        if other.state not in (PageState.OK, PageState.ROBOTS):
            continue
        reason = "is marked noindex" if other.noindex else "is forbidden by robots.txt"
        yield Problem(
            page=row.url,
            message=f"Its canonical address {shown(other.url, row.url)} {reason}.",
            cause=row.canonical,
            evidence={"target": row.canonical},
        )
