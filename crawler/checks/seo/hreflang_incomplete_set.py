"""seo/hreflang-incomplete-set"""

from collections import Counter
from collections.abc import Iterator

from crawler.checks.api import NotApplicable, check
from crawler.checks.index import SiteIndex
from crawler.records import Problem, Severity

FEWEST_PAGES = 8
NORM = 0.7
"""Share of a template's pages that must agree. Our own limits."""


@check(
    Severity.WARNING,
    since="0.1",
    sources=(
        "https://developers.google.com/search/docs/specialty/international/localized-versions"
        " (read 2026-11-23)",
    ),
)
def hreflang_incomplete_set(index: SiteIndex) -> Iterator[Problem]:
    """A page names fewer language versions than others of its template

    ## Why it matters
    Most pages of this template lead to all languages, this one to some only. Shoppers of the
    missing countries get the wrong version in the search.

    ## How to fix
    Translate the page or connect the translation. Shopify: Markets, and the translation app.
    WooCommerce: the multilingual plugin's link between translations. Magento: Catalog > Products >
    (product) per store view. BigCommerce: Channel Manager, and the theme's head. Salesforce
    Commerce Cloud: the site's locales and the htmlHead template.

    ## What is not checked
    Templates with fewer than eight pages with language versions, and those where less than 70 %
    name the same ones. A product that is not sold in a country on purpose looks the same.
    """
    sets: dict[str, list[tuple[str, frozenset[str]]]] = {}
    for row, pairs in index.alternates():
        if row.template:
            codes = frozenset(code for code, _ in pairs)
            sets.setdefault(row.template, []).append((row.url, codes))
    judged = {name: rows for name, rows in sets.items() if len(rows) >= FEWEST_PAGES}
    if not judged:
        raise NotApplicable
    for name, rows in judged.items():
        usual, times = Counter(codes for _, codes in rows).most_common(1)[0]
        if times < NORM * len(rows):
            continue
        for url, codes in rows:
            lacking = sorted(usual - codes)
            if lacking:
                listed = ", ".join(lacking[:6])
                yield Problem(
                    page=url,
                    message=f"The language versions lack {listed}, which most pages of {name}"
                    " have.",
                    cause=f"{name} without {listed}",
                    evidence={"found": sorted(codes), "usual": sorted(usual)},
                )
