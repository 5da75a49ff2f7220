"""seo/canonical-invalid"""

import re
from collections.abc import Iterator

from crawler.checks.api import NotApplicable, check
from crawler.checks.seo.tags import (
    not_system,
)
from crawler.records import (
    CanonicalLink,
    HeadFacts,
    PageRecord,
    Problem,
    Severity,
)

_LEFT_OVER = re.compile(r"\{\{|\{%|<%|\$\{|^(?:undefined|null|NaN)$|\[object ", re.IGNORECASE)


@check(
    Severity.ERROR,
    since="0.1",
    sources=(
        "https://developers.google.com/search/docs/crawling-indexing/consolidate-duplicate-urls"
        " (read 2026-11-23)",
    ),
    also=(
        "Screaming Frog: Canonicals: Contains Fragment URL",
        "Screaming Frog: Canonicals: Invalid Attribute In Annotation",
        "Sitebulb: Canonical is malformed or empty",
        "Lighthouse: canonical",
    ),
)
def canonical_invalid(page: PageRecord, head: HeadFacts) -> Iterator[Problem]:
    """The canonical address is empty or no address

    ## Why it matters
    Google ignores a canonical that is no address and chooses one itself. Usually a program failed
    to fill it in.

    ## How to fix
    Let the tag name the page's own address, or remove it. Shopify: theme.liquid should print `{{
    canonical_url }}`. WooCommerce: the SEO plugin's "Canonical URL" field, or the theme's
    header.php. Magento: Stores > Configuration > Catalog > Search Engine Optimization. BigCommerce:
    Storefront > Themes > Edit theme files, `{{head.canonical}}`. Salesforce Commerce Cloud: the
    htmlHead template of the storefront cartridge.

    ## What is not checked
    Basket, account, checkout and search pages. Tags in the body, which Google ignores. Whether the
    address answers: see seo/canonical-target-broken.
    """
    not_system(page)
    links = [link for link in head.canonicals if link.source != "body"]
    if not links:
        raise NotApplicable
    for href in dict.fromkeys(link.href.strip() for link in links if _bad(link)):
        said = f'"{href[:120]}" is no address' if href else "is empty"
        yield Problem(
            message=f"The canonical address {said}.",
            about=href[:200],
            cause=f"canonical: {href[:200]}"
            if _LEFT_OVER.search(href)
            else "canonical: no address",
            evidence={"found": href[:300]},
        )


def _bad(link: CanonicalLink) -> bool:
    return not link.href.strip() or link.url is None or bool(_LEFT_OVER.search(link.href.strip()))
