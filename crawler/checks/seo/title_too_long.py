"""seo/title-too-long"""

from collections.abc import Iterator

from crawler.checks.api import NotApplicable, check
from crawler.checks.seo.placeholders import placeholder
from crawler.checks.seo.tags import (
    display_width,
    pixel_width,
    shown_in_search,
    too_long,
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
        "convention, not a Google rule: Google has no limit and cuts what does not fit",
    ),
    also=(
        "Screaming Frog: Page Titles: Over 60 Characters",
        "Screaming Frog: Page Titles: Over 561 Pixels",
        "Ahrefs: Title too long",
        "Semrush: Title element is too long",
        "seonaut: Pages with long title",
        "squirrelscan: core/meta-title",
        "Yoast: SEO title width",
    ),
)
def title_too_long(page: PageRecord, head: HeadFacts, site: SiteFacts) -> Iterator[Problem]:
    """The title may be cut in search results

    ## Why it matters
    Google has no limit, but it cuts a title that does not fit into the line. What stands at the end
    is then not read.

    ## How to fix
    Put first what matters: the name of the product, then what sets it apart. Leave out what repeats
    on every page. Shopify: Products > (product) > Search engine listing > Page title. WooCommerce:
    the SEO plugin's title field below the product. Magento: Catalog > Products > (product) > Search
    Engine Optimization > Meta Title. BigCommerce: Products > (product) > SEO > Page Title.
    Salesforce Commerce Cloud: Products > (product) > Search Engine Optimization > Page Title.

    ## What is not checked
    Pages that Google may not index or that name another page as canonical; basket, account and
    search pages; placeholders. The width in pixels is a rough figure; wide East Asian characters
    count double. The limits are 60 characters and 561 pixels.
    """
    shown_in_search(page, head)
    text = next((text for text in head.titles if text), "")
    if not text or placeholder(text, site.name):
        raise NotApplicable
    width = display_width(text)

    pixels = pixel_width(text, 20)
    if width > 60 or pixels > 561:
        yield Problem(
            message=f"The title {too_long(text, 60, pixels, 561)}.",
            evidence={"found": text[:500], "characters": width, "pixels": pixels},
        )
