"""seo/hreflang-target-not-indexable"""

from collections.abc import Iterator

from crawler.checks.api import check
from crawler.checks.index import SiteIndex
from crawler.checks.seo.addresses import shown
from crawler.checks.seo.answers import closed_by
from crawler.records import Problem, Severity


@check(
    Severity.ERROR,
    since="0.1",
    sources=(
        "https://developers.google.com/search/docs/specialty/international/localized-versions"
        " (read 2026-11-23)",
    ),
    also=(
        "Screaming Frog: Hreflang: Noindex Return Links",
        "Screaming Frog: Hreflang: Non-Canonical Return Links",
        "Ahrefs: Hreflang to non-canonical",
        "Sitebulb: Has outgoing hreflang annotations to noindex URLs",
        "seonaut: Hreflang to a non indexable page",
    ),
)
def hreflang_target_not_indexable(index: SiteIndex) -> Iterator[Problem]:
    """A language version is closed to Google

    ## Why it matters
    The page names a version in another language that Google may not index, or that names yet
    another page as the original. Google ignores the line.

    ## How to fix
    Open the version to Google, or take the line out. Shopify: Settings > Markets > (market) >
    Languages and domains; apps and theme code that print hreflang lines beside Shopify's own should
    go. WooCommerce: the translation plugin's SEO settings. Magento: the hreflang extension, and
    Stores > Configuration > General > Locale Options. BigCommerce: Channel Manager > (storefront) >
    Languages. Salesforce Commerce Cloud: Merchant Tools > SEO > Hreflang.

    ## What is not checked
    Versions on other hosts, and such that were not asked for tonight.
    """
    for row, pairs in index.alternates():
        if not row.indexable:
            continue
        for target in dict.fromkeys(url for _, url in pairs if url and url != row.url):
            other = index.page(target)
            reason = closed_by(other) if other is not None else ""
            if reason:
                codes = [code for code, url in pairs if url == target]
                yield Problem(
                    page=row.url,
                    message=f"Its version {', '.join(codes)}, {shown(target, row.url)}, {reason}.",
                    about=target,
                    cause="hreflang: version closed to Google",
                    evidence={"target": target, "codes": codes},
                )
