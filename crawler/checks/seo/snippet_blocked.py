"""seo/snippet-blocked"""

from collections.abc import Iterator

from crawler.checks.api import NotApplicable, check
from crawler.records import (
    HeadFacts,
    PageKind,
    PageRecord,
    Problem,
    Severity,
)

_BLOCKING = {
    "nosnippet": "text",
    "max-snippet:0": "text",
    "max-image-preview:none": "pictures",
    "max-image-preview:standard": "large pictures",
}


@check(
    Severity.NOTICE,
    since="0.1",
    kinds=frozenset({PageKind.PRODUCT, PageKind.CATEGORY}),
    sources=(
        "https://developers.google.com/search/docs/crawling-indexing/robots-meta-tag"
        " (read 2026-11-23)",
    ),
    also=(
        "Screaming Frog: Directives: NoSnippet",
        "seonaut: Pages with the nosnippet directive",
        "squirrelscan: core/nosnippet",
    ),
)
def snippet_blocked(page: PageRecord, head: HeadFacts) -> Iterator[Problem]:
    """The search result may show no text or only a small picture

    ## Why it matters
    A rule on the page forbids Google to show text or a large picture in the search result. Results
    with both are clicked more often.

    ## How to fix
    Remove the words that are named, or use `max-snippet:-1, max-image-preview:large`. Shopify:
    Online Store > Themes > Edit code > theme.liquid, and the SEO app. WooCommerce: the SEO plugin's
    advanced tab of the page. Magento: Content > Design > Configuration > (store) > Search Engine
    Robots. BigCommerce: Storefront > Themes > Edit theme files. Salesforce Commerce Cloud: Merchant
    Tools > SEO > Page Meta Tag Rules. A header is set in the web server, a proxy or the CDN.

    ## What is not checked
    Pages other than products and categories; `data-nosnippet` on parts of a page; the length of a
    text beyond zero.
    """
    if head.noindex:
        raise NotApplicable
    said = {"".join(word.split()) for word in head.directives()}
    found = sorted(said & _BLOCKING.keys())
    if found:
        effects = list(dict.fromkeys(_BLOCKING[word] for word in found))
        yield Problem(
            message=f'"{", ".join(found)}" keeps {" and ".join(effects)} out of the search result.',
            cause=f"robots: {', '.join(found)}",
            evidence={"found": [f"{rule.agent}: {rule.content}" for rule in head.robots]},
        )
