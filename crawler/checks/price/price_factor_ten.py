"""price/price-factor-ten"""

from collections.abc import Iterator
from decimal import Decimal

from crawler.checks.api import NotApplicable, check
from crawler.checks.price.sightings import written
from crawler.records import EarlierPage, Loss, Money, PageKind, PageRecord, Problem, Severity

_FACTORS = tuple(Decimal(10) ** power for power in (1, 2, 3))
_NEAR = Decimal("0.005")
"""Half a percent: a slip of the comma leaves the digits as they are, but for the cents."""


@check(
    Severity.ERROR,
    since="0.1",
    kinds=frozenset({PageKind.PRODUCT}),
    sources=("our own limit: a price of exactly 10, 100 or 1,000 times another is a slip",),
    costs=Loss.PRICE,
)
def price_factor_ten(page: PageRecord, earlier: EarlierPage) -> Iterator[Problem]:
    """The price is ten or a hundred times too high or too low

    ## Why it matters
    It is the trace of a comma in the wrong place. Too low it is sold within hours, and the orders
    may be binding; too high nobody buys.

    ## How to fix
    Correct the price, then look at the import that wrote it: a decimal comma read as a thousands
    mark, or cents read as euros. Shopify: Products > Import. WooCommerce: Products > Import, and
    Settings > General > Decimal separator. Magento: System > Import. BigCommerce: Products >
    Import. Salesforce Commerce Cloud: the price book import.

    ## What is not checked
    Products that were not seen on an earlier night and stand in no feed or list of the shop system.
    Prices below one unit of the currency.
    """
    price = page.offer.price if page.offer else None
    known = [("the night before", earlier.price)]
    known += [(f"the {row.source} list ({row.place})", row.now) for row in page.listings]
    others = [(where, money) for where, money in known if _comparable(price, money)]
    if price is None or not others:
        raise NotApplicable
    for where, money in others:
        factor = _factor(price, money)
        if factor is None or money is None:
            continue
        more = price.amount > money.amount
        yield Problem(
            message=(
                f"{written(price.amount, price.currency)} is {factor} times "
                f"{'more' if more else 'less'} than {written(money.amount, price.currency)}, "
                f"the price of {where}."
            ),
            cause=f"factor {factor}",
            evidence={"found": str(price.amount), "expected": str(money.amount), "where": where},
        )
        return


def _comparable(price: Money | None, other: Money | None) -> bool:
    if price is None or other is None or price.amount < 1 or other.amount < 1:
        return False
    return other.currency in (None, price.currency)


def _factor(price: Money, other: Money | None) -> Decimal | None:
    if other is None:
        return None
    low, high = sorted((price.amount, other.amount))
    return next((f for f in _FACTORS if abs(low * f - high) <= _NEAR * high), None)
