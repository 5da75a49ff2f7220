"""price/first-position-lost"""

from collections.abc import Iterator
from decimal import Decimal

from pydantic import Field

from crawler.checks.api import CheckOptions, NotApplicable, check
from crawler.checks.price.sightings import written
from crawler.checks.products import ProductGroup
from crawler.market import came_back
from crawler.records import Moved, Problem, QuoteRow, Role, Severity


class FirstPositionLostOptions(CheckOptions):
    """Options of price/first-position-lost."""

    min_percent: float = Field(
        default=0.0,
        ge=0,
        le=100,
        description="Report it only if the cheapest rival is below our price by more than this "
        "share of it. 0: a cent is enough, as price comparisons sort by the cent.",
    )


@check(
    Severity.WARNING,
    since="0.1",
    news=True,
    sources=(
        "our own rule: the number of first places is what price tools report most, as Dealavo's"
        " help, dealavo.freshdesk.com article 204000073674 (read 2026-11-22)",
    ),
)
def first_position_lost(
    group: ProductGroup, options: FirstPositionLostOptions
) -> Iterator[Problem]:
    """We were the cheapest last night and are no longer

    ## Why it matters
    Price comparisons and shopping ads put the cheapest offer first, and most clicks go there. The
    night on which the place is lost is the best time to decide whether to follow.

    ## How to fix
    Look at the rival's offer first: is it the same pack, new, in stock, and delivered for the same
    money? Then follow, or let it be. Shopify: Products > (product) > Pricing. WooCommerce: Products
    > (product) > Product data > General. Magento: Catalog > Products > (product) > Price.
    BigCommerce: Products > (product) > Pricing. Salesforce Commerce Cloud: Merchant Tools >
    Products and Catalogs > Price Books.

    ## What is not checked
    A rival that is only seen again after a blocked night at the price that it had: that is no news.
    Shipping costs, which `landed_rank` in the market's table has.
    """
    ours, rivals = group.price, group.comparable()
    if group.market is None or ours is None:
        raise NotApplicable
    row = group.market.row
    if row.rank is None or row.rank_before is None:
        raise NotApplicable
    if row.rank_before != 1 or row.rank == 1:
        return
    rival, theirs = rivals[0]
    below = ours - theirs
    if below / ours * 100 <= Decimal(str(options.min_percent)):
        return
    own = next(quote for quote in group.market.quotes if quote.role == Role.OWN)
    reason = _reason(own, [quote for quote, _ in rivals[: row.rank - 1]])
    if not reason:
        return
    yield Problem(
        message=f"{group.name} is no longer the cheapest of {row.of}: {reason}; {rival.site} asks"
        f" {written(theirs, group.currency)}, {written(below, group.currency)} less than our"
        f" {written(ours, group.currency)}.",
        cause=f"rival: {rival.site}",
        evidence={
            "rank": row.rank,
            "of": row.of,
            "ours": str(ours),
            "currency": group.currency,
            "rivals": [
                {"site": quote.site, "url": quote.url, "amount": str(amount)}
                for quote, amount in rivals[:10]
            ],
        },
    )


def _reason(own: QuoteRow, cheaper: list[QuoteRow]) -> str:
    """What happened since the last night; empty: nothing did, a rival was only not seen then."""
    for quote in cheaper:
        if quote.moved is Moved.DOWN:
            return f"{quote.site} cut its price from {quote.before} to {quote.price}"
        if came_back(quote):
            return f"{quote.site} can deliver again"
        if quote.moved is Moved.FIRST:
            return f"{quote.site} is new"
    return f"our price rose from {own.before} to {own.price}" if own.moved is Moved.UP else ""
