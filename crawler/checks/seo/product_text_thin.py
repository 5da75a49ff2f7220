"""seo/product-text-thin"""

from collections.abc import Iterator

from crawler.checks.api import NotApplicable, check
from crawler.checks.seo.tags import is_indexable
from crawler.records import OutlineFacts, PageKind, PageRecord, Problem, Severity

FEWEST_WORDS = 50
"""Our own limit; the tools' are 100 to 300 for any page."""


@check(
    Severity.NOTICE,
    since="0.1",
    sources=(
        "convention, not a Google rule:"
        " https://developers.google.com/search/docs/fundamentals/creating-helpful-content",
    ),
    kinds=frozenset({PageKind.PRODUCT}),
    also=(
        "Screaming Frog: Content: Low Content Pages",
        "Ahrefs: Low word count",
        "Semrush: Low word count",
        "seonaut: Pages with little content",
        "squirrelscan: content/word-count",
        "squirrelscan: content/thin-vs-site-norm",
        "Yoast: Text length",
    ),
)
def product_text_thin(page: PageRecord, outline: OutlineFacts) -> Iterator[Problem]:
    """A product page has hardly any text

    ## Why it matters
    Fewer than 50 words, name, price and buttons included, answer no question that a shopper has.
    Search engines have little to find the page by.

    ## How to fix
    Say what it is made of, how large it is, what it is for, what comes with it. Shopify: Products >
    (product) > Description. WooCommerce: Products > (product) > Product description. Magento:
    Catalog > Products > (product) > Content. BigCommerce: Products > (product) > Description.
    Salesforce Commerce Cloud: Products > (product) > Long Description.

    ## What is not checked
    Pages other than products, pages that Google may not index, and pages that scripts fill. Whether
    the same text stands on several products: see seo/content-duplicate.
    """
    if page.head is None or page.served is not None or not outline.word_count:
        raise NotApplicable
    if not is_indexable(page, page.head):
        raise NotApplicable
    if outline.word_count < FEWEST_WORDS:
        yield Problem(
            message=f"The product page has {outline.word_count} words outside menu and footer.",
            evidence={"words": outline.word_count},
        )
