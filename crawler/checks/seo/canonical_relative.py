"""seo/canonical-relative"""

from collections.abc import Iterator

from crawler.checks.api import NotApplicable, check
from crawler.checks.seo.tags import (
    not_system,
)
from crawler.records import (
    HeadFacts,
    PageRecord,
    Problem,
    Severity,
)


@check(
    Severity.WARNING,
    since="0.1",
    sources=(
        "https://developers.google.com/search/docs/crawling-indexing/consolidate-duplicate-urls"
        " (read 2026-11-23)",
    ),
    also=(
        "Screaming Frog: Canonicals: Canonical Is Relative",
        "Lighthouse: canonical",
        "seonaut: Canonical with relative URL",
    ),
)
def canonical_relative(page: PageRecord, head: HeadFacts) -> Iterator[Problem]:
    """The canonical address is not written as Google asks

    ## Why it matters
    Google asks for the whole address with https:// and the host. A short one breaks on copies of
    the shop such as a staging site, and with a language or device attached Google ignores the tag.

    ## How to fix
    Print the whole address, without a part after "#" and without the attributes that are named.
    Shopify: theme.liquid should print `{{ canonical_url }}`. WooCommerce: the SEO plugin's
    "Canonical URL" field, or the theme's header.php. Magento: Stores > Configuration > Catalog >
    Search Engine Optimization. BigCommerce: Storefront > Themes > Edit theme files,
    `{{head.canonical}}`. Salesforce Commerce Cloud: the htmlHead template of the storefront
    cartridge.

    ## What is not checked
    Basket, account, checkout and search pages. Tags in the body, which Google ignores.
    """
    not_system(page)
    links = [link for link in head.canonicals if link.source != "body" and link.url]
    if not links:
        raise NotApplicable
    for link in links:
        href = link.href.strip()
        faults = {}
        if not href.lower().startswith(("http://", "https://")):
            faults["relative"] = "is not complete"
        if "#" in href:
            faults["fragment"] = 'has a part after "#"'
        if link.limits:
            faults["limits"] = f"carries {', '.join(link.limits)}, so Google ignores it"
        for fault, said in faults.items():
            yield Problem(
                message=f"The canonical address {href[:200]} {said}.",
                about=f"{fault}: {href[:200]}",
                cause=f"canonical: {fault}",
                evidence={"found": href[:300], "attributes": list(link.limits)},
            )
