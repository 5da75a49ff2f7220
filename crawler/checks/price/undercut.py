"""price/undercut"""

from collections.abc import Iterator
from decimal import Decimal

from pydantic import Field

from crawler.checks.api import CheckOptions, NotApplicable, check
from crawler.checks.price.sightings import written
from crawler.checks.products import ProductGroup
from crawler.records import Problem, Severity


class UndercutOptions(CheckOptions):
    """Options of price/undercut."""

    min_percent: float = Field(
        default=1.0,
        ge=0,
        le=100,
        description="Report a rival only if it is cheaper by more than this share of our price.",
    )


@check(
    Severity.WARNING,
    since="0.1",
    sources=("our own limit: a difference of one percent or less is not worth a message",),
)
def undercut(group: ProductGroup, options: UndercutOptions) -> Iterator[Problem]:
    """A rival sells the product for less

    ## Why it matters
    Shoppers compare. Where a rival is cheaper and can deliver, paid clicks on our offer earn less,
    and price comparisons list us below.

    ## How to fix
    Decide: follow the price, offer something that the rival does not (delivery time, bundle,
    warranty), or let it be. Shopify: Products > (product) > Pricing. WooCommerce: Products >
    (product) > Product data > General. Magento: Catalog > Products > (product) > Price > Advanced
    Pricing. BigCommerce: Products > (product) > Pricing. Salesforce Commerce Cloud: Merchant Tools
    > Products and Catalogs > Price Books.

    ## What is not checked
    Delivery costs, vouchers and prices for members; rivals that are sold out, ask for another
    currency without a rate in the settings (`market.rates`), or whose price is not believed yet;
    products that are not in the list of watched products.
    """
    ours, currency, rivals = group.price, group.currency, group.comparable()
    if ours is None or not rivals:
        raise NotApplicable
    rival, theirs = rivals[0]
    difference = ours - theirs
    share = difference / ours * 100
    if share <= Decimal(str(options.min_percent)):
        return
    yield Problem(
        message=(
            f"{group.name} costs {written(theirs, currency)} at {rival.site}, "
            f"{written(difference, currency)} ({share:.1f} %) less than our "
            f"{written(ours, currency)}."
        ),
        cause=f"rival: {rival.site}",
        evidence={
            "ours": str(ours),
            "currency": currency,
            "rivals": [
                {"site": other.site, "url": other.url, "amount": str(amount)}
                for other, amount in rivals[:10]
            ],
        },
    )
