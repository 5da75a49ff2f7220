"""Which prices of a page may be compared with which."""

from dataclasses import dataclass
from decimal import Decimal

from crawler.extract.words import EX_TAX_TEXT, IN_TAX_TEXT
from crawler.records import (
    OfferFacts,
    OfferSource,
    PageRecord,
    PriceCandidate,
    PriceType,
    RenderState,
)

STRUCTURED = (OfferSource.JSON_LD, OfferSource.MICRODATA, OfferSource.RDFA)
MARKUP = (*STRUCTURED, OfferSource.META)
"""What search engines read."""
VISIBLE = (OfferSource.DOM, OfferSource.RENDERED)
"""What a shopper reads."""
CALLED = {
    OfferSource.JSON_LD: "JSON-LD",
    OfferSource.MICRODATA: "Microdata",
    OfferSource.RDFA: "RDFa",
    OfferSource.META: "its Open Graph tag",
    OfferSource.PLATFORM: "the shop system's own data",
    OfferSource.DOM: "the page",
    OfferSource.RENDERED: "the page on a phone",
    OfferSource.FEED: "the product feed",
    OfferSource.BASKET: "the basket",
}
SAME = Decimal("0.005")
"""Half a cent: differences below it come from rounding."""
_VAT_RATES = (
    "5", "5.5", "6", "7", "7.7", "8", "8.1", "9", "9.5", "10", "12", "13", "15", "16", "17", "18",
    "19", "20", "21", "22", "23", "24", "25", "25.5", "27",
)  # fmt: skip
"""Usual rates in percent; European Commission's table of VAT rates and the larger markets beside
(read 2026-11-23)."""


@dataclass(frozen=True, slots=True)
class Amounts:
    """Every amount that one source names for the product or one of its variants."""

    single: frozenset[Decimal]
    low: Decimal | None = None
    high: Decimal | None = None

    def holds(self, amount: Decimal) -> bool:
        """Whether the source names this amount, or a range around it."""
        if any(abs(amount - known) < SAME for known in self.single):
            return True
        return self.low is not None and self.high is not None and self.low <= amount <= self.high


def leader(offer: OfferFacts, source: OfferSource) -> PriceCandidate | None:
    """The price that a source asks for; None when it names none that can be compared.

    An amount without tax counts only where it is all that a shopper sees.
    """
    found = [
        candidate
        for candidate in offer.candidates
        if candidate.source is source
        and candidate.type is PriceType.CURRENT
        and candidate.amount is not None
        and candidate.amount > 0
        and (candidate.conforms or source not in STRUCTURED)
    ]
    taxed = [candidate for candidate in found if candidate.tax_included is not False]
    usable = taxed or (found if source in VISIBLE else [])
    return usable[0] if usable else None


def amounts(offer: OfferFacts, source: OfferSource) -> Amounts:
    """Every amount of one source; variants count for all structured data."""
    types = (PriceType.CURRENT, PriceType.FROM, PriceType.HIGH)
    named = [c for c in offer.candidates if c.source is source and c.amount is not None]
    single = {c.amount for c in named if c.type in types and c.amount is not None}
    if source in STRUCTURED:
        single |= {variant.price.amount for variant in offer.variants if variant.price}
    lows = [c.amount for c in named if c.type is PriceType.FROM and c.amount is not None]
    highs = [c.amount for c in named if c.type is PriceType.HIGH and c.amount is not None]
    low, high = min(lows, default=None), max(highs, default=None)
    return Amounts(frozenset(single), low, high)


def disagreement(offer: OfferFacts) -> tuple[PriceCandidate, PriceCandidate] | None:
    """Two machine-readable prices that contradict each other; None when all agree."""
    found = [c for source in (*MARKUP, OfferSource.PLATFORM) if (c := leader(offer, source))]
    for number, first in enumerate(found):
        for second in found[number + 1 :]:
            if not _agree(offer, first, second):
                return first, second
    return None


def seen_offer(page: PageRecord) -> OfferFacts | None:
    """The product as a shopper sees it: on the phone where it was looked at, else in the HTML."""
    render = page.render
    if (
        render is not None
        and render.state in (RenderState.OK, RenderState.PARTIAL)
        and (render.status is None or render.status < 400)
        and render.offer is not None
        and any(leader(render.offer, source) for source in VISIBLE)
    ):
        return render.offer
    return page.offer


def is_tax_pair(first: Decimal, second: Decimal) -> bool:
    """Whether two prices differ by a usual VAT rate."""
    low, high = sorted((first, second))
    if low <= 0:
        return False
    rates = (1 + Decimal(rate) / 100 for rate in _VAT_RATES)
    return any(abs(low * rate - high) <= Decimal("0.011") for rate in rates)


def speaks_of_tax(offer: OfferFacts) -> bool:
    """Whether a visible price stands beside words such as "excl. VAT"."""
    return any(
        c.source in VISIBLE
        and (c.tax_included is not None or EX_TAX_TEXT.search(c.raw) or IN_TAX_TEXT.search(c.raw))
        for c in offer.candidates
    )


def written(amount: Decimal, currency: str | None) -> str:
    """An amount for a sentence: "1,299.00 EUR"."""
    places = min(4, max(2, -int(amount.normalize().as_tuple().exponent)))
    text = f"{amount:,.{places}f}"
    return f"{text} {currency}" if currency else text


def sighting(candidate: PriceCandidate) -> dict[str, str | None]:
    """Evidence: one price with its source and place."""
    return {
        "source": CALLED.get(candidate.source, str(candidate.source)),
        "found": candidate.raw,
        "amount": None if candidate.amount is None else str(candidate.amount),
        "currency": candidate.currency,
        "path": candidate.path,
    }


def _agree(offer: OfferFacts, first: PriceCandidate, second: PriceCandidate) -> bool:
    if first.amount is None or second.amount is None:
        return True
    if first.currency and second.currency and first.currency != second.currency:
        return False
    return amounts(offer, second.source).holds(first.amount) or amounts(offer, first.source).holds(
        second.amount
    )
