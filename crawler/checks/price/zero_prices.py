"""Prices of nothing: 0 and 0.01, as imports leave them behind."""

from decimal import Decimal, InvalidOperation

from crawler.checks.data.prices_in_markup import price_values
from crawler.checks.data.products_in_markup import marked_products
from crawler.records import OfferFacts, PageRecord, PriceCandidate, PriceType

NOTHING = Decimal("0.01")
"""Highest amount that is taken for a placeholder. Our own limit."""


def zero_price(page: PageRecord) -> str | None:
    """The price of nothing as the page writes it; None when it asks for a real price, or none."""
    rendered = page.render.offer if page.render else None
    sightings = [c for offer in (page.offer, rendered) if offer for c in _current(offer)]
    amounts = [c.amount for c in sightings if c.amount is not None]
    offers = [offer for item in marked_products(page) for offer in item.offers()]
    values = [value for offer in offers if not offer.is_range for value in price_values(offer)]
    marked = [number for value in values if (number := _number(value)) is not None]
    known = [*amounts, *marked]
    if not known or max(known) > NOTHING or min(known) < 0:
        return None
    raw = next((c.raw for c in sightings), None)
    return raw or str(marked[0])


def _current(offer: OfferFacts) -> list[PriceCandidate]:
    return [c for c in offer.candidates if c.type in (PriceType.CURRENT, PriceType.FROM)]


def _number(value: object) -> Decimal | None:
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    try:
        number = Decimal(str(value).strip())
    except InvalidOperation:
        return None
    return number if number.is_finite() else None
