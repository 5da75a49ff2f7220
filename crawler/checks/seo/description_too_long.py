"""seo/description-too-long"""

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
        "https://developers.google.com/search/docs/appearance/snippet (read 2026-11-23)",
        "convention, not a Google rule: Google has no limit and cuts what does not fit",
    ),
    also=(
        "Screaming Frog: Meta Description: Over 155 Characters",
        "Screaming Frog: Meta Description: Over 985 Pixels",
        "Ahrefs: Meta description too long",
        "Sitebulb: Meta description length too long",
        "seonaut: Pages with long meta description",
        "squirrelscan: core/meta-description",
        "Yoast: Meta description length",
    ),
)
def description_too_long(page: PageRecord, head: HeadFacts, site: SiteFacts) -> Iterator[Problem]:
    """The description may be cut in search results

    ## Why it matters
    Google has no limit, but it cuts a description that does not fit into the line. What stands at
    the end is then not read.

    ## How to fix
    Put first what matters: the name of the product, then what sets it apart. Leave out what repeats
    on every page. Shopify: Products > (product) > Search engine listing > Meta description.
    WooCommerce: the SEO plugin's description field below the product. Magento: Catalog > Products >
    (product) > Search Engine Optimization > Meta Description. BigCommerce: Products > (product) >
    SEO > Meta Description. Salesforce Commerce Cloud: Products > (product) > Search Engine
    Optimization > Page Description.

    ## What is not checked
    Pages that Google may not index or that name another page as canonical; basket, account and
    search pages; placeholders. The width in pixels is a rough figure; wide East Asian characters
    count double. The limits are 160 characters and 985 pixels.
    """
    shown_in_search(page, head)
    text = next((text for text in head.descriptions if text), "")
    if not text or placeholder(text, site.name):
        raise NotApplicable
    width = display_width(text)

    pixels = pixel_width(text, 13)
    if width > 160 or pixels > 985:
        yield Problem(
            message=f"The description {too_long(text, 160, pixels, 985)}.",
            evidence={"found": text[:500], "characters": width, "pixels": pixels},
        )
