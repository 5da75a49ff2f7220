"""seo/hreflang-self-missing"""

from collections.abc import Iterator

from crawler.checks.api import NotApplicable, check
from crawler.records import HeadFacts, PageRecord, Problem, Severity


@check(
    Severity.WARNING,
    since="0.1",
    sources=(
        "https://developers.google.com/search/docs/specialty/international/localized-versions"
        " (read 2026-11-23)",
    ),
    also=(
        "Screaming Frog: Hreflang: Missing Self Reference",
        "Ahrefs: Self-reference hreflang annotation missing",
        "seonaut: Missing hreflang self-reference",
        "squirrelscan: i18n/hreflang",
    ),
)
def hreflang_self_missing(page: PageRecord, head: HeadFacts) -> Iterator[Problem]:
    """The page is not among its own language versions

    ## Why it matters
    Every page of a set of language versions has to name itself too. Without that line Google may
    not believe the set.

    ## How to fix
    Add a line with the page's own language and address. Shopify: Settings > Markets > (market) >
    Languages and domains; apps and theme code that print hreflang lines beside Shopify's own should
    go. WooCommerce: the translation plugin's SEO settings. Magento: the hreflang extension, and
    Stores > Configuration > General > Locale Options. BigCommerce: Channel Manager > (storefront) >
    Languages. Salesforce Commerce Cloud: Merchant Tools > SEO > Hreflang.

    ## What is not checked
    Pages that Google may not index, or that name another page as their canonical.
    """
    if not head.hreflangs or head.noindex or head.canonical not in (None, page.url):
        raise NotApplicable
    if page.url not in {link.url for link in head.hreflangs}:
        yield Problem(
            message="The page names its other language versions, but not itself.",
            cause="hreflang: the page itself is missing",
            evidence={"found": [[link.code[:40], link.href[:300]] for link in head.hreflangs[:20]]},
        )
