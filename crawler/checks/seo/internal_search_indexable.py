"""seo/internal-search-indexable"""

from collections.abc import Iterator
from urllib.parse import urlsplit

from crawler.checks.api import NotApplicable, check
from crawler.checks.seo.addresses import shown
from crawler.checks.seo.parameters import parameters
from crawler.checks.seo.tags import (
    is_indexable,
)
from crawler.records import (
    HeadFacts,
    PageKind,
    PageRecord,
    Problem,
    Severity,
)


@check(
    Severity.WARNING,
    since="0.1",
    kinds=frozenset({PageKind.SEARCH}),
    sources=(
        "https://developers.google.com/search/docs/crawling-indexing/block-indexing"
        " (read 2026-11-23)",
        "convention, not a Google rule: results of the shop's own search are no pages to be found",
    ),
    also=("Screaming Frog: URL: Internal Search",),
)
def internal_search_indexable(page: PageRecord, head: HeadFacts) -> Iterator[Problem]:
    """Google may show pages of the shop's own search

    ## Why it matters
    Everybody can make such a page with any words in it, spammers do, and Google then shows
    thousands of pages without worth under the shop's name.

    ## How to fix
    Mark the results of the search noindex. Shopify: theme.liquid, a robots meta tag when `template
    contains "search"`. WooCommerce: the SEO plugin's search appearance, special pages. Magento:
    Content > Design > Configuration > (store), and the layout catalogsearch_result_index.
    BigCommerce: Storefront > Themes > Edit theme files > pages/search.html. Salesforce Commerce
    Cloud: Merchant Tools > SEO > Page Meta Tag Rules.

    ## What is not checked
    The empty search form; results that no page links to and no sitemap lists; results whose words
    are part of the path.
    """
    asked = [(n, v) for n, v in parameters(page.url) if v and "{" not in v]
    if not asked or not (page.found_on or page.in_sitemap):
        raise NotApplicable
    if is_indexable(page, head):
        where = (
            f"linked from {shown(page.found_on, page.url)}" if page.found_on else "in the sitemap"
        )
        yield Problem(
            message=f"Google may index this search result, which is {where}.",
            cause=f"search results at {urlsplit(page.url).path}",
            evidence={"found_on": page.found_on, "in_sitemap": page.in_sitemap},
        )
