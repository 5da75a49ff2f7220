"""Watched products against the market: who asks what, and what may be compared."""

from collections import defaultdict
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from crawler.records import BUYABLE, Availability, OfferRow, PriceState, Role
from reports.model.night import Night

INDEX_FORMULA = "own price ÷ average price of the other shops that can deliver × 100"

STATE_NOTES = {
    PriceState.SHOWN: "",
    PriceState.MISSING: "No price found",
    PriceState.HIDDEN: "Price on request",
    PriceState.LOGIN_ONLY: "Price after login",
    PriceState.BLOCKED: "Blocked",
    PriceState.NOT_PRODUCT: "Not a product page",
    PriceState.NOT_SEEN: "Not seen tonight",
}

AVAILABILITY_WORDS = {
    Availability.IN_STOCK: "In stock",
    Availability.OUT_OF_STOCK: "Out of stock",
    Availability.PRE_ORDER: "Pre-order",
    Availability.BACK_ORDER: "Back order",
    Availability.LIMITED: "Few left",
    Availability.DISCONTINUED: "Discontinued",
    Availability.IN_STORE_ONLY: "Only in store",
    Availability.ONLINE_ONLY: "Only online",
    Availability.MADE_TO_ORDER: "Made to order",
    Availability.SOLD_OUT: "Sold out",
    Availability.PRE_SALE: "Pre-sale",
    Availability.RESERVED: "Reserved",
}


@dataclass(frozen=True, slots=True)
class Quote:
    """What one shop asks for a watched product tonight."""

    offer: OfferRow
    price: Decimal | None
    """None where the page showed none, whatever the reason."""
    currency: str | None
    deliverable: bool
    """False only when the page says that it cannot be bought."""
    note: str
    """Why there is no price, or what to know about it; may be empty."""


@dataclass(frozen=True, slots=True)
class Product:
    """One watched product in every shop."""

    sku: str
    name: str
    own: Quote | None
    rivals: tuple[tuple[str, Quote], ...]
    """Site id and quote, in the order of the sites."""
    market: tuple[tuple[str, Decimal], ...]
    """Site id and price of the rivals that may be compared, cheapest first."""
    index: Decimal | None
    """One decimal; 100 is the market's average. None: nothing to compare with."""
    difference: Decimal | None
    """Own price minus the cheapest comparable rival's; below 0 the own shop is cheaper."""
    difference_percent: Decimal | None
    cheapest: str
    """Site id of the cheapest shop, `same` for a draw, empty where nothing is compared."""


def products(night: Night) -> tuple[Product, ...]:
    """Every watched product, by name."""
    groups: dict[str, list[OfferRow]] = defaultdict(list)
    for offer in night.offers:
        if offer.watched:
            groups[offer.watched].append(offer)
    found = [_product(night, sku, offers) for sku, offers in groups.items()]
    return tuple(sorted(found, key=lambda product: (product.name.casefold(), product.sku)))


def availability_words(value: str | None) -> str:
    """`In stock` from schema.org's `InStock`; empty when the page did not say."""
    if not value:
        return ""
    try:
        return AVAILABILITY_WORDS[Availability(value)]
    except ValueError:
        return value


def _product(night: Night, sku: str, offers: list[OfferRow]) -> Product:
    own_offers = [offer for offer in offers if offer.role == Role.OWN]
    own = _quote(night, _best(own_offers)) if own_offers else None
    rivals: list[tuple[str, Quote]] = []
    for site in night.sites:
        theirs = [o for o in offers if o.role != Role.OWN and o.site == site.id]
        if theirs:
            rivals.append((site.id, _quote(night, _best(theirs))))
    market = _market(own, rivals)
    name = next((o.watched_name for o in offers if o.watched_name), None)
    name = name or next((o.name for o in offers if o.name), sku)
    index = difference = percent = None
    cheapest = ""
    if own and own.price is not None and market:
        average = sum((price for _, price in market), Decimal(0)) / len(market)
        lowest = market[0][1]
        index = _tenth(own.price / average * 100) if average else None
        difference = own.price - lowest
        percent = _tenth(difference / lowest * 100) if lowest else None
        cheapest = _cheapest(night, difference, market[0][0])
    return Product(sku, name, own, tuple(rivals), market, index, difference, percent, cheapest)


def _cheapest(night: Night, difference: Decimal, rival: str) -> str:
    if difference == 0:
        return "same"
    return night.own if difference < 0 else rival


def _market(own: Quote | None, rivals: list[tuple[str, Quote]]) -> tuple[tuple[str, Decimal], ...]:
    if own is None or own.price is None or own.currency is None:
        return ()
    usable = [
        (site, quote.price)
        for site, quote in rivals
        if quote.price is not None and quote.deliverable and quote.currency == own.currency
    ]
    return tuple(sorted(usable, key=lambda pair: (pair[1], pair[0])))


def _best(offers: list[OfferRow]) -> OfferRow:
    """The offer that says most: one with a price before one without."""
    return min(offers, key=lambda o: (o.state is not PriceState.SHOWN, o.price is None, o.url))


def _quote(night: Night, offer: OfferRow) -> Quote:
    site = next((facts for facts in night.sites if facts.id == offer.site), None)
    currency = offer.currency or (site.currency if site else None)
    shown = offer.state is PriceState.SHOWN and offer.price is not None
    deliverable = offer.availability is None or offer.availability in BUYABLE
    notes = []
    if not shown:
        notes.append(STATE_NOTES[offer.state] or "No price found")
    elif offer.confidence == "conflicting":
        notes.append("Sources disagree")
    if not deliverable:
        notes.append(availability_words(offer.availability))
    if shown and currency is None:
        notes.append("Currency unknown")
    price = Decimal(offer.price) if shown and offer.price is not None else None
    return Quote(offer, price, currency, deliverable, ", ".join(notes))


def _tenth(value: Decimal) -> Decimal:
    return value.quantize(Decimal("0.1"), ROUND_HALF_UP)
