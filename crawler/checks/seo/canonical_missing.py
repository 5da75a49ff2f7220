"""seo/canonical-missing"""

from collections.abc import Iterator
from urllib.parse import urlsplit

from crawler.checks.api import NotApplicable, check
from crawler.checks.seo.tags import (
    not_fragment,
    not_system,
    page_of,
)
from crawler.records import (
    HeadFacts,
    PageRecord,
    Problem,
    Severity,
)


@check(
    Severity.NOTICE,
    since="0.1",
    sources=(
        "https://developers.google.com/search/docs/crawling-indexing/consolidate-duplicate-urls"
        " (read 2026-11-23)",
    ),
    also=(
        "Screaming Frog: Canonicals: Missing",
        "squirrelscan: core/canonical",
    ),
)
def canonical_missing(page: PageRecord, head: HeadFacts) -> Iterator[Problem]:
    """The page names no canonical address

    ## Why it matters
    The canonical address says which spelling of an address counts. Without it, links with campaign
    or filter parameters can become pages of their own in Google's eyes.

    ## How to fix
    Let every page name its own address without parameters. Shopify: theme.liquid should print `{{
    canonical_url }}`. WooCommerce: the SEO plugin's "Canonical URL" field, or the theme's
    header.php. Magento: Stores > Configuration > Catalog > Search Engine Optimization. BigCommerce:
    Storefront > Themes > Edit theme files, `{{head.canonical}}`. Salesforce Commerce Cloud: the
    htmlHead template of the storefront cartridge.

    ## What is not checked
    Basket, account, checkout and search pages; pages that Google may not index. A tag that is there
    but does not count: see the other checks of canonicals.
    Pieces of HTML that scripts ask for: no head, no body, no title.
    """
    not_system(page)
    not_fragment(head)
    if head.noindex or not page.googlebot_allowed:
        raise NotApplicable
    if not head.canonicals:
        query = urlsplit(page.url).query
        extra = " although its address has parameters" if query else ""
        yield Problem(
            message=f"This {page_of(page.kind)} names no canonical address{extra}.",
            severity=Severity.WARNING if query else None,
            cause=f"no canonical: {page.kind}",
            evidence={"parameters": query},
        )
