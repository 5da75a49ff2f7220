"""seo/facet-indexable"""

from collections.abc import Iterator

from crawler.checks.api import NotApplicable, check
from crawler.checks.seo.addresses import facets_of
from crawler.records import HeadFacts, PageKind, PageRecord, Problem, Severity

_LISTS = frozenset({PageKind.CATEGORY, PageKind.HOME, PageKind.OTHER})


@check(
    Severity.WARNING,
    since="0.1",
    sources=(
        "https://developers.google.com/search/docs/crawling-indexing/crawling-managing-faceted-navigation"
        " (read 2026-11-23)",
    ),
)
def facet_indexable(page: PageRecord, head: HeadFacts) -> Iterator[Problem]:
    """A filtered or sorted list may be indexed

    ## Why it matters
    Filters, sort orders and views show the same products in other ways. When Google may index each
    of them, thousands of near-equal pages compete with the real category.

    ## How to fix
    Let the list name the plain category as its canonical, or forbid the parameter in robots.txt
    when there are very many. Shopify: Online Store > Themes > Edit code > robots.txt.liquid forbids
    the parameter (filters are `filter.*`, sort orders `sort_by`). WooCommerce: the SEO plugin's
    crawl settings, or the filter plugin's. Magento: Stores > Configuration > Catalog > Layered
    Navigation, and robots.txt under Content > Design > Configuration. BigCommerce: Settings > SEO >
    robots.txt. Salesforce Commerce Cloud: Merchant Tools > SEO > Robots, and the meta rules for
    refined searches.

    ## What is not checked
    Filters that are part of the path. Parameters that choose a product, a category, a variant or a
    page of a list. A filter that is meant to be found ("red shoes") is no fault: mute it.
    """
    if page.kind not in _LISTS:
        raise NotApplicable
    names = sorted(facets_of(page.url))
    if not names:
        raise NotApplicable
    if head.noindex or not page.googlebot_allowed or head.canonical not in (None, page.url):
        return
    yield Problem(
        message=f"The list filtered or sorted by {', '.join(names)} may be indexed.",
        cause=f"facets: {', '.join(names)}",
        evidence={"parameters": names, "canonical": head.canonical},
    )
