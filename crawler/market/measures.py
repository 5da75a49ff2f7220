"""What the market makes of one product's own price: index, rank, gaps, margin."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from crawler.config import WatchedProduct
from crawler.market.amounts import HUNDRED, equal, mean, percent, rounded, text
from crawler.market.past import PastNight
from crawler.market.position import Position, position
from crawler.market.terms import Terms
from crawler.records import Excluded, MarketRow, QuoteRow, Role


def own_amount(quotes: Sequence[QuoteRow]) -> Decimal | None:
    """The own price, in stock or not: what stands in the shop is what the market is held against.

    None: not known tonight.
    """
    own = next((quote for quote in quotes if quote.role == Role.OWN), None)
    return Decimal(own.amount) if own is not None and own.amount is not None else None


def rivals_of(quotes: Sequence[QuoteRow]) -> dict[str, Decimal]:
    """Competitors whose price counts, cheapest first: site and amount."""
    counting = [
        (Decimal(quote.amount), quote.site)
        for quote in quotes
        if quote.role != Role.OWN and quote.excluded is Excluded.NO and quote.amount is not None
    ]
    return {site: amount for amount, site in sorted(counting)}


def market_row(
    product: WatchedProduct, quotes: Sequence[QuoteRow], past: Sequence[PastNight], terms: Terms
) -> MarketRow:
    """One product's row. `past`: its earlier nights, the last one at the end."""
    own = next((quote for quote in quotes if quote.role == Role.OWN), None)
    price, rivals = own_amount(quotes), rivals_of(quotes)
    place = None if price is None else position(price, tuple(rivals.values()), terms.equal_within)
    last = past[-1] if past else None
    before = last.position(terms.equal_within) if last is not None else None
    landed_rank, landed_of = _landed(quotes, terms)
    net, margin = _margin(price, product.cost, terms)
    row = MarketRow(
        sku=product.sku,
        name=product.name,
        brand=product.brand,
        category=product.category,
        site=terms.own,
        url=own.url if own else "",
        currency=terms.currency,
        price=text(price),
        paired=sum(q.role != Role.OWN and q.excluded is not Excluded.STALE for q in quotes),
        compared=len(rivals),
        cheapest=_cheapest(price, rivals, terms),
        landed_rank=landed_rank,
        landed_of=landed_of,
        rank_before=before.rank if before else None,
        index_before=text(before.index) if before else None,
        cost=text(product.cost),
        margin=text(margin),
        margin_percent=text(percent(margin, net)) if margin is not None and net else None,
        floor=text(product.floor),
        ceiling=text(product.ceiling),
    )
    figures = _of_the_market(rivals) | _of_the_own_price(price, place, len(rivals))
    return row.model_copy(update=figures)


def _of_the_market(rivals: Mapping[str, Decimal]) -> dict[str, object]:
    average = mean(rivals.values())
    return {
        "average": text(rounded(average, 2)) if average is not None else None,
        "lowest": text(min(rivals.values(), default=None)),
        "highest": text(max(rivals.values(), default=None)),
    }


def _of_the_own_price(
    price: Decimal | None, place: Position | None, rivals: int
) -> dict[str, object]:
    if place is None or price is None:
        return {}
    gap = price - place.lowest
    return {
        "index": text(place.index),
        "rank": place.rank,
        "of": rivals + 1,
        "gap_cheapest": text(gap),
        "gap_cheapest_percent": text(percent(gap, place.lowest)),
        "gap_next": text(place.gap_next),
        "cheaper": place.cheaper,
        "equal": place.equal,
        "dearer": place.dearer,
    }


def _cheapest(
    price: Decimal | None, rivals: Mapping[str, Decimal], terms: Terms
) -> tuple[str, ...]:
    """Everybody who asks the lowest price; empty where nothing is compared."""
    if price is None or not rivals:
        return ()
    amounts = {terms.own: price, **rivals}
    lowest = min(amounts.values())
    return tuple(
        site for site, amount in amounts.items() if equal(amount, lowest, terms.equal_within)
    )


def _landed(quotes: Sequence[QuoteRow], terms: Terms) -> tuple[int | None, int | None]:
    """Rank with shipping, among how many; None where ours or everybody's is unknown."""
    own = next((q.landed for q in quotes if q.role == Role.OWN and q.landed is not None), None)
    others = [
        Decimal(quote.landed)
        for quote in quotes
        if quote.role != Role.OWN and quote.excluded is Excluded.NO and quote.landed is not None
    ]
    place = None if own is None else position(Decimal(own), others, terms.equal_within)
    return (place.rank, len(others) + 1) if place else (None, None)


def _margin(
    price: Decimal | None, cost: Decimal | None, terms: Terms
) -> tuple[Decimal | None, Decimal | None]:
    """The price without tax, and what it leaves above the cost; both in cents."""
    if price is None or cost is None:
        return None, None
    net = price
    if terms.tax_percent is not None:
        net = rounded(price / (1 + terms.tax_percent / HUNDRED), 2)
    return net, net - cost
