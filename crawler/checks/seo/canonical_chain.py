"""seo/canonical-chain"""

from collections.abc import Iterator

from crawler.checks.api import check
from crawler.checks.index import SiteIndex
from crawler.checks.seo.addresses import shown
from crawler.records import PageState, Problem, Severity


@check(
    Severity.WARNING,
    since="0.1",
    sources=(
        "https://developers.google.com/search/docs/crawling-indexing/consolidate-duplicate-urls"
        " (read 2026-11-23)",
    ),
    also=(
        "Ahrefs: Non-canonical page specified as canonical one",
        "seonaut: Canonicalized to non canonical",
    ),
)
def canonical_chain(index: SiteIndex) -> Iterator[Problem]:
    """The canonical address of the page names a third page

    ## Why it matters
    Page A calls B the original, and B calls C the original. Google may stop following and choose by
    itself. When they name each other in a circle, no page is the original.

    ## How to fix
    Let every page name the final original. Shopify: theme.liquid should print `{{ canonical_url
    }}`. WooCommerce: the SEO plugin's "Canonical URL" field of the product. Magento: Stores >
    Configuration > Catalog > Search Engine Optimization > Use Canonical Link Meta Tag. BigCommerce:
    Storefront > Themes > Edit theme files, `{{head.canonical}}`. Salesforce Commerce Cloud:
    Merchant Tools > SEO > URL Rules.
    """
    for row in index.pages(PageState.OK):
        if row.canonical is None or row.canonical == row.url:
            continue
        other = index.page(row.canonical)
        if other is None or other.state is not PageState.OK:
            continue
        third = other.canonical
        if third is None or third == other.url:
            continue
        names = "this page" if third == row.url else shown(third, row.url)
        yield Problem(
            page=row.url,
            message=f"Its canonical address {shown(other.url, row.url)} names {names} as its own.",
            severity=Severity.ERROR if third == row.url else None,
            cause=f"canonical chain: {other.url}",
            evidence={"target": other.url, "third": third, "loop": third == row.url},
        )
