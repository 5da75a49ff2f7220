"""seo/product-vanished"""

from collections.abc import Iterator

from crawler.checks.api import ANSWERED, NotApplicable, check
from crawler.checks.seo.addresses import is_root_of
from crawler.records import (
    EarlierPage,
    HttpFacts,
    PageKind,
    PageRecord,
    PageState,
    Problem,
    Severity,
    SiteFacts,
)

FEWEST_NIGHTS = 3
"""Our own limit: a product that was tried out for a day is no loss."""


@check(
    Severity.ERROR,
    since="0.1",
    news=True,
    sources=(
        "https://developers.google.com/search/docs/crawling-indexing/http-network-errors"
        " (read 2026-11-23)",
    ),
    states=ANSWERED,
)
def product_vanished(
    page: PageRecord, http: HttpFacts, earlier: EarlierPage, site: SiteFacts
) -> Iterator[Problem]:
    """A product that was there is gone

    ## Why it matters
    The product's page answered for several nights and is gone now, or leads to the home page.
    Google treats a redirect to the home page as "not found" too, so its place in the search
    results, its reviews and the links to it are lost.

    ## How to fix
    If it is sold out for a time, let the page stand and say so. If it is gone for good, redirect to
    its successor or to its category's closest product. Shopify: Content > Menus > URL Redirects.
    WooCommerce: a redirect plugin. Magento: Marketing > SEO & Search > URL Rewrites. BigCommerce:
    Settings > 301 Redirects. Salesforce Commerce Cloud: Merchant Tools > SEO > URL Redirects.

    ## What is not checked
    Products seen on fewer than three sound nights. Redirects to another product. Pages that nobody
    links to, lists or watches any more are not asked for.
    """
    if earlier.kind is not PageKind.PRODUCT or earlier.nights < FEWEST_NIGHTS:
        raise NotApplicable
    if http.status in (404, 410):
        said = f"answers {http.status}"
    elif page.state is PageState.REDIRECT and is_root_of(http.location or "", site.url):
        said = "redirects to the home page"
    else:
        return
    yield Problem(
        message=f"The product's page was there on the nights before and now {said}.",
        cause=f"products gone: {said}",
        evidence={"nights": earlier.nights, "title": earlier.title[:200], "status": http.status},
    )
