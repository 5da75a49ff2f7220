"""seo/hreflang-no-return"""

from collections.abc import Iterator

from crawler.checks.api import check
from crawler.checks.index import SiteIndex
from crawler.checks.seo.addresses import shown
from crawler.records import PageState, Problem, Severity


@check(
    Severity.ERROR,
    since="0.1",
    sources=(
        "https://developers.google.com/search/docs/specialty/international/localized-versions"
        " (read 2026-11-23)",
    ),
    also=(
        "Screaming Frog: Hreflang: Missing Return Links",
        "Ahrefs: Missing reciprocal hreflang (no return-tag)",
        "Semrush: Hreflang conflicts within page source code",
        "seonaut: Pages missing the hreflang",
    ),
)
def hreflang_no_return(index: SiteIndex) -> Iterator[Problem]:
    """A language version does not link back

    ## Why it matters
    Page A names page B as its version in another language, and B does not name A. Google ignores
    such a pair, so shoppers may get the wrong language in the search result.

    ## How to fix
    Print the same set of lines on every version of a page. If B is another product, correct the
    line on A. Shopify: Settings > Markets > (market) > Languages and domains; apps and theme code
    that print hreflang lines beside Shopify's own should go. WooCommerce: the translation plugin's
    SEO settings. Magento: the hreflang extension, and Stores > Configuration > General > Locale
    Options. BigCommerce: Channel Manager > (storefront) > Languages. Salesforce Commerce Cloud:
    Merchant Tools > SEO > Hreflang.

    ## What is not checked
    Versions on other hosts and pages that were not asked for tonight. Lines in the sitemap are not
    read: a set that stands only there is not judged. Versions that Google may not index have a
    check of their own.
    """
    for row, pairs in index.alternates():
        if not row.indexable:
            continue
        for target in dict.fromkeys(url for _, url in pairs if url and url != row.url):
            other = index.page(target)
            if other is None or other.state is not PageState.OK or not other.indexable:
                continue
            if row.url not in {url for _, url in index.alternates_of(target)}:
                codes = [code for code, url in pairs if url == target]
                yield Problem(
                    page=row.url,
                    message=f"Its version {', '.join(codes)}, {shown(target, row.url)},"
                    " does not link back.",
                    about=target,
                    cause="hreflang: no link back",
                    evidence={"target": target, "codes": codes},
                )
