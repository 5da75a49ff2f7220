"""seo/canonical-target-redirects"""

from collections.abc import Iterator

from crawler.checks.api import check
from crawler.checks.index import SiteIndex
from crawler.checks.seo.addresses import same_host, shown
from crawler.checks.seo.answers import redirect_of
from crawler.records import PageState, Problem, Severity


@check(
    Severity.WARNING,
    since="0.1",
    sources=(
        "https://developers.google.com/search/docs/crawling-indexing/consolidate-duplicate-urls"
        " (read 2026-11-23)",
    ),
    also=(
        "Ahrefs: Canonical points to redirect",
        "Sitebulb: Canonical points to a redirecting URL",
        "seonaut: Canonicalized to redirect",
        "squirrelscan: crawl/canonical-chain",
    ),
)
def canonical_target_redirects(index: SiteIndex) -> Iterator[Problem]:
    """The canonical address of the page redirects

    ## Why it matters
    The page asks Google to show another address, which itself leads on to a third. Google gets two
    answers to one question and may keep the wrong address.

    ## How to fix
    Name the final address. Often only http, www or the slash at the end differs. Shopify:
    theme.liquid should print `{{ canonical_url }}`. WooCommerce: the SEO plugin's "Canonical URL"
    field of the product. Magento: Stores > Configuration > Catalog > Search Engine Optimization >
    Use Canonical Link Meta Tag. BigCommerce: Storefront > Themes > Edit theme files,
    `{{head.canonical}}`. Salesforce Commerce Cloud: Merchant Tools > SEO > URL Rules.

    ## What is not checked
    Targets on other hosts (see seo/canonical-other-host).
    """
    for row in index.pages(PageState.OK):
        target = row.canonical
        if target is None or target == row.url or not same_host(target, row.url):
            continue
        leads = redirect_of(index, target)
        if leads:
            back = " back to this page" if leads == row.url else f" to {shown(leads, row.url)}"
            yield Problem(
                page=row.url,
                message=f"Its canonical address {target} redirects{back}.",
                cause="canonical redirects back" if leads == row.url else target,
                evidence={"target": target, "leads_to": leads},
            )
