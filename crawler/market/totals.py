"""The market as a whole, and by brand, category and competitor."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from crawler.market.amounts import equal, mean, percent, rounded, text
from crawler.market.measures import own_amount
from crawler.market.quotes import BELIEVED, came_back, deliverable, went_out
from crawler.market.terms import Terms
from crawler.records import Excluded, MarketRow, MarketTotal, Moved, QuoteRow, Role


@dataclass(frozen=True, slots=True)
class Judged:
    """A watched product: its row and its quotes."""

    row: MarketRow
    quotes: tuple[QuoteRow, ...]


def totals_of(products: Sequence[Judged], terms: Terms) -> list[MarketTotal]:
    """All, then brands, categories and competitors by name; empty names make no slice."""
    found = [_total("all", "", products)]
    for scope in ("brand", "category"):
        names = sorted({getattr(one.row, scope) for one in products} - {""})
        for name in names:
            slice_ = [one for one in products if getattr(one.row, scope) == name]
            found.append(_total(scope, name, slice_))
    sites = sorted({q.site for one in products for q in one.quotes if q.role != Role.OWN})
    found += [_of_competitor(site, products, terms) for site in sites]
    return found


def _total(scope: str, name: str, products: Sequence[Judged]) -> MarketTotal:
    rows = [one.row for one in products]
    compared = [row for row in rows if row.rank is not None]
    gaps = [(row.cheaper, row.equal) for row in compared]
    total = MarketTotal(
        scope=scope,
        name=name,
        products=len(rows),
        paired=sum(row.paired > 0 for row in rows),
        compared=len(compared),
        index=_mean_index(Decimal(row.index) for row in compared if row.index is not None),
        first=sum(row.rank == 1 for row in compared),
        cheaper=sum(cheaper > 0 for cheaper, _ in gaps),
        equal=sum(cheaper == 0 and same > 0 for cheaper, same in gaps),
        dearer=sum(cheaper == 0 and same == 0 for cheaper, same in gaps),
    )
    quotes = [quote for one in products for quote in one.quotes if quote.role != Role.OWN]
    return total.model_copy(update=_of_offers(quotes))


def _of_competitor(site: str, products: Sequence[Judged], terms: Terms) -> MarketTotal:
    """We against one of them; `first` counts the whole market's first places."""
    theirs = [(one, quote) for one in products for quote in one.quotes if quote.site == site]
    duels = [
        (own, Decimal(quote.amount), one.row.rank)
        for one, quote in theirs
        if (own := own_amount(one.quotes)) is not None
        and quote.excluded is Excluded.NO
        and quote.amount is not None
    ]
    same = [equal(own, amount, terms.equal_within) for own, amount, _ in duels]
    less = [amount < own for own, amount, _ in duels]
    indices = (percent(own, amount) for own, amount, _ in duels)
    total = MarketTotal(
        scope="competitor",
        name=site,
        products=len(theirs),
        paired=sum(quote.excluded is not Excluded.STALE for _, quote in theirs),
        compared=len(duels),
        index=_mean_index(index for index in indices if index is not None),
        first=sum(rank == 1 for _, _, rank in duels),
        cheaper=sum(low and not draw for low, draw in zip(less, same, strict=True)),
        equal=sum(same),
        dearer=sum(not low and not draw for low, draw in zip(less, same, strict=True)),
    )
    return total.model_copy(update=_of_offers([quote for _, quote in theirs]))


def _mean_index(indices: Iterable[Decimal]) -> str | None:
    """Of the indices as the table has them, so that a reader can add them up."""
    average = mean(indices)
    return None if average is None else text(rounded(average, 1))


def _of_offers(quotes: Sequence[QuoteRow]) -> dict[str, object]:
    """Dynamics, stock and promotions of competitors' offers; stale and suspect ones left out."""
    priced = [q for q in quotes if q.price is not None and q.excluded in BELIEVED]
    moves = [_change(q) for q in priced if q.moved in (Moved.UP, Moved.DOWN)]
    promoted = [_depth(q) for q in priced if q.promo_percent is not None]
    looked = [q for q in quotes if q.excluded not in (Excluded.NOT_SEEN, Excluded.STALE)]
    change, depth = mean(moves), mean(promoted)
    return {
        "up": sum(q.moved is Moved.UP for q in priced),
        "down": sum(q.moved is Moved.DOWN for q in priced),
        "unchanged": sum(q.moved is Moved.SAME for q in priced),
        "mean_change_percent": None if change is None else text(rounded(change, 2)),
        "went_out": sum(went_out(q) for q in looked),
        "came_back": sum(came_back(q) for q in looked),
        "out_of_stock": sum(not deliverable(q.availability) for q in looked),
        "promoted": len(promoted),
        "promo_depth": None if depth is None else text(rounded(depth, 1)),
        "offers": len(priced),
        "missing": sum(q.excluded is Excluded.NOT_SEEN for q in quotes),
    }


def _change(quote: QuoteRow) -> Decimal:
    """In percent, not rounded."""
    before, now = Decimal(quote.before or 0), Decimal(quote.price or 0)
    return (now - before) / before * 100 if before else Decimal(0)


def _depth(quote: QuoteRow) -> Decimal:
    """In percent, not rounded."""
    struck, now = Decimal(quote.list_price or 0), Decimal(quote.price or 0)
    return (struck - now) / struck * 100 if struck else Decimal(0)
