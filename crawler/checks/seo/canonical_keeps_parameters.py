"""seo/canonical-keeps-parameters"""

from collections.abc import Iterator
from urllib.parse import urljoin

from crawler.checks.api import NotApplicable, check
from crawler.checks.seo.parameters import is_list_order, is_tracking, parameters, session_of
from crawler.checks.seo.tags import (
    not_system,
)
from crawler.records import (
    HeadFacts,
    PageKind,
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
        "https://developers.google.com/search/docs/crawling-indexing/url-structure"
        " (read 2026-11-23)",
    ),
)
def canonical_keeps_parameters(page: PageRecord, head: HeadFacts) -> Iterator[Problem]:
    """The canonical address keeps parameters that do not belong to it

    ## Why it matters
    The canonical address should be the plain one. When it keeps a campaign, a sort order, a filter
    or a visitor's session, every such link becomes a page of its own in Google's eyes.

    ## How to fix
    Leave the parameters that are named out of the tag. Usually a theme prints the address that was
    asked for. Shopify: theme.liquid should print `{{ canonical_url }}`. WooCommerce: the SEO
    plugin's "Canonical URL" field, or the theme's header.php. Magento: Stores > Configuration >
    Catalog > Search Engine Optimization. BigCommerce: Storefront > Themes > Edit theme files,
    `{{head.canonical}}`. Salesforce Commerce Cloud: the htmlHead template of the storefront
    cartridge.

    ## What is not checked
    Basket, account, checkout and search pages. Pages that name another page as canonical.
    Parameters whose names no common shop system uses for sorting or filtering: see
    seo/facet-indexable. Parameters that choose a page, a variant or a page number.
    """
    not_system(page)
    links = [link for link in head.canonicals if link.source != "body" and link.url]
    if not links:
        raise NotApplicable
    if head.canonical != page.url:
        return
    found: dict[str, str] = {}
    for link in links:
        session = session_of(urljoin(page.url, link.href.strip()))
        if session:
            found[session] = "a visitor's session"
        for name, _ in parameters(urljoin(page.url, link.href.strip())):
            if is_tracking(name):
                found[name] = "a campaign"
            elif is_list_order(name) and page.kind is not PageKind.PRODUCT:
                found[name] = "a sort order or filter"
    if found:
        said = ", ".join(f"{name[:60]} ({what})" for name, what in found.items())
        yield Problem(
            message=f"The canonical address keeps {said}.",
            cause=f"canonical keeps {', '.join(sorted(found))}",
            evidence={"found": [link.href[:300] for link in links], "parameters": sorted(found)},
        )
