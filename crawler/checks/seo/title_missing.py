"""seo/title-missing"""

from collections.abc import Iterator

from crawler.checks.api import check
from crawler.records import HeadFacts, Problem, Severity


@check(
    Severity.ERROR,
    since="0.1",
    sources=("https://developers.google.com/search/docs/appearance/title-link (read 2026-11-23)",),
    also=(
        "Screaming Frog: Page Titles: Missing",
        "Ahrefs: Title tag missing or empty",
        "Semrush: Title tag is missing or empty",
        "Lighthouse: document-title",
        "seonaut: Pages with missing title",
        "squirrelscan: core/meta-title",
    ),
)
def title_missing(head: HeadFacts) -> Iterator[Problem]:
    """The page has no title

    ## Why it matters
    The title is the clickable line of a search result and the name of the browser tab. Without
    one, Google invents a headline from whatever text it finds.

    ## How to fix
    Give the page a title that starts with what is sold there. Shopify: Products > (product) >
    Search engine listing. WooCommerce: the SEO plugin's title field below the product. Magento:
    Catalog > Products > (product) > Search Engine Optimization > Meta Title. BigCommerce:
    Products > (product) > SEO > Page Title. Salesforce Commerce Cloud: Products > (product) >
    Search Engine Optimization > Page Title.
    """
    if not any(head.titles):
        yield Problem(message="The page has no title.")
