"""seo/product-near-duplicate"""

import re
from collections.abc import Iterator

from crawler.checks.api import NotApplicable, check
from crawler.checks.index import PageRow, SiteIndex
from crawler.checks.seo.addresses import shown
from crawler.checks.seo.near_duplicates import groups_of
from crawler.records import Problem, Severity

MOST = 20
"""Products of a group that each is compared with; the cause groups them all."""
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
    Products that their data calls variants of a group. Products of different names, and text that
    stands on many products of the shop: it is the theme's own. The very same text: see
    seo/content-duplicate.
    """
    prints = list(index.likeness_prints())
    if not prints:
        raise NotApplicable
    for group in groups_of(prints):
        rows = [row for url in group if (row := index.page(url)) is not None]
        words = [frozenset(_WORD.findall(row.title.casefold())) for row in rows]
        for row, own in zip(rows, words, strict=True):
            near = [
                other.url
                for other, theirs in zip(rows[:MOST], words, strict=False)
                if other is not row and _named_alike(own, theirs) and _comparable(row, other)
            ]
            if near:
                more = f" and {len(near) - 1} more" if len(near) > 1 else ""
                yield Problem(
                    page=row.url,
                    message=f"Its text is nearly that of {shown(near[0], row.url)}{more}.",
                    cause=f"nearly alike: {shown(group[0], row.url)}",
                    evidence={"others": near},
                )


def _named_alike(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether half of the words of two titles are the same."""
    return 2 * len(one & other) >= len(one | other)


def _comparable(one: PageRow, other: PageRow) -> bool:
    """One language, and not the very same text."""
    return one.lang == other.lang and one.text != other.text
