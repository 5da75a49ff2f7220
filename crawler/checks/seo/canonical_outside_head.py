"""seo/canonical-outside-head"""

from collections.abc import Iterator

from crawler.checks.api import check
from crawler.checks.seo.tags import (
    as_served,
    not_system,
)
from crawler.records import (
    PageRecord,
    Problem,
    Severity,
)


@check(
    Severity.ERROR,
    since="0.1",
    sources=(
        "https://developers.google.com/search/docs/crawling-indexing/consolidate-duplicate-urls"
        " (read 2026-11-23)",
        "https://developers.google.com/search/docs/crawling-indexing/valid-page-metadata"
        " (read 2026-11-23)",
    ),
    also=("Screaming Frog: Canonicals: Outside <head>",),
)
def canonical_outside_head(page: PageRecord) -> Iterator[Problem]:
    """The canonical address does not stand in the head

    ## Why it matters
    Google reads the canonical address from the head of a page only. In the body it is ignored, and
    Google chooses an address itself.

    ## How to fix
    Move the tag between `<head>` and `</head>`. When it stands there already, something before it
    ends the head: see the check seo/head-broken. Shopify: theme.liquid should print `{{
    canonical_url }}`. WooCommerce: the SEO plugin's "Canonical URL" field, or the theme's
    header.php. Magento: Stores > Configuration > Catalog > Search Engine Optimization. BigCommerce:
    Storefront > Themes > Edit theme files, `{{head.canonical}}`. Salesforce Commerce Cloud: the
    htmlHead template of the storefront cartridge.

    ## What is not checked
    Basket, account, checkout and search pages. A tag in the body beside one in the head or the Link
    header, which does no harm. On pages that scripts fill, the HTML that the server sent is judged.
    """
    not_system(page)
    head = as_served(page)
    if not head.canonicals or any(link.source != "body" for link in head.canonicals):
        return
    link = head.canonicals[0]
    behind = head.source.broken_by if head.source else ""
    because = f", behind <{behind}>, which ends the head" if behind and behind != "text" else ""
    yield Problem(
        message=f"The canonical address {link.href[:200]} stands in the body{because}.",
        cause=f"canonical in the body{because}",
        evidence={"found": link.href[:300]},
    )
