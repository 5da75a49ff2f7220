"""data/sd-template-outlier"""

from collections import Counter
from collections.abc import Iterator

from crawler.checks.api import NotApplicable, check
from crawler.checks.index import SiteIndex
from crawler.records import PageState, Problem, Severity

FEWEST_PAGES = 8
NORM = 0.7
"""Share of a template's pages that must have it. Our own limits, as are the types left out."""
_SOME_HAVE = frozenset(
    {"Review", "AggregateRating", "FAQPage", "QAPage", "VideoObject", "ImageObject", "HowTo"}
)


@check(
    Severity.WARNING,
    since="0.1",
    sources=(
        "https://developers.google.com/search/docs/appearance/structured-data/intro-structured-data"
        " (read 2026-11-23)",
    ),
    also=("squirrelscan: schema/coverage-outlier",),
)
def sd_template_outlier(index: SiteIndex) -> Iterator[Problem]:
    """A page lacks data that the others of its template have

    ## Why it matters
    The template writes this data into nearly all of its pages. Here something went wrong, often a
    broken field of one product, and the page loses its rich result.

    ## How to fix
    Compare the product with one that has the data: usually a field is empty or holds a sign that
    breaks the data. Shopify: the theme's structured data snippet. WooCommerce: Products >
    (product), and the SEO plugin's schema tab. Magento, BigCommerce and Salesforce Commerce Cloud:
    the product's attributes that the template prints.

    ## What is not checked
    Templates with fewer than eight pages, and data that less than 70 % of them have. Reviews,
    questions and videos, which some pages have and others do not.
    """
    groups: dict[str, list[tuple[str, frozenset[str]]]] = {}
    for row in index.pages(PageState.OK):
        if row.template:
            groups.setdefault(row.template, []).append((row.url, frozenset(row.types.split())))
    judged = {name: rows for name, rows in groups.items() if len(rows) >= FEWEST_PAGES}
    if not judged:
        raise NotApplicable
    for name, rows in judged.items():
        counts = Counter(kind for _, kinds in rows for kind in kinds - _SOME_HAVE)
        usual = {kind for kind, times in counts.items() if times >= NORM * len(rows)}
        for url, kinds in rows:
            lacking = sorted(usual - kinds)
            if lacking:
                listed = ", ".join(lacking)
                yield Problem(
                    page=url,
                    message=f"The page has no {listed} data, as most pages of {name} have.",
                    cause=f"{name} without {listed}",
                    evidence={"found": sorted(kinds), "usual": sorted(usual)},
                )
