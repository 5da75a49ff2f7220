"""seo/product-near-duplicate"""

import re
from collections.abc import Iterator

from crawler.checks.api import NotApplicable, check
from crawler.checks.index import PageRow, SiteIndex
from crawler.checks.seo.addresses import shown
from crawler.checks.seo.near_duplicates import groups_of
from crawler.records import Problem, Severity

MOST = 100
"""Products of a group that each is compared with."""
_WORD = re.compile(r"\w+")


@check(
    Severity.WARNING,
    since="0.1",
    sources=(
        "https://developers.google.com/search/docs/crawling-indexing/consolidate-duplicate-urls"
        " (read 2026-11-23)",
    ),
    also=(
        "Screaming Frog: Content: Near Duplicates",
        "Semrush: Duplicate content",
        "Sitebulb: URLs with similar content",
    ),
)
def product_near_duplicate(index: SiteIndex) -> Iterator[Problem]:
    """Another product has nearly the same text

    ## Why it matters
    Colours and sizes with a page each compete with one another, and Google shows one of them by
    chance. Shoppers cannot tell the pages apart either.

    ## How to fix
    Make them variants of one product, let all but one name the main page as canonical, or say on
    each what is different. Shopify: Products > (product) > Variants. WooCommerce: a variable
    product. Magento: a configurable product. BigCommerce: Products > (product) > Variations.
    Salesforce Commerce Cloud: a variation master.

    ## What is not checked
    Products that their data calls variants of a group. Products of different names: their text may
    be the theme's own. The very same text: see seo/content-duplicate.
    """
    prints = list(index.likeness_prints())
    if not prints:
        raise NotApplicable
    for group in groups_of(prints):
        rows = {url: index.page(url) for url in group}
        for url in group:
            row = rows[url]
            near = [
                other for other in group[:MOST] if other != url and _comparable(row, rows[other])
            ]
            if near:
                more = f" and {len(near) - 1} more" if len(near) > 1 else ""
                yield Problem(
                    page=url,
                    message=f"Its text is nearly that of {shown(near[0], url)}{more}.",
                    cause=f"nearly alike: {shown(group[0], url)}",
                    evidence={"others": near[:50]},
                )


def _comparable(one: PageRow | None, other: PageRow | None) -> bool:
    """One language, half of the title's words in common, and not the very same text."""
    if one is None or other is None or one.lang != other.lang or one.text == other.text:
        return False
    first, second = (set(_WORD.findall(row.title.casefold())) for row in (one, other))
    return len(first & second) >= len(first | second) / 2
