"""seo/nofollow-money-page"""

from collections.abc import Iterator

from crawler.checks.api import NotApplicable, check
from crawler.checks.seo.addresses import facets_of
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
    kinds=frozenset({PageKind.HOME, PageKind.CATEGORY}),
    sources=(
        "https://developers.google.com/search/docs/crawling-indexing/robots-meta-tag"
        " (read 2026-11-23)",
    ),
    also=(
        "Screaming Frog: Directives: Nofollow",
        "Ahrefs: Nofollow page",
    ),
)
def nofollow_money_page(page: PageRecord, head: HeadFacts) -> Iterator[Problem]:
    """Google may not follow the links of a home or category page

    ## Why it matters
    With "nofollow" Google does not use the links of this page to find others. Products that only
    this page links to are found late or never.

    ## How to fix
    Remove "nofollow" (or "none") from the robots rule. Shopify: Online Store > Themes > Edit code >
    theme.liquid, and the SEO app. WooCommerce: the SEO plugin's advanced tab of the page. Magento:
    Content > Design > Configuration > (store) > Search Engine Robots. BigCommerce: Storefront >
    Themes > Edit theme files. Salesforce Commerce Cloud: Merchant Tools > SEO > Page Meta Tag
    Rules. A header is set in the web server, a proxy or the CDN.

    ## What is not checked
    Filters and sort orders of a category, where nofollow may be meant. `rel="nofollow"` on single
    links.
    """
    if facets_of(page.url):
        raise NotApplicable
    found = [
        rule
        for rule in head.robots
        if rule.agent in ("robots", "googlebot")
        and {"nofollow", "none"} & {word.strip().lower() for word in rule.content.split(",")}
    ]
    if not found:
        return
    where = "the X-Robots-Tag header" if found[0].source == "header" else "its robots meta tag"
    yield Problem(
        message=f"This {page.kind} page forbids Google to follow its links: "
        f'"{found[0].content[:80]}" in {where}.',
        cause=f"nofollow: {found[0].source} {found[0].content}",
        evidence={"found": [f"{rule.agent}: {rule.content} ({rule.source})" for rule in found]},
    )
