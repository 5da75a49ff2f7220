"""price/rrp-exceeded"""

from collections.abc import Iterator
from decimal import Decimal

from pydantic import Field

from crawler.checks.api import CheckOptions, NotApplicable, check
from crawler.checks.price.sightings import written
from crawler.checks.products import ProductGroup
from crawler.records import Problem, Role, Severity


class RrpExceededOptions(CheckOptions):
    """Options of price/rrp-exceeded."""

    min_percent: float = Field(
        default=0.0,
        ge=0,
        le=1000,
        description="Report it only above this share of the recommended price. 0: any excess, as "
        "shoppers see the recommended price in every comparison.",
    )


@check(
    Severity.NOTICE,
    since="0.1",
    sources=(
        "our own rule: products.csv names the recommended price; as the violations in Dealavo's"
        " help, dealavo.freshdesk.com article 204000067878 (read 2026-11-22)",
    ),
)
def rrp_exceeded(group: ProductGroup, options: RrpExceededOptions) -> Iterator[Problem]:
    """Our price is above the recommended one

    ## Why it matters
    Comparisons show the recommended price beside ours; to ask more looks like a mistake, and often
    it is one: a tax added twice, an old list of prices.

    ## How to fix
    Compare with the manufacturer's current list. Shopify: Products > (product) > Pricing.
    WooCommerce: Products > (product) > Product data > General. Magento: Catalog > Products >
    (product) > Price. BigCommerce: Products > (product) > Pricing. Salesforce Commerce Cloud:
    Merchant Tools > Products and Catalogs > Price Books.

    ## What is not checked
    Rivals. Products without `rrp` in products.csv.
    """
    if group.market is None or group.market.row.ceiling is None or group.price is None:
        raise NotApplicable
    own = next(quote for quote in group.market.quotes if quote.role == Role.OWN)
    ceiling = Decimal(group.market.row.ceiling)
    over = group.price - ceiling
    if not own.above_ceiling or over / ceiling * 100 <= Decimal(str(options.min_percent)):
        return
    yield Problem(
        message=f"{group.name} costs {written(group.price, group.currency)},"
        f" {written(over, group.currency)} above the recommended"
        f" {written(ceiling, group.currency)}.",
        cause="our price",
        evidence={
            "price": str(group.price),
            "recommended": str(ceiling),
            "currency": group.currency,
            "since": own.since[:10],
        },
    )
