"""price/price-war"""

from collections.abc import Iterator
from decimal import Decimal

from pydantic import Field

from crawler.checks.api import CheckOptions, NotApplicable, check
from crawler.checks.price.sightings import written
from crawler.checks.products import ProductGroup
from crawler.market import PastNight
from crawler.records import Moved, Problem, QuoteRow, Severity


class PriceWarOptions(CheckOptions):
    """Options of price/price-war."""

    cutters: int = Field(
        default=2, ge=2, le=100, description="So many rivals that cut in one night are a war."
    )
    min_cut_percent: float = Field(
        default=1.0,
        ge=0,
        le=100,
        description="A cut counts from this share of the rival's own price on; less is repricing "
        "by the cent, which goes on every night.",
    )
    min_fall_percent: float = Field(
        default=10.0,
        gt=0,
        le=100,
        description="The lowest price fell by this share within seven nights. A tenth is more than "
        "most margins of resellers bear.",
    )


@check(
    Severity.WARNING,
    since="0.1",
    sources=(
        'our own limits: "alert on business impact, not data movement", help.tgndata.com'
        " (read 2026-11-22)",
    ),
)
def price_war(group: ProductGroup, options: PriceWarOptions) -> Iterator[Problem]:
    """Rivals drive each other's price down

    ## Why it matters
    When several shops cut in one night, or the lowest price falls by a tenth within a week, robots
    or a clearance are at work. Who follows step by step loses the margin of a whole season.

    ## How to fix
    Decide once how low to go (cost, MAP), set that as the floor of your repricing, and wait. Ask
    the manufacturer when the price is below what you pay.

    ## What is not checked
    Rivals that are sold out or were not seen on the earlier night: a shop that merely comes back at
    its old price cuts nothing.
    """
    rivals = group.comparable()
    if not rivals or group.market is None or not any(n.rivals for n in group.market.past):
        raise NotApplicable
    cutters = [quote for quote, _ in rivals if _cut(quote) >= Decimal(str(options.min_cut_percent))]
    fallen = _fall(rivals[0], group.market.past)
    together = len(cutters) >= options.cutters
    deep = fallen is not None and fallen[1] >= Decimal(str(options.min_fall_percent))
    if not together and not deep:
        return
    told = []
    if together:
        cuts = ", ".join(f"{quote.site} by {-Decimal(quote.change_percent or 0)} %"
                         for quote in cutters)  # fmt: skip
        told.append(f"{len(cutters)} rivals cut their price last night ({cuts})")
    if fallen is not None and deep:
        told.append(
            f"the lowest price fell by {fallen[1]:.1f} % within a week, from"
            f" {written(fallen[0], group.currency)} to {written(rivals[0][1], group.currency)} at"
            f" {rivals[0][0].site}"
        )
    yield Problem(
        message=f"{group.name}: {', and '.join(told)}.",
        cause="rivals cut",
        evidence={
            "ours": str(group.price),
            "currency": group.currency,
            "lowest by night": {
                night.run[:10]: str(min(night.rivals.values()))
                for night in group.market.past
                if night.rivals
            },
            "rivals": [
                {"site": quote.site, "url": quote.url, "before": quote.before, "now": quote.price}
                for quote, _ in rivals[:10]
            ],
        },
    )


def _cut(quote: QuoteRow) -> Decimal:
    """By how many percent a rival went down since it was last seen; 0: it did not."""
    return -Decimal(quote.change_percent or 0) if quote.moved is Moved.DOWN else Decimal(0)


def _fall(
    cheapest: tuple[QuoteRow, Decimal], past: tuple[PastNight, ...]
) -> tuple[Decimal, Decimal] | None:
    """The highest lowest price of the week, and the fall from it in percent.

    None: the shop that is cheapest tonight did not ask as much within the week, so that it is not
    the price that fell.
    """
    quote, now = cheapest
    lowest = max((min(night.rivals.values()) for night in past if night.rivals), default=now)
    own_before = max((n.rivals[quote.site] for n in past if quote.site in n.rivals), default=now)
    if now >= lowest or own_before < lowest:
        return None
    return lowest, (lowest - now) / lowest * 100
