"""seo/hreflang-code-twice"""

from collections.abc import Iterator

from crawler.checks.api import check
from crawler.records import HeadFacts, Problem, Severity


@check(
    Severity.ERROR,
    since="0.1",
    sources=(
        "https://developers.google.com/search/docs/specialty/international/localized-versions"
        " (read 2026-11-23)",
    ),
    also=(
        "Screaming Frog: Hreflang: Multiple Entries",
        "Ahrefs: More than one page for same language in hreflang",
    ),
)
def hreflang_code_twice(head: HeadFacts) -> Iterator[Problem]:
    """One language code leads to two addresses

    ## Why it matters
    Two lines of the page name different addresses for the same language and country. Google cannot
    know which one is meant and may follow neither.

    ## How to fix
    Leave one line for each code. The usual cause is a theme and a plugin that both print them.
    Shopify: Settings > Markets > (market) > Languages and domains; apps and theme code that print
    hreflang lines beside Shopify's own should go. WooCommerce: the translation plugin's SEO
    settings. Magento: the hreflang extension, and Stores > Configuration > General > Locale
    Options. BigCommerce: Channel Manager > (storefront) > Languages. Salesforce Commerce Cloud:
    Merchant Tools > SEO > Hreflang.
    """
    targets: dict[str, dict[str, None]] = {}
    for link in head.hreflangs:
        if link.url:
            targets.setdefault(link.code.strip().lower(), {})[link.url] = None
    for code, urls in targets.items():
        if code and len(urls) > 1:
            first, second, *more = urls
            rest = f" and {len(more)} more" if more else ""
            yield Problem(
                message=f'The code "{code[:40]}" leads to {first}, to {second}{rest}.',
                about=code[:40],
                cause="hreflang: one code, several addresses",
                evidence={"code": code[:40], "found": list(urls)[:20]},
            )
