"""What every side says of one product, and where the sides contradict each other."""

from dataclasses import dataclass, field
from decimal import Decimal

from crawler.checks.memo import once_per_page
from crawler.checks.price.sightings import (
    MARKUP,
    SAME,
    VISIBLE,
    amounts,
    is_tax_pair,
    leader,
    speaks_of_tax,
)
from crawler.records import (
    BUYABLE,
    Listing,
    Money,
    OfferFacts,
    OfferSource,
    PageRecord,
    PriceType,
    TruthRow,
)

LISTS = (OfferSource.PLATFORM, OfferSource.FEED)
"""What speaks of the product outside its page."""
FIELDS = ("price", "currency", "availability", "was", "gtin")
_STRUCK = (PriceType.WAS, PriceType.LIST)


@dataclass(frozen=True, slots=True)
class PageMoney:
    """Every amount that the page itself names for the product or one of its variants."""

    offer: OfferFacts
    seen: OfferFacts

    def holds(self, money: Money) -> bool:
        """Whether the page names this amount anywhere, or a range around it, or the same amount
        with the tax that it speaks of."""
        for facts in (self.offer, self.seen):
            if any(amounts(facts, source).holds(money.amount) for source in (*MARKUP, *VISIBLE)):
                return True
            low, high = facts.price_low, facts.price_high
            if low and high and low.amount <= money.amount <= high.amount:
                return True
        price = self.seen.price or self.offer.price
        taxed = speaks_of_tax(self.seen) and price is not None
        return taxed and price is not None and is_tax_pair(price.amount, money.amount)


@once_per_page
def page_money(page: PageRecord) -> PageMoney | None:
    """The amounts of a page. None: no price of it is known."""
    seen = page.render.offer if page.render and page.render.offer else page.offer
    if page.offer is None or seen is None or (page.offer.price is None and seen.price is None):
        return None
    return PageMoney(page.offer, seen)


def listed(page: PageRecord, source: OfferSource) -> tuple[Listing, ...]:
    """Entries of one kind of list that can be compared with what the page shows.

    A list may have a row for each variant of one page: only the row of the variant shown can be
    held against a page that does not name the others.
    """
    rows = tuple(row for row in page.listings if row.source is source)
    offer = page.offer
    if len(rows) < 2 or offer is None or len(offer.variants) > 1:
        return rows
    known = {offer.sku, offer.gtin} - {None}
    return tuple(row for row in rows if {row.sku, row.gtin, row.id} & known)


@dataclass(slots=True)
class _Sides:
    """What each source says of each field."""

    price: dict[str, str] = field(default_factory=dict)
    currency: dict[str, str] = field(default_factory=dict)
    availability: dict[str, str] = field(default_factory=dict)
    was: dict[str, str] = field(default_factory=dict)
    gtin: dict[str, str] = field(default_factory=dict)


@once_per_page
def truth_of(page: PageRecord) -> TruthRow:
    """One line of the table of an own product."""
    offer = page.offer
    seen = page.render.offer if page.render else None
    row = _Sides()
    if offer is not None:
        speaking = {candidate.source for candidate in offer.candidates}
        speaking |= {source for source, _ in offer.availability_sources}
        speaking |= {number.source for number in offer.identifiers}
        for source in (*MARKUP, OfferSource.PLATFORM, OfferSource.DOM):
            if source in speaking:
                _page_side(row, offer, source, source)
    if seen is not None:
        for source in (OfferSource.RENDERED, OfferSource.DOM):
            _page_side(row, seen, source, OfferSource.RENDERED)
    for source in LISTS:
        for listing in listed(page, source)[:1]:
            _list_side(row, listing, source)
    if page.basket is not None:
        row.price[OfferSource.BASKET] = str(page.basket.amount)
        if page.basket.currency:
            row.currency[OfferSource.BASKET] = page.basket.currency
    return TruthRow(
        site=page.site,
        url=page.url,
        name=offer.name if offer else None,
        sku=offer.sku if offer else None,
        confidence=str(offer.confidence) if offer else "unknown",
        differs=_differing(page, row),
        **{name: dict(getattr(row, name)) for name in FIELDS},
    )


def _page_side(row: _Sides, offer: OfferFacts, source: OfferSource, name: OfferSource) -> None:
    found = leader(offer, source)
    if found is not None and found.amount is not None:
        row.price.setdefault(name, str(found.amount))
        if found.currency:
            row.currency.setdefault(name, found.currency)
    for candidate in offer.candidates:
        if candidate.source is source and candidate.type in _STRUCK and candidate.amount:
            row.was.setdefault(name, str(candidate.amount))
    for said, value in offer.availability_sources:
        if said is source:
            row.availability.setdefault(name, str(value))
    for number in offer.identifiers:
        if number.source is source and number.kind == "gtin":
            row.gtin.setdefault(name, number.value)


def _list_side(row: _Sides, listing: Listing, source: OfferSource) -> None:
    now = listing.now
    if now is not None:
        row.price[source] = str(now.amount)
        if now.currency:
            row.currency[source] = now.currency
    if listing.sale_price and listing.price:
        row.was[source] = str(listing.price.amount)
    if listing.availability:
        row.availability[source] = str(listing.availability)
    if listing.gtin:
        row.gtin[source] = listing.gtin


def _differing(page: PageRecord, row: _Sides) -> tuple[str, ...]:
    found: list[str] = []
    money = page_money(page)
    prices = {Decimal(value) for value in row.price.values()}
    if len(prices) > 1 and max(prices) - min(prices) >= SAME:
        outside = [Decimal(row.price[s]) for s in LISTS if s in row.price]
        told = [Decimal(value) for s, value in row.price.items() if s not in LISTS]
        if _apart(told, page) or any(
            money is not None and not money.holds(Money(amount=amount)) for amount in outside
        ):
            found.append("price")
    if len(set(row.currency.values())) > 1:
        found.append("currency")
    buyable = {value in {str(known) for known in BUYABLE} for value in row.availability.values()}
    if len(buyable) > 1:
        found.append("availability")
    if len({Decimal(value) for value in row.was.values()}) > 1:
        found.append("was")
    if len(page.offer.variants if page.offer else ()) < 2:
        codes = {value.lstrip("0") for value in row.gtin.values()}
        found += ["gtin"] if len(codes) > 1 else []
    return tuple(found)


def _apart(told: list[Decimal], page: PageRecord) -> bool:
    """Whether the page's own sides name prices whose difference not even the tax explains."""
    if len(told) < 2 or page.offer is None or max(told) - min(told) < SAME:
        return False
    low, high = page.offer.price_low, page.offer.price_high
    if low and high and all(low.amount <= amount <= high.amount for amount in told):
        return False
    return not (speaks_of_tax(page.offer) and is_tax_pair(min(told), max(told)))
