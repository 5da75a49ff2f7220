"""Prices of nothing: 0 and 0.01, as imports leave them behind."""

from decimal import Decimal

from crawler.checks.data.prices_in_markup import marked_amounts
from crawler.checks.data.products_in_markup import marked_products
from crawler.records import OfferFacts, PageRecord, PriceCandidate, PriceType

NOTHING = Decimal("0.01")
"""Highest amount that is taken for a placeholder. Our own limit."""


def zero_price(page: PageRecord) -> str | None:
    """The price of nothing as the page writes it; None when it asks for a real price, or none."""
    rendered = page.render.offer if page.render else None
    sightings = [c for offer in (page.offer, rendered) if offer for c in _current(offer)]
    amounts = [c.amount for c in sightings if c.amount is not None]
    marked = marked_amounts(marked_products(page))
    known = [*amounts, *marked]
    if not known or max(known) > NOTHING or min(known) < 0:
        return None
    raw = next((c.raw for c in sightings), None)
    return raw or str(marked[0])


def _current(offer: OfferFacts) -> list[PriceCandidate]:
    return [c for c in offer.candidates if c.type in (PriceType.CURRENT, PriceType.FROM)]
