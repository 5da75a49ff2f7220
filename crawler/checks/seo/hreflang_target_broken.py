"""seo/hreflang-target-broken"""

from collections.abc import Iterator

from crawler.checks.api import check
from crawler.checks.index import SiteIndex
from crawler.checks.seo.addresses import shown
from crawler.checks.seo.answers import trouble_of
from crawler.records import Problem, Severity


@check(
    Severity.ERROR,
    since="0.1",
    sources=(
        "https://developers.google.com/search/docs/specialty/international/localized-versions"
        " (read 2026-11-23)",
    ),
    also=(
        "Screaming Frog: Hreflang: Non-200 Hreflang URLs",
        "Ahrefs: Hreflang to redirect or broken page",
        "Semrush: Issues with incorrect hreflang links",
        "Sitebulb: Has outgoing hreflang annotations to broken URLs",
        "seonaut: Hreflang to error",
    ),
)
def hreflang_target_broken(index: SiteIndex) -> Iterator[Problem]:
    """A language version does not work

    ## Why it matters
    The page sends shoppers of another country to an address that answers with an error or leads
    elsewhere. The usual cause is a product that this country's shop does not have.

    ## How to fix
    Name only versions that exist, at their final address. Shopify: Settings > Markets > (market) >
    Languages and domains; apps and theme code that print hreflang lines beside Shopify's own should
    go. WooCommerce: the translation plugin's SEO settings. Magento: the hreflang extension, and
    Stores > Configuration > General > Locale Options. BigCommerce: Channel Manager > (storefront) >
    Languages. Salesforce Commerce Cloud: Merchant Tools > SEO > Hreflang.

    ## What is not checked
    Addresses that nobody could verify tonight.
    """
    for row, pairs in index.alternates():
        if row.noindex:
            continue
        for target in dict.fromkeys(url for _, url in pairs if url and url != row.url):
            said = trouble_of(index, target)
            if said:
                codes = [code for code, url in pairs if url == target]
                yield Problem(
                    page=row.url,
                    message=f"Its version {', '.join(codes)}, {shown(target, row.url)}, {said}.",
                    about=target,
                    cause=f"hreflang: {said}",
                    evidence={"target": target, "codes": codes},
                )
