"""What was compared in a run without tables of the market: numbers of summary.json only.

Programs read them since version 1 of its schema. Pages of such a run say that nothing was compared.
"""

from collections import defaultdict
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from crawler.records import BUYABLE, OfferRow, PriceState, Role
from reports.model.night import Night


@dataclass(frozen=True, slots=True)
class Compared:
    """The market in three numbers."""

    products: int
    cheapest: int
    index: str | None


def compared(night: Night) -> Compared:
    """From the tables where the run has them, else from its offers."""
    if night.market.there:
        total = night.market.total
        return Compared(total.compared, total.dearer, total.index)
    groups: dict[str, list[OfferRow]] = defaultdict(list)
    for offer in night.offers:
        if offer.watched:
            groups[offer.watched].append(offer)
    pairs = [pair for offers in groups.values() if (pair := _pair(night, offers))]
    if not pairs:
        return Compared(0, 0, None)
    tenth = Decimal("0.1")
    indices = [
        (own / (sum(rivals, Decimal(0)) / len(rivals)) * 100).quantize(tenth, ROUND_HALF_UP)
        for own, rivals in pairs
    ]
    index = round(sum(indices, Decimal(0)) / len(indices), 1)
    return Compared(len(pairs), sum(own < min(rivals) for own, rivals in pairs), str(index))


def _pair(night: Night, offers: list[OfferRow]) -> tuple[Decimal, list[Decimal]] | None:
    """The own price and those of the rivals that may be compared with it."""
    own = _best([offer for offer in offers if offer.role == Role.OWN])
    if own is None or own.price is None or own.state is not PriceState.SHOWN:
        return None
    currency = _currency(night, own)
    rivals = []
    for site in night.sites:
        rival = _best([o for o in offers if o.role != Role.OWN and o.site == site.id])
        if rival is None or rival.price is None or rival.state is not PriceState.SHOWN:
            continue
        deliverable = rival.availability is None or rival.availability in BUYABLE
        if deliverable and currency and _currency(night, rival) == currency:
            rivals.append(Decimal(rival.price))
    return (Decimal(own.price), rivals) if rivals and any(rivals) else None


def _best(offers: list[OfferRow]) -> OfferRow | None:
    """The offer that says most: one with a price before one without."""
    key = lambda o: (o.state is not PriceState.SHOWN, o.price is None, o.url)  # noqa: E731
    return min(offers, key=key, default=None)


def _currency(night: Night, offer: OfferRow) -> str | None:
    site = next((facts for facts in night.sites if facts.id == offer.site), None)
    return offer.currency or (site.currency if site else None)
