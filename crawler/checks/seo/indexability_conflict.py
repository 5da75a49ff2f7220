"""seo/indexability-conflict"""

from collections.abc import Iterator

from crawler.checks.api import check
from crawler.checks.seo.tags import (
    not_system,
)
from crawler.records import (
    HeadFacts,
    PageRecord,
    Problem,
    RobotsDirective,
    Severity,
)

_SIDES = {
    "noindex": (frozenset({"noindex", "none"}), frozenset({"index", "all"})),
    "nofollow": (frozenset({"nofollow", "none"}), frozenset({"follow", "all"})),
}


@check(
    Severity.WARNING,
    since="0.1",
    sources=(
        "https://developers.google.com/search/docs/crawling-indexing/robots-meta-tag"
        " (read 2026-11-23)",
    ),
    also=("Sitebulb: Mismatched noindex directives in HTML and header",),
)
def indexability_conflict(page: PageRecord, head: HeadFacts) -> Iterator[Problem]:
    """Rules for search engines contradict each other

    ## Why it matters
    One rule says that Google may show the page, another forbids it. Google always follows the
    stricter one, while people look at the other and believe that all is well.

    ## How to fix
    Keep one rule and remove the other. Usually the theme writes one and an SEO plugin or the web
    server the other. Shopify: Online Store > Themes > Edit code > theme.liquid, and the SEO app.
    WooCommerce: the SEO plugin's advanced tab of the page. Magento: Content > Design >
    Configuration > (store) > Search Engine Robots. BigCommerce: Storefront > Themes > Edit theme
    files. Salesforce Commerce Cloud: Merchant Tools > SEO > Page Meta Tag Rules. A header is set in
    the web server, a proxy or the CDN.

    ## What is not checked
    Basket, account, checkout and search pages. Rules for other agents than Google's web search. A
    rule that says nothing about the matter.
    """
    not_system(page)
    rules = [rule for rule in head.robots if rule.agent in ("robots", "googlebot")]
    for name, (forbids, allows) in _SIDES.items():
        against = [rule for rule in rules if forbids & _words(rule)]
        for_it = [rule for rule in rules if allows & _words(rule)]
        if not against or not for_it:
            continue
        yield Problem(
            message=f"{_shown(against[0])} contradicts {_shown(for_it[0])}; "
            f'Google follows "{name}".',
            about=name,
            cause=f"robots: {_shown(against[0])} and {_shown(for_it[0])}",
            evidence={"found": [_shown(rule) for rule in rules]},
        )


def _words(rule: RobotsDirective) -> set[str]:
    return {word.strip().lower() for word in rule.content.split(",")}


def _shown(rule: RobotsDirective) -> str:
    where = "the X-Robots-Tag header" if rule.source == "header" else f"the {rule.agent} meta tag"
    return f'"{rule.content[:80]}" in {where}'
