"""price/feed-price-differs"""

from collections.abc import Iterator

from crawler.checks.api import NotApplicable, check
from crawler.checks.price.blame import amount, likely_wrong
from crawler.checks.price.sightings import written
from crawler.checks.price.truth import listed, page_money, truth_of
from crawler.records import Loss, OfferSource, PageKind, PageRecord, Problem, Severity


@check(
    Severity.ERROR,
    since="0.1",
    kinds=frozenset({PageKind.PRODUCT}),
    sources=("https://support.google.com/merchants/answer/6324371 (read 2026-11-22)",),
    costs=Loss.PRICE,
)
def feed_price_differs(page: PageRecord) -> Iterator[Problem]:
    """The product feed has another price than the page

    ## Why it matters
    Google compares the feed with the landing page for every user in the country. Where they differ
    it disapproves the product, and after many it suspends the account. Meta shows the feed's price
    in the advertisement, and people meet another one in the shop.

    ## How to fix
    Find the older of the two: a feed that is made once a day is wrong until the next night. Make it
    after every price change, and let it and the page read the same field, with the same tax.
    Shopify: the Google & YouTube app or the feed app, its product rules, and when it runs.
    WooCommerce: the feed plugin's mapping and schedule. Magento: Marketing > Google or the feed
    extension, then reindex. BigCommerce: Channel Manager > Google. Salesforce Commerce Cloud: the
    feed job and its schedule under Administration > Operations > Jobs.

    ## What is not checked
    Rows for other variants than the one that the page shows, unless the page's data names them.
    Prices with and without tax where the page speaks of it. The price at the checkout.
    """
    money = page_money(page)
    rows = [row for row in listed(page, OfferSource.FEED) if row.now is not None]
    if money is None or not rows:
        raise NotApplicable
    price = money.seen.price or money.offer.price
    sides = truth_of(page).price
    for row in rows:
        now = row.now
        if now is None or price is None or money.holds(now):
            continue
        yield Problem(
            message=(
                f"The feed says {written(now.amount, now.currency)}, "
                f"the page {written(price.amount, price.currency)}."
                f"{likely_wrong(sides | {OfferSource.FEED: str(now.amount)}, amount)}"
            ),
            about=row.id or "",
            cause="feed price",
            evidence={
                "found": row.attributes.get("sale_price") or row.attributes.get("price"),
                "expected": str(price.amount),
                "currency": price.currency,
                "place": row.place,
                "id": row.id,
            },
        )
