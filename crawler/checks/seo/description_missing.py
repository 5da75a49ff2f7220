"""seo/description-missing"""

from collections.abc import Iterator

from crawler.checks.api import NotApplicable, check
from crawler.checks.seo.addresses import is_later_page, is_plain
from crawler.records import MONEY_KINDS, PageKind, PageRecord, Problem, Severity


@check(
    Severity.WARNING,
    since="0.1",
    kinds=MONEY_KINDS | {PageKind.CONTENT},
    sources=("https://developers.google.com/search/docs/appearance/snippet (read 2026-11-23)",),
    also=(
        "Screaming Frog: Meta Description: Missing",
        "Ahrefs: Meta description tag missing or empty",
        "Semrush: Missing meta description",
        "Lighthouse: meta-description",
        "seonaut: Pages with missing meta description",
        "squirrelscan: core/meta-description",
        "Yoast: Meta description length",
    ),
)
def description_missing(page: PageRecord) -> Iterator[Problem]:
    """The page has no description for search results

    ## Why it matters
    The description is the text under the headline of a search result: two lines of free
    advertising. Without one Google takes what it finds, which in a shop is often the cookie notice
    or the size chart, and fewer people click.

    ## How to fix
    Write one or two sentences that say what is sold and why here. A template that puts name, price
    range and delivery time together is fine. Shopify: Products > (product) > Search engine listing
    > Meta description; home: Online Store > Preferences. WooCommerce: the SEO plugin's description
    field below the product. Magento: Catalog > Products > (product) > Search Engine Optimization >
    Meta Description. BigCommerce: Products > (product) > SEO > Meta Description. Salesforce
    Commerce Cloud: Products > (product) > Search Engine Optimization > Page Description.

    ## What is not checked
    Pages other than home, categories, products and texts to read, where it is only good to know;
    later pages and filters of a category; pages
    that Google may not index or that name another page as canonical. Length: Google has no limit.
    """
    head = page.head
    if head is None or head.noindex or is_later_page(page.url) or not is_plain(page.url):
        raise NotApplicable
    if head.canonical_targets and page.url not in head.canonical_targets:
        raise NotApplicable
    if not any(head.descriptions):
        yield Problem(
            message=f"This {page.kind} page has no meta description.",
            severity=None if page.kind in MONEY_KINDS else Severity.NOTICE,
        )
