"""price/map-violation"""

from collections.abc import Iterator
from decimal import Decimal

from crawler.checks.api import NotApplicable, check
from crawler.checks.price.sightings import written
from crawler.checks.products import ProductGroup
from crawler.records import Problem, QuoteRow, Role, Severity


@check(
    Severity.ERROR,
    since="0.1",
    sources=(
        "our own rule: products.csv names the floor; as Price2Spy's filter of MAP violations,"
        " price2spy.com/blog/new-price2spy-filter-prices-violating-map (read 2026-11-22)",
    ),
)
def map_violation(group: ProductGroup) -> Iterator[Problem]:
    """A price is below the lowest that may be advertised

    ## Why it matters
    Brands stop supplying shops that advertise below the agreed minimum (MAP). If it is ours, mend
    it today; if it is a rival's, the brand will want to know.

    ## How to fix
    Ours: raise the price, or show it only in the basket if your contract allows that. Shopify:
    Products > (product) > Pricing. WooCommerce: Products > (product) > Product data > General.
    Magento: Catalog > Products > (product) > Advanced Pricing > Minimum Advertised Price.
    BigCommerce: Products > (product) > Pricing. Salesforce Commerce Cloud: Merchant Tools >
    Products and Catalogs > Price Books. A rival's: send the evidence to the brand.

    ## What is not checked
    Whether such an agreement is lawful: in the European Union a minimum price for resale mostly is
    not. Prices in the basket. Prices in a currency without a rate, and such as are not believed
    yet. Products without `map` in products.csv.
    """
    if group.market is None or group.market.row.floor is None:
        raise NotApplicable
    known = [quote for quote in group.market.quotes if quote.amount is not None]
    if not known:
        raise NotApplicable
    floor = Decimal(group.market.row.floor)
    for quote in known:
        if quote.below_floor:
            yield _problem(group, quote, floor)


def _problem(group: ProductGroup, quote: QuoteRow, floor: Decimal) -> Problem:
    own = quote.role == Role.OWN
    amount = Decimal(quote.amount or 0)
    who = "We ask" if own else f"{quote.site} asks"
    return Problem(
        about="" if own else quote.site,
        message=f"{who} {written(amount, group.currency)} for {group.name},"
        f" {written(floor - amount, group.currency)} below the minimum of"
        f" {written(floor, group.currency)}.",
        cause="our price" if own else f"rival: {quote.site}",
        severity=None if own else Severity.WARNING,
        evidence={
            "url": quote.url,
            "price": quote.price,
            "currency": quote.currency,
            "minimum": str(floor),
            "since": quote.since[:10],
        },
    )
