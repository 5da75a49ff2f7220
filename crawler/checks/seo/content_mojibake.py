"""seo/content-mojibake"""

from collections.abc import Iterator

from crawler.checks.api import NotApplicable, check
from crawler.checks.seo.tags import (
    not_system,
)
from crawler.records import (
    OutlineFacts,
    PageRecord,
    Problem,
    Severity,
)


@check(
    Severity.WARNING,
    since="0.1",
    sources=("https://www.w3.org/International/questions/qa-what-is-encoding (read 2026-11-23)",),
    also=("squirrelscan: content/mojibake",),
)
def content_mojibake(page: PageRecord, outline: OutlineFacts) -> Iterator[Problem]:
    """Letters are broken

    ## Why it matters
    Umlauts, accents or quotation marks show as signs without sense. It looks careless, and nobody
    finds the page by the broken word.

    ## How to fix
    The text was saved or imported in the wrong encoding: import it again as UTF-8, or correct it by
    hand. Shopify: Products > Import, with a CSV file in UTF-8. WooCommerce: Products > Import, and
    the encoding of the database. Magento: System > Import. BigCommerce: Products > Import.
    Salesforce Commerce Cloud: Merchant Tools > Products and Catalogs > Import & Export.

    ## What is not checked
    Basket, account, checkout and search pages. Code samples. Broken words in capitals, because
    Portuguese writes "Ã" in capitals for good.
    """
    not_system(page)
    if outline.mojibake is None:
        raise NotApplicable
    if outline.mojibake:
        named = ", ".join(f'"{word}"' for word in outline.mojibake[:5])
        yield Problem(
            message=f"The page shows broken letters: {named}.",
            cause=f"broken letters: {outline.mojibake[0]}",
            evidence={"found": list(outline.mojibake)},
        )
