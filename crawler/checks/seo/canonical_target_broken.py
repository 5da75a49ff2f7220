"""seo/canonical-target-broken"""

from collections.abc import Iterator

from crawler.checks.api import check
from crawler.checks.index import SiteIndex
from crawler.checks.seo.addresses import same_host, shown
from crawler.checks.seo.answers import broken_status
from crawler.records import PageState, Problem, Severity


@check(
    Severity.ERROR,
    since="0.1",
    sources=(
        "https://developers.google.com/search/docs/crawling-indexing/consolidate-duplicate-urls"
        " (read 2026-11-23)",
        "https://developers.google.com/search/docs/crawling-indexing/http-network-errors"
        " (read 2026-11-23)",
    ),
    also=(
        "Ahrefs: Canonical points to 4XX",
        "Ahrefs: Canonical points to 5XX",
        "Semrush: Broken canonical URLs",
        "seonaut: Canonicalized to error",
    ),
)
def canonical_target_broken(index: SiteIndex) -> Iterator[Problem]:
    """The canonical address of the page does not work

    ## Why it matters
    The page asks Google to show another address in its place, and that address answers with an
    error. The good page can drop out of the search results in favour of a dead one.

    ## How to fix
    Let the canonical name the page itself, or bring the target back. After a renamed product the
    old address is often still in a hand-written field. Shopify: theme.liquid should print
    `{{ canonical_url }}`. WooCommerce: the SEO plugin's "Canonical URL" field of the product.
    Magento: Stores > Configuration > Catalog > Search Engine Optimization > Use Canonical Link
    Meta Tag. BigCommerce: Storefront > Themes > Edit theme files, `{{head.canonical}}`. Salesforce
    Commerce Cloud: Merchant Tools > SEO > URL Rules.

    ## What is not checked
    Targets on other hosts (see seo/canonical-other-host) and targets that nobody could verify
    tonight.
    """
    for row in index.pages(PageState.OK):
        target = row.canonical
        if target is None or target == row.url or not same_host(target, row.url):
            continue
        status = broken_status(index, target)
        if status is not None:
            yield Problem(
                page=row.url,
                message=f"Its canonical address {shown(target, row.url)} answers {status}.",
                cause=target,
                evidence={"target": target, "status": status},
            )
