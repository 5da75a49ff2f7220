"""seo/description-placeholder"""

from collections.abc import Iterator

from crawler.checks.api import check
from crawler.checks.seo.placeholders import placeholder
from crawler.checks.seo.tags import (
    not_system,
)
from crawler.records import (
    HeadFacts,
    PageRecord,
    Problem,
    Severity,
    SiteFacts,
)


@check(
    Severity.WARNING,
    since="0.1",
    sources=(
        "https://developers.google.com/search/docs/appearance/snippet (read 2026-11-23)",
        "convention, not a Google rule: the list of placeholder texts is ours",
    ),
)
def description_placeholder(
    page: PageRecord, head: HeadFacts, site: SiteFacts
) -> Iterator[Problem]:
    """The description is a placeholder

    ## Why it matters
    The description stands under the headline of the search result. A piece of template code or
    filler text there tells every shopper that something is broken.

    ## How to fix
    A program failed to fill it in: give the page's address to whoever maintains the theme. Until
    then write a description by hand. Shopify: Products > (product) > Search engine listing > Meta
    description. WooCommerce: the SEO plugin's description field below the product. Magento: Catalog
    > Products > (product) > Search Engine Optimization > Meta Description. BigCommerce: Products >
    (product) > SEO > Meta Description. Salesforce Commerce Cloud: Products > (product) > Search
    Engine Optimization > Page Description.

    ## What is not checked
    Basket, account, checkout and search pages. One text on many products: see
    seo/description-duplicate.
    """
    not_system(page)
    text = next((text for text in head.descriptions if text), "")
    found = placeholder(text, site.name)
    if found is None:
        return
    piece, kind = found
    yield Problem(
        message=f'The description "{text[:120]}" holds {kind}: "{piece}".',
        cause=f"placeholder: {piece}",
        evidence={"found": text[:300], "piece": piece},
    )
