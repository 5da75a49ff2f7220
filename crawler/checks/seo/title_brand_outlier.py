"""seo/title-brand-outlier"""

import re
from collections import Counter
from collections.abc import Iterator

from crawler.checks.api import NotApplicable, check
from crawler.checks.index import SiteIndex
from crawler.checks.seo.placeholders import placeholder
from crawler.records import (
    PageKind,
    PageState,
    Problem,
    Severity,
)

_LEFT_OUT = frozenset({PageKind.SYSTEM, PageKind.SEARCH})
_FEWEST = 10
_NORM = 0.7
_SEPARATOR = re.compile(r"\s+[|–—·•»«:~-]\s+|\s*[|｜]\s*")


@check(
    Severity.NOTICE,
    since="0.1",
    sources=(
        "https://developers.google.com/search/docs/appearance/title-link (read 2026-11-23)",
        "convention, not a Google rule: titles of one shop end alike",
    ),
    also=("squirrelscan: content/title-pattern-outlier",),
)
def title_brand_outlier(index: SiteIndex) -> Iterator[Problem]:
    """The title lacks the name that the others carry

    ## Why it matters
    Most titles of the shop begin or end with the same name. A title without it was written by hand
    or comes from another template, and shoppers do not see whose offer it is.

    ## How to fix
    Add the name as on the other pages, or leave it when it was meant. Shopify: Products > (product)
    > Search engine listing > Page title. WooCommerce: the SEO plugin's title field below the
    product. Magento: Catalog > Products > (product) > Search Engine Optimization > Meta Title.
    BigCommerce: Products > (product) > SEO > Page Title. Salesforce Commerce Cloud: Products >
    (product) > Search Engine Optimization > Page Title.

    ## What is not checked
    Shops with fewer than 10 pages in Google's index, or where fewer than 70 % of the titles carry
    the name; basket, account, checkout and search pages. Only names that a sign such as "|" or " -
    " sets apart.
    """
    rows = [
        row
        for row in index.pages(PageState.OK)
        if row.title and row.indexable and row.kind not in _LEFT_OUT
    ]
    if len(rows) < _FEWEST:
        raise NotApplicable
    votes = Counter(part for row in rows for part in _ends(row.title))
    brand, count = max(votes.items(), key=lambda vote: (vote[1], vote[0]), default=("", 0))
    if count < _NORM * len(rows):
        return
    example = next(row.title for row in rows if brand in _ends(row.title))
    written = _as_written(example, brand)
    for row in rows:
        if brand not in row.title.casefold() and not placeholder(row.title, index.site.name):
            yield Problem(
                page=row.url,
                message=f'The title "{row.title[:120]}" lacks "{written}", which most carry.',
                cause=f"brand: {brand}",
                evidence={"found": row.title[:300], "share": round(count / len(rows), 2)},
            )


def _as_written(title: str, brand: str) -> str:
    parts = [part.strip() for part in _SEPARATOR.split(title)]
    return next((part for part in parts if part.casefold() == brand), brand)


def _ends(title: str) -> set[str]:
    """First and last part of a title, lower case."""
    parts = [part.strip() for part in _SEPARATOR.split(title.casefold()) if part.strip()]
    return {parts[0], parts[-1]} if len(parts) > 1 else set()
