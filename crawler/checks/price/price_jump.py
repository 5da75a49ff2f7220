"""price/price-jump"""

from collections.abc import Iterator
from decimal import Decimal

from crawler.checks.api import NotApplicable, check
from crawler.records import EarlierPage, OfferFacts, PageKind, Problem, Severity

LIMIT = Decimal("0.30")
SAME = Decimal("0.05")
"""Shares of the earlier price."""


@check(
    Severity.WARNING,
    since="0.1",
    news=True,
    sources=(
        "our own limit: 30 % in one night is an import, a tax or a currency more often than a sale"
        " (read 2026-11-23)",
    ),
    kinds=frozenset({PageKind.PRODUCT}),
)
def price_jump(offer: OfferFacts, earlier: EarlierPage) -> Iterator[Problem]:
    """The price jumped since the last night

    ## Why it matters
    A price that changes by more than 30 % overnight is often a slip: a comma, a currency, the price
    without tax. Sold too cheap is lost money, far too dear is lost orders.

    ## How to fix
    Compare with the price in the shop's admin. Shopify: Products > (product) > Pricing.
    WooCommerce: Product data > General. Magento: Catalog > Products > (product) > Price.
    BigCommerce: Products > (product) > Pricing. Salesforce Commerce Cloud: Merchant Tools >
    Products and Catalogs > Price Books.

    ## What is not checked
    Changes of currency, and products that show no price on one of the two nights. A sale that the
    page itself declares (a struck price close to the earlier one) is no jump.
    """
    now, before = offer.price, earlier.price
    if now is None or before is None or now.currency != before.currency or not before.amount:
        raise NotApplicable
    change = (now.amount - before.amount) / before.amount
    if abs(change) <= LIMIT:
        return
    was = offer.list_price
    if was is not None and abs(was.amount - before.amount) <= SAME * before.amount:
        return
    way = "rose" if change > 0 else "fell"
    yield Problem(
        message=f"The price {way} from {before.amount} to {now.amount} {now.currency} overnight.",
        cause=f"price {way}",
        evidence={"before": str(before.amount), "now": str(now.amount), "currency": now.currency},
    )
