"""seo/pagination-canonical-page-1"""

from collections.abc import Iterator

from crawler.checks.api import NotApplicable, check
from crawler.checks.seo.addresses import is_later_page, path_of_list, series_of, shown
from crawler.records import HeadFacts, PageRecord, Problem, Severity


@check(
    Severity.WARNING,
    since="0.1",
    sources=(
        "https://developers.google.com/search/docs/specialty/ecommerce/pagination-and-incremental-page-loading"
        " (read 2026-11-23)",
    ),
    also=("squirrelscan: crawl/pagination",),
)
def pagination_canonical_page_1(page: PageRecord, head: HeadFacts) -> Iterator[Problem]:
    """Page 2 of a list calls page 1 the original

    ## Why it matters
    The products of page 2 are others than those of page 1. When page 2 names page 1 as its
    canonical, Google may stop reading it, and the products that stand only there lose their way
    into the search.

    ## How to fix
    Let every page of a list name itself as its canonical: Google asks for exactly that. Shopify:
    `{{ canonical_url }}` in theme.liquid does it right; look for an app or a hand-written line.
    WooCommerce: the SEO plugin does it right; look for a second plugin or theme code. Magento: an
    SEO extension's canonical settings for layered navigation and pages. BigCommerce: Storefront >
    Themes > Edit theme files, `{{head.canonical}}`. Salesforce Commerce Cloud: Merchant Tools > SEO
    > URL Rules.

    ## What is not checked
    Lists that show everything on one page ("view all") as the original.
    """
    if not is_later_page(page.url):
        raise NotApplicable
    target = head.canonical
    if target is None or target == page.url or is_later_page(target):
        return
    if series_of(target) == series_of(page.url) or path_of_list(target) == path_of_list(page.url):
        yield Problem(
            message=f"The page is a later page of a list and names {shown(target, page.url)} as its"
            " canonical address.",
            cause="canonical of later pages",
            evidence={"target": target},
        )
