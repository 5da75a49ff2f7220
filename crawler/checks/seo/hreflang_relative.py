"""seo/hreflang-relative"""

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
        "Lighthouse: hreflang",
        "seonaut: Hreflang values with relative URLs",
    ),
)
def hreflang_relative(head: HeadFacts) -> Iterator[Problem]:
    """A language version has an incomplete address

    ## Why it matters
    Google asks for the whole address of every language version, with https:// and the host. It
    ignores lines without, so shoppers in that country may get the wrong shop.

    ## How to fix
    Print the whole address: `https://www.example.com/de/mug`, not `/de/mug`. Shopify: Settings >
    Markets > (market) > Languages and domains; apps and theme code that print hreflang lines beside
    Shopify's own should go. WooCommerce: the translation plugin's SEO settings. Magento: the
    hreflang extension, and Stores > Configuration > General > Locale Options. BigCommerce: Channel
    Manager > (storefront) > Languages. Salesforce Commerce Cloud: Merchant Tools > SEO > Hreflang.

    ## What is not checked
    Whether the address works: see seo/hreflang-target-broken.
    """
    short: dict[str, list[str]] = {}
    for link in head.hreflangs:
        if not link.href.strip().lower().startswith(("http://", "https://")):
            short.setdefault(link.href.strip()[:300], []).append(link.code[:40])
    for href, codes in short.items():
        yield Problem(
            message=f'The address "{href}" of the version {", ".join(codes)} is not complete.',
            about=href,
            cause="hreflang: incomplete addresses",
            evidence={"found": href, "codes": codes[:20]},
        )
