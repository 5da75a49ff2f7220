"""seo/title-duplicate"""

from collections.abc import Iterator

from crawler.checks.api import check
from crawler.checks.index import SiteIndex
from crawler.checks.seo.placeholders import placeholder
from crawler.checks.seo.repeats import repeats
from crawler.records import Problem, Severity


@check(
    Severity.WARNING,
    since="0.1",
    sources=("https://developers.google.com/search/docs/appearance/title-link (read 2026-11-23)",),
    also=(
        "Screaming Frog: Page Titles: Duplicate",
        "Semrush: Duplicate title tag",
        "Sitebulb: URLs with duplicate page titles",
        "seonaut: Pages with duplicated title",
        "squirrelscan: core/title-unique",
        "squirrelscan: content/duplicate-title",
    ),
)
def title_duplicate(index: SiteIndex) -> Iterator[Problem]:
    """Another page has the same title

    ## Why it matters
    Two pages with one title look like the same offer in a list of search results. They compete
    with each other, shoppers cannot tell them apart, and the wrong one may be shown: often the
    product that is sold out.

    ## How to fix
    Put what is different into each title: size, colour, model, material. Shopify: Products >
    (product) > Search engine listing > Page title. WooCommerce: the SEO plugin's title field below
    the product. Magento: Catalog > Products > (product) > Search Engine Optimization > Meta Title.
    BigCommerce: Products > (product) > SEO > Page Title. Salesforce Commerce Cloud: Products >
    (product) > Search Engine Optimization > Page Title. When many titles are equal, the template
    that makes them lacks the product's name.

    ## What is not checked
    Pages that Google may not index or that name another page as their canonical; pages in another
    language; the pages of one paginated list, which count once; titles that differ by a single
    sign.
    """
    for title, rows in index.duplicates("title"):
        if placeholder(title, index.site.name):
            continue  # seo/title-placeholder says more about it
        for row, others, where in repeats(rows):
            yield Problem(
                page=row.url,
                message=f'The title "{title[:120]}" also stands on {where}.',
                cause=f"title: {title}",
                evidence={"found": title, "others": others[:50]},
            )
