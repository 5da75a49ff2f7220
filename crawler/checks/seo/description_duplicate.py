"""seo/description-duplicate"""

from collections.abc import Iterator

from crawler.checks.api import check
from crawler.checks.index import SiteIndex
from crawler.checks.seo.placeholders import placeholder
from crawler.checks.seo.repeats import repeats
from crawler.records import (
    PageKind,
    Problem,
    Severity,
)

_LEFT_OUT = frozenset({PageKind.SYSTEM, PageKind.SEARCH})


@check(
    Severity.WARNING,
    since="0.1",
    sources=("https://developers.google.com/search/docs/appearance/snippet (read 2026-11-23)",),
    also=(
        "Screaming Frog: Meta Description: Duplicate",
        "Semrush: Duplicate meta descriptions",
        "Sitebulb: URLs with duplicate meta descriptions",
        "seonaut: Pages with duplicated meta description",
        "squirrelscan: content/duplicate-description",
    ),
)
def description_duplicate(index: SiteIndex) -> Iterator[Problem]:
    """Another page has the same description

    ## Why it matters
    The description is the text under the headline of a search result. The same text under several
    products says nothing about any of them; usually a default was never replaced.

    ## How to fix
    Say what is different: size, colour, material, use. A template that puts name and price range
    together is fine. Shopify: Products > (product) > Search engine listing > Meta description.
    WooCommerce: the SEO plugin's description field below the product. Magento: Catalog > Products >
    (product) > Search Engine Optimization > Meta Description. BigCommerce: Products > (product) >
    SEO > Meta Description. Salesforce Commerce Cloud: Products > (product) > Search Engine
    Optimization > Page Description.

    ## What is not checked
    Pages that Google may not index or that name another page as canonical; pages in another
    language; the pages of one paginated list, which count once; basket, account, checkout and
    search pages.
    """
    for text, rows in index.duplicates("description"):
        if placeholder(text, index.site.name):
            continue  # seo/description-placeholder says more about it
        judged = (row for row in rows if row.kind not in _LEFT_OUT)
        for row, others, where in repeats(judged):
            yield Problem(
                page=row.url,
                message=f'The description "{text[:120]}" also stands on {where}.',
                cause=f"description: {text}",
                evidence={"found": text[:500], "others": others[:50]},
            )
