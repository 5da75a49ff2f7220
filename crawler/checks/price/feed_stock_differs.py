"""price/feed-stock-differs"""

from collections.abc import Iterator

from crawler.checks.api import NotApplicable, check
from crawler.checks.price.blame import buyable, likely_wrong
from crawler.checks.price.truth import listed, truth_of
from crawler.records import (
    BUYABLE,
    Availability,
    Loss,
    OfferSource,
    PageKind,
    PageRecord,
    Problem,
    Severity,
)

_SOLD_OUT = frozenset({Availability.OUT_OF_STOCK, Availability.SOLD_OUT, Availability.DISCONTINUED})


@check(
    Severity.ERROR,
    since="0.1",
    kinds=frozenset({PageKind.PRODUCT}),
    sources=("https://support.google.com/merchants/answer/6324448 (read 2026-11-22)",),
    costs=Loss.STOCK,
)
def feed_stock_differs(page: PageRecord) -> Iterator[Problem]:
    """The product feed says another stock than the page

    ## Why it matters
    Clicks on a product that is sold out are paid for nothing, and Google disapproves it. A product
    that the feed calls sold out is not advertised although it could be sold.

    ## How to fix
    Send stock more often than the whole feed: once an hour, or by the shop system's own connection.
    Shopify: the Google & YouTube app or the feed app, its product rules, and when it runs.
    WooCommerce: the feed plugin's mapping and schedule. Magento: Marketing > Google or the feed
    extension, then reindex. BigCommerce: Channel Manager > Google. Salesforce Commerce Cloud: the
    feed job and its schedule under Administration > Operations > Jobs.

    ## What is not checked
    Products of which only some variants are sold out. Pre-order and back-order count as buyable.
    """
    offer = page.offer
    rows = [row for row in listed(page, OfferSource.FEED) if row.availability is not None]
    if offer is None or offer.availability is None or not rows:
        raise NotApplicable
    variants = {variant.availability for variant in offer.variants if variant.availability}
    if variants & BUYABLE and variants & _SOLD_OUT:
        raise NotApplicable
    sides = truth_of(page).availability
    for row in rows:
        feed, shown = row.availability, offer.availability
        open_, other = (feed, shown) if feed in BUYABLE else (shown, feed)
        if open_ not in BUYABLE or other not in _SOLD_OUT:
            continue
        yield Problem(
            message=f"The feed says {feed}, the page {shown}."
            f"{likely_wrong(sides | {OfferSource.FEED: str(feed)}, buyable)}",
            about=row.id or "",
            cause="feed stock",
            evidence={
                "found": row.attributes.get("availability"),
                "expected": str(shown),
                "place": row.place,
                "id": row.id,
            },
        )
