"""data/feed-product-missing"""

from collections.abc import Iterator

from crawler.checks.api import NotApplicable, check
from crawler.checks.index import SiteIndex
from crawler.records import OfferSource, PageKind, PageState, Problem, Severity

FEW = 0.5
"""Share of the product pages that a feed must hold before one that is missing is told: a feed of a
selection is meant to be one. Our own limit."""


@check(
    Severity.WARNING,
    since="0.1",
    alone=True,
    subject="page",
    sources=("our own limit: a feed with more than half of the products is meant to have all",),
)
def feed_product_missing(index: SiteIndex) -> Iterator[Problem]:
    """A product is in the shop but not in the product feed

    ## Why it matters
    It is not advertised and stands in no free listing: nobody finds it there, although it could be
    sold.

    ## How to fix
    Look for the rule that leaves it out: no picture, no price, a channel that it is not published
    to. Shopify: the Google & YouTube app or the feed app, its product rules, and when it runs.
    WooCommerce: the feed plugin's mapping and schedule. Magento: Marketing > Google or the feed
    extension, then reindex. BigCommerce: Channel Manager > Google. Salesforce Commerce Cloud: the
    feed job and its schedule under Administration > Operations > Jobs.

    ## What is not checked
    Feeds that hold less than half of the products, which are meant to be a selection. Pages that
    search engines may not list, and pages that only vary another one.
    """
    rows = {row.url for row in index.listings.all(index.site.id, OfferSource.FEED) if row.url}
    products = [
        page for page in index.pages(PageState.OK)
        if page.kind is PageKind.PRODUCT and page.indexable
    ]  # fmt: skip
    listed = sum(1 for page in products if page.url in rows)
    if not rows or not products or listed < FEW * len(products):
        raise NotApplicable
    for page in products:
        if page.url not in rows:
            yield Problem(
                message="No row of the feed leads to this product.",
                page=page.url,
                cause="not in the feed",
                evidence={"in_feed": listed, "products": len(products)},
            )
