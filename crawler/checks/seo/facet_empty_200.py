"""seo/facet-empty-200"""

from collections.abc import Iterator

from crawler.checks.api import NotApplicable, check
from crawler.checks.data.nothing import NOTHING
from crawler.checks.seo.addresses import facets_of
from crawler.checks.seo.tags import is_indexable
from crawler.records import PageKind, PageRecord, Problem, Severity


@check(
    Severity.WARNING,
    since="0.1",
    sources=(
        "https://developers.google.com/search/docs/crawling-indexing/crawling-managing-faceted-navigation"
        " (read 2026-11-23)",
    ),
    kinds=frozenset({PageKind.CATEGORY, PageKind.SEARCH, PageKind.OTHER}),
)
def facet_empty_200(page: PageRecord) -> Iterator[Problem]:
    """A filter without any product is a page that Google may index

    ## Why it matters
    Empty combinations of filters multiply without end. Google asks shops to answer 404 for them, or
    to keep them out of the search.

    ## How to fix
    Answer 404 for a combination without products, or set noindex. Shopify: Online Store > Themes >
    Edit code, the collection template: noindex when `collection.products_count == 0`. WooCommerce:
    the filter plugin's setting. Magento: a layered navigation extension. BigCommerce: Settings >
    SEO > robots.txt. Salesforce Commerce Cloud: the rules for refined searches.

    ## What is not checked
    Filters that are part of the path, and lists that do not say in words that they are empty.
    """
    head, outline = page.head, page.outline
    if head is None or outline is None or not facets_of(page.url):
        raise NotApplicable
    texts = (outline.text_start, *(heading.text for heading in outline.headings))
    said = next((match[0] for text in texts if (match := NOTHING.search(text))), "")
    if not said:
        raise NotApplicable
    if is_indexable(page, head):
        yield Problem(
            message=f'The filter says "{said}", answers 200, and Google may index it.',
            cause=f"empty filters: {', '.join(sorted(facets_of(page.url)))}",
            evidence={"text": outline.text_start[:160]},
        )
