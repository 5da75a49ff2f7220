"""price/rival-out-of-stock"""

from collections.abc import Iterator
from decimal import Decimal

from crawler.checks.api import NotApplicable, check
from crawler.checks.price.sightings import written
from crawler.checks.products import ProductGroup
from crawler.market import deliverable, went_out
from crawler.records import Excluded, Problem, QuoteRow, Role, Severity


@check(
    Severity.NOTICE,
    since="0.1",
    sources=(
        "our own rule: Price2Spy and Prisync tell of competitors' stock for the same reason,"
        " price2spy.com/pricing-dashboard.html (read 2026-11-22)",
    ),
)
def rival_out_of_stock(group: ProductGroup) -> Iterator[Problem]:
    """A rival cannot deliver what we have

    ## Why it matters
    A chance, not a fault: whoever wanted to buy there looks on. While the cheapest rival is sold
    out, following its price gives money away.

    ## How to fix
    Nothing is broken. Show the product (home page, ads, newsletter), raise bids, and do not lower
    the price meanwhile. When the rival delivers again this goes away by itself.

    ## What is not checked
    Products that we cannot deliver ourselves, and rivals that are sold out, dearer than others and
    were so before. Rivals' delivery times.
    """
    quotes = group.market.quotes if group.market else ()
    own = next((quote for quote in quotes if quote.role == Role.OWN), None)
    seen = [q for q in quotes if q.role != Role.OWN and q.excluded not in _UNKNOWN]
    if group.price is None or own is None or not deliverable(own.availability) or not seen:
        raise NotApplicable
    sold_out = [quote for quote in seen if not deliverable(quote.availability)]
    lowest = min([group.price, *(amount for _, amount in group.comparable())])
    first = min((Decimal(q.amount) for q in sold_out if q.amount is not None), default=lowest)
    for quote in sold_out:
        amount = Decimal(quote.amount) if quote.amount is not None else None
        cheapest = amount is not None and amount == first and amount < lowest
        if not cheapest and not went_out(quote):
            continue
        yield Problem(
            about=quote.site,
            message=_message(group, quote, amount if cheapest else None),
            cause=f"rival: {quote.site}",
            evidence={"url": quote.url, "availability": quote.availability, "price": quote.price},
        )


_UNKNOWN = frozenset({Excluded.NOT_SEEN, Excluded.STALE, Excluded.SUSPECT})


def _message(group: ProductGroup, quote: QuoteRow, amount: Decimal | None) -> str:
    if amount is None:
        return f"{group.name} went out of stock at {quote.site}."
    return (
        f"{group.name} is out of stock at {quote.site}, which would be the cheapest with"
        f" {written(amount, group.currency)}."
    )
