"""seo/title-too-short"""

from collections.abc import Iterator

from crawler.checks.api import NotApplicable, check
from crawler.checks.seo.placeholders import placeholder
from crawler.checks.seo.tags import (
    characters_of,
    display_width,
    shown_in_search,
)
from crawler.records import (
    HeadFacts,
    PageRecord,
    Problem,
    Severity,
    SiteFacts,
)


@check(
    Severity.NOTICE,
    since="0.1",
    sources=(
        "https://developers.google.com/search/docs/appearance/title-link (read 2026-11-23)",
        "convention, not a Google rule: Google asks for no length",
    ),
    also=(
        "Screaming Frog: Page Titles: Below 30 Characters",
        "Screaming Frog: Page Titles: Below 200 Pixels",
        "Ahrefs: Title too short",
        "Semrush: Title element is too short",
        "seonaut: Pages short title",
        "squirrelscan: core/meta-title",
    ),
)
def title_too_short(page: PageRecord, head: HeadFacts, site: SiteFacts) -> Iterator[Problem]:
    """The title is very short

    ## Why it matters
    A short title leaves the room in the search result empty that could say what is sold, from which
    brand, and why here.

    ## How to fix
    Say what the page offers in words that shoppers search for. Shopify: Products > (product) >
    Search engine listing > Page title. WooCommerce: the SEO plugin's title field below the product.
    Magento: Catalog > Products > (product) > Search Engine Optimization > Meta Title. BigCommerce:
    Products > (product) > SEO > Page Title. Salesforce Commerce Cloud: Products > (product) >
    Search Engine Optimization > Page Title.

    ## What is not checked
    Pages that Google may not index or that name another page as canonical; basket, account and
    search pages; placeholders. Wide East Asian characters count double. The limit is 15 characters.
    """
    shown_in_search(page, head)
    text = next((text for text in head.titles if text), "")
    if not text or placeholder(text, site.name):
        raise NotApplicable
    width = display_width(text)

    if width < 15:
        yield Problem(
            message=f'The title "{text}" has only {characters_of(text)}.',
            evidence={"found": text, "characters": width},
        )
