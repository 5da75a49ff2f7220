"""price/shop-data-differs"""

from collections.abc import Iterator

from crawler.checks.api import NotApplicable, check
from crawler.checks.price.blame import amount, likely_wrong
from crawler.checks.price.sightings import written
from crawler.checks.price.truth import listed, page_money, truth_of
from crawler.records import Loss, OfferSource, PageKind, PageRecord, Problem, Severity


@check(
    Severity.WARNING,
    since="0.1",
    kinds=frozenset({PageKind.PRODUCT}),
    sources=("convention: the shop system's own data is what the basket charges",),
    costs=Loss.PRICE,
)
def shop_data_differs(page: PageRecord) -> Iterator[Problem]:
    """The page shows another price than the shop system holds

    ## Why it matters
    The basket charges what the system holds. A page that shows something else, from a cache or from
    an app, loses the order at the checkout, or the shop loses the difference.

    ## How to fix
    Clear the page cache after price changes, and look for apps that write prices into the page.
    Shopify: Online Store > Themes, and apps for discounts and currencies; Settings > Markets for
    rounding. WooCommerce: the cache plugin, and WooCommerce > Settings > Tax > Display prices in
    the shop. Magento: System > Cache Management, then the price index. BigCommerce: Settings > Tax,
    and price lists for customer groups. Salesforce Commerce Cloud: the page cache and the price
    book of the site.

    ## What is not checked
    Other currencies than the page's, variants that the page does not name, and prices with and
    without tax where the page speaks of it.
    """
    money = page_money(page)
    rows = [row for row in listed(page, OfferSource.PLATFORM) if row.now is not None]
    price = (money.seen.price or money.offer.price) if money else None
    if money is None or price is None or not rows:
        raise NotApplicable
    sides = truth_of(page).price
    for row in rows:
        now, other = row.now, row.price_high
        if now is None or (now.currency and price.currency and now.currency != price.currency):
            raise NotApplicable
        if money.holds(now) or (other and now.amount <= price.amount <= other.amount):
            continue
        yield Problem(
            message=(
                f"The page shows {written(price.amount, price.currency)}, "
                f"the shop system holds {written(now.amount, now.currency or price.currency)}."
                f"{likely_wrong(sides | {OfferSource.PLATFORM: str(now.amount)}, amount)}"
            ),
            cause="shop data",
            evidence={
                "found": str(price.amount),
                "expected": str(now.amount),
                "currency": price.currency,
                "place": row.place,
            },
        )
