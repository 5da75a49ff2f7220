"""seo/description-too-short"""

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
        "https://developers.google.com/search/docs/appearance/snippet (read 2026-11-23)",
        "convention, not a Google rule: Google asks for no length",
    ),
    also=(
        "Screaming Frog: Meta Description: Below 70 Characters",
        "Screaming Frog: Meta Description: Below 400 Pixels",
        "Ahrefs: Meta description too short",
        "seonaut: Pages with short meta description",
        "squirrelscan: core/meta-description",
        "Yoast: Meta description length",
    ),
)
def description_too_short(page: PageRecord, head: HeadFacts, site: SiteFacts) -> Iterator[Problem]:
    """The description is very short

    ## Why it matters
    A short description leaves the room in the search result empty that could say what is sold, from
    which brand, and why here.

    ## How to fix
    Say what the page offers in words that shoppers search for. Shopify: Products > (product) >
    Search engine listing > Meta description. WooCommerce: the SEO plugin's description field below
    the product. Magento: Catalog > Products > (product) > Search Engine Optimization > Meta
    Description. BigCommerce: Products > (product) > SEO > Meta Description. Salesforce Commerce
    Cloud: Products > (product) > Search Engine Optimization > Page Description.

    ## What is not checked
    Pages that Google may not index or that name another page as canonical; basket, account and
    search pages; placeholders. Wide East Asian characters count double. The limit is 70 characters.
    """
    shown_in_search(page, head)
    text = next((text for text in head.descriptions if text), "")
    if not text or placeholder(text, site.name):
        raise NotApplicable
    width = display_width(text)

    if width < 70:
        yield Problem(
            message=f'The description "{text}" has only {characters_of(text)}.',
            evidence={"found": text, "characters": width},
        )
