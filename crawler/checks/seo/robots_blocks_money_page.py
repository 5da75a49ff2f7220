"""seo/robots-blocks-money-page"""

from collections.abc import Iterator
from urllib.parse import urlsplit

from crawler.checks.api import ANSWERED, check
from crawler.checks.index import PageRow, SiteIndex
from crawler.records import MONEY_KINDS, Loss, PageState, Problem, Severity


@check(
    Severity.ERROR,
    since="0.1",
    states=ANSWERED | {PageState.ROBOTS},
    sources=(
        "https://developers.google.com/search/docs/crawling-indexing/robots/intro"
        " (read 2026-11-23)",
        "https://www.rfc-editor.org/rfc/rfc9309 (read 2026-11-23)",
    ),
    also=(
        "Screaming Frog: Response Codes: Internal Blocked by Robots.txt",
        "Semrush: Blocked from crawling",
        "Sitebulb: Internal Disallowed URLs",
        "Lighthouse: is-crawlable",
        "seonaut: URLs blocked by robots.txt",
    ),
    costs=Loss.HIDDEN,
)
def robots_blocks_money_page(index: SiteIndex) -> Iterator[Problem]:
    """robots.txt keeps Google away from a page that should earn money

    ## Why it matters
    Google does not read what robots.txt forbids: no title, no price, no stock in the search result,
    and after a while no result at all. One line too broad can hide a whole category.

    ## How to fix
    Narrow the rule in robots.txt, or remove it. Shopify: Online Store > Themes > Edit code >
    robots.txt.liquid. WooCommerce: the SEO plugin's file editor. Magento: Content > Design >
    Configuration > (store) > Search Engine Robots > custom instruction. BigCommerce: Settings >
    SEO > robots.txt. Salesforce Commerce Cloud: Merchant Tools > SEO > Robots.

    ## What is not checked
    Addresses with parameters: filters and sort orders are blocked on purpose. A page that may not
    be read is recognised as product or category by its address alone, which works where the shop
    system is known.
    """
    for row in index.pages(PageState.ROBOTS, PageState.OK):
        if row.googlebot or row.kind not in MONEY_KINDS or urlsplit(row.url).query:
            continue
        if _is_known_to_google(index, row):
            listed = ", though the sitemap lists it" if row.in_sitemap else ""
            yield Problem(
                page=row.url,
                message=f"robots.txt forbids Google to read this {row.kind} page{listed}.",
                cause="robots.txt",
                evidence={
                    "robots": index.site.robots.url if index.site.robots else None,
                    "linked_from": row.found_on,
                    "sitemap": row.in_sitemap,
                },
            )


def _is_known_to_google(index: SiteIndex, row: PageRow) -> bool:
    linked = row.found_on is not None or row.depth is not None
    return linked or row.in_sitemap is not None or index.target(row.url) is not None
