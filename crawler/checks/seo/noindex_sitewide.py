"""seo/noindex-sitewide"""

from collections.abc import Iterator

from crawler.checks.api import NotApplicable, check
from crawler.checks.index import SiteIndex
from crawler.records import Loss, PageState, Problem, Severity

FEWEST_PAGES = 10
MOST_SHARE = 0.8
"""Our own limits: a shop of which four pages in five are closed is closed."""


@check(
    Severity.ERROR,
    since="0.1",
    alone=True,
    sources=(
        "https://developers.google.com/search/docs/crawling-indexing/robots-meta-tag"
        " (read 2026-11-23)",
    ),
    subject="site",
    also=("squirrelscan: crawl/all-noindex-pages",),
    costs=Loss.HIDDEN,
)
def noindex_sitewide(index: SiteIndex) -> Iterator[Problem]:
    """The whole shop is closed to Google

    ## Why it matters
    The home page or nearly all pages are marked noindex. After some days the shop is gone from the
    search results. It is the classic leftover of a test shop or of a maintenance switch.

    ## How to fix
    Switch indexing on again, tonight. Shopify: Online Store > Preferences > Password protection,
    and noindex in theme.liquid. WooCommerce: Settings > Reading > Discourage search engines.
    Magento: Content > Design > Configuration > (store) > Search Engine Robots > Default Robots.
    BigCommerce: Storefront > Script Manager and the theme's head. Salesforce Commerce Cloud:
    Merchant Tools > SEO > Page Meta Tag Rules.

    ## What is not checked
    Shares of noindex below 80 %, or fewer than 10 pages, where the home page is open.
    """
    rows = list(index.pages(PageState.OK))
    if not rows:
        raise NotApplicable
    closed = sum(row.noindex for row in rows)
    home = index.page(index.site.url)
    if home is not None and home.state is PageState.OK and home.noindex:
        yield Problem(
            message="The home page is marked noindex.",
            evidence={"pages": len(rows), "noindex": closed},
        )
    elif len(rows) >= FEWEST_PAGES and closed >= MOST_SHARE * len(rows):
        yield Problem(
            message="Nearly all pages are marked noindex.",
            evidence={"pages": len(rows), "noindex": closed},
        )
