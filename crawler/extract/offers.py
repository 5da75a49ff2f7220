"""The product of a page: what it is, what it costs, whether it can be bought, and how we know."""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import TYPE_CHECKING

from crawler.extract.brands import brand_shown
from crawler.extract.buybox import Layout, buy_buttons, stock_said
from crawler.extract.consensus import settlement
from crawler.extract.currencies import SIGN, currency_of, iso_code
from crawler.extract.document import Document, fold
from crawler.extract.identifiers import identifier_of, identifier_sightings
from crawler.extract.money import machine_amount, parse_price
from crawler.extract.money_hints import MoneyHints, money_hints
from crawler.extract.offers_dom import dom_candidates
from crawler.extract.offers_markup import MarkupFacts, ParsedOffer, availability_of, read_product
from crawler.extract.products import main_product, nodes_by_id, products_of
from crawler.extract.state import state_price
from crawler.extract.words import CHALLENGE_MARKS, CHALLENGE_TITLES, HIDDEN_PRICE, LOGIN_PRICE
from crawler.records import (
    Availability,
    HeadFacts,
    Money,
    OfferFacts,
    OfferSource,
    PriceCandidate,
    PriceState,
    PriceType,
    StructuredFacts,
)

if TYPE_CHECKING:
    from crawler.platforms.base import PlatformAdapter

_MAX_CANDIDATES = 60
_SYNTAXES = (
    ("json_ld", OfferSource.JSON_LD), ("microdata", OfferSource.MICRODATA),
    ("rdfa", OfferSource.RDFA),
)  # fmt: skip
_META = (
    ("product:sale_price:amount", PriceType.CURRENT), ("product:price:amount", PriceType.CURRENT),
    ("og:price:amount", PriceType.CURRENT), ("product:original_price:amount", PriceType.LIST),
    ("og:price:standard_amount", PriceType.LIST),
    ("product:pretax_price:amount", PriceType.CURRENT),
)  # fmt: skip


def is_challenge(document: Document, head: HeadFacts) -> bool:
    """Whether a bot wall answered instead of the shop."""
    title = head.titles[0] if head.titles else ""
    if CHALLENGE_TITLES.search(title):
        return len(document.text) < 3000
    return document.first(CHALLENGE_MARKS) is not None and len(document.text) < 1500


def no_offer(state: PriceState) -> OfferFacts:
    """Facts of a page without a product, or whose product could not be seen."""
    return OfferFacts(state=state)


def markup_facts(
    document: Document, structured: StructuredFacts, heading: str
) -> tuple[MarkupFacts, ...]:
    """One per syntax that names the page's own product, in order of trust."""
    nodes = nodes_by_id(structured)
    found: list[MarkupFacts] = []
    for syntax, source in _SYNTAXES:
        item = main_product(products_of(structured, syntax, any_case=True), document, heading)
        if item is not None:
            found.append(read_product(item, source, nodes))
    return tuple(found)


def offer_facts(
    document: Document,
    head: HeadFacts,
    markup: tuple[MarkupFacts, ...],
    *,
    platform: "PlatformAdapter",
    currency_hint: str | None = None,
    language_hint: str | None = None,
) -> OfferFacts:
    """Everything about the product of a product page; every sighting kept as evidence."""
    named = _first(facts.name for facts in markup)
    name = named or head.meta_value("og:title")
    layout = Layout(document, name or (head.titles[0] if head.titles else ""))
    heading = fold(layout.heading.text()) if layout.heading is not None else ""
    hints = money_hints(document, head, markup, currency_hint, language_hint)
    chosen = {facts.source: _chosen_offer(facts, document) for facts in markup}
    candidates = [c for facts in markup for c in _markup_candidates(facts, chosen[facts.source])]
    candidates += _meta_candidates(head)
    candidates += _visible_candidates(document, layout, platform, hints)
    state = state_price(document, candidates)
    candidates += [state] if state else []
    candidates = [_with_currency(c, hints) for c in candidates]
    variants = tuple(variant for facts in markup for variant in facts.variants)
    asked = settlement(
        candidates,
        {f.source: _alternatives(f) for f in markup},
        tuple(variant.price.amount for variant in variants if variant.price),
        hints.currency,
    )
    enabled, disabled = buy_buttons(document, layout)
    button = True if enabled else False if disabled else None
    said = _availabilities(document, head, markup, platform, layout, button)
    price = asked.price
    numbers = identifier_sightings(document, layout, head, markup)
    return OfferFacts(
        state=PriceState.SHOWN if price else _absence(document, layout),
        name=named or heading or name,
        sku=identifier_of(numbers, "sku"),
        gtin=identifier_of(numbers, "gtin"),
        mpn=identifier_of(numbers, "mpn"),
        brand=_first(facts.brand for facts in markup)
        or head.meta_value("product:brand")
        or brand_shown(document, layout),
        price=price,
        list_price=asked.list_price,
        price_low=asked.low,
        price_high=asked.high,
        tax_included=asked.tax_included,
        availability=_availability(said, button) or _offered(markup, price),
        availability_sources=said,
        buy_button=button,
        confidence=asked.confidence,
        variants=tuple(next((facts.variants for facts in markup if len(facts.variants) > 1), ())),
        candidates=tuple(candidates[:_MAX_CANDIDATES]),
        identifiers=numbers,
    )


def _chosen_offer(facts: MarkupFacts, document: Document) -> ParsedOffer | None:
    """The offer of this very address, else the cheapest that can be bought, else the cheapest."""
    known = [offer for offer in facts.offers if offer.amount is not None]
    # A price of 0 is no price, but stays in sight when the markup names no other.
    priced = [offer for offer in known if offer.amount] or known
    if not priced:
        return None
    addresses = {offer.url for offer in priced if offer.url}
    if len(addresses) > 1:
        page = document.resolve(document.url)[0]
        own = [o for o in priced if o.url and document.resolve(o.url)[0] == page]
        if len(own) == 1:
            return own[0]
    in_stock = [o for o in priced if o.availability in (None, Availability.IN_STOCK)]
    return min(in_stock or priced, key=lambda offer: offer.amount or Decimal(0))


def _alternatives(facts: MarkupFacts) -> frozenset[Decimal]:
    return frozenset(offer.amount for offer in facts.offers if offer.amount is not None)


def _markup_candidates(facts: MarkupFacts, offer: ParsedOffer | None) -> Iterator[PriceCandidate]:
    if offer is not None:
        yield PriceCandidate(
            source=facts.source, raw=offer.raw[:120], path=offer.path, amount=offer.amount,
            currency=offer.currency, tax_included=offer.tax_included, conforms=offer.conforms,
        )  # fmt: skip
    for known in facts.offers[:10]:
        for extra in known.extras:
            if extra.type in (PriceType.FROM, PriceType.HIGH) or known is offer or offer is None:
                yield extra.model_copy(update={"source": facts.source})


def _meta_candidates(head: HeadFacts) -> Iterator[PriceCandidate]:
    seen: set[PriceType] = set()
    for name, kind in _META:
        raw = head.meta_value(name)
        if not raw:
            continue
        amount, conforms = machine_amount(raw)
        currency = iso_code(head.meta_value(name.replace("amount", "currency")))
        pretax = "pretax" in name
        if kind in seen and not pretax:
            continue
        seen.add(kind)
        yield PriceCandidate(
            source=OfferSource.META, raw=raw[:120], path=f"meta[{name}]", amount=amount,
            currency=currency, type=kind, tax_included=False if pretax else None, conforms=conforms,
        )  # fmt: skip


def _visible_candidates(
    document: Document, layout: Layout, platform: "PlatformAdapter", hints: MoneyHints
) -> list[PriceCandidate]:
    known = [_reread(c, hints) for c in platform.offers(document)]
    if any(c.type is PriceType.CURRENT and c.source is OfferSource.DOM for c in known):
        return known
    seen = dom_candidates(document, layout, currency=hints.currency, country=hints.country)
    return known + seen


def _reread(candidate: PriceCandidate, hints: MoneyHints) -> PriceCandidate:
    """A platform's candidate again, now with the currency of the page."""
    if candidate.source is not OfferSource.DOM or candidate.type in (
        PriceType.FROM,
        PriceType.HIGH,
    ):
        return candidate
    parsed = parse_price(candidate.raw, currency_hint=hints.currency, country=hints.country)
    return candidate.model_copy(update={"amount": parsed.amount, "currency": parsed.currency})


def _with_currency(candidate: PriceCandidate, hints: MoneyHints) -> PriceCandidate:
    if candidate.currency or candidate.amount is None:
        return candidate
    currency = currency_of(candidate.raw, hints.country, hints.currency) or hints.currency
    if currency is None and not SIGN.search(candidate.raw):
        currency = hints.local
    return candidate.model_copy(update={"currency": currency}) if currency else candidate


def _availabilities(
    document: Document,
    head: HeadFacts,
    markup: tuple[MarkupFacts, ...],
    platform: "PlatformAdapter",
    layout: Layout,
    button: bool | None,
) -> tuple[tuple[OfferSource, Availability], ...]:
    said: list[tuple[OfferSource, Availability]] = []
    for facts in markup:
        if facts.availability:
            said.append((facts.source, facts.availability))
    meta = availability_of(
        head.meta_value("product:availability") or head.meta_value("og:availability")
    )
    if meta:
        said.append((OfferSource.META, meta))
    seen = platform.availability(document) or stock_said(document, layout)
    if seen is None and button is not None:
        seen = Availability.IN_STOCK if button else Availability.OUT_OF_STOCK
    if seen:
        said.append((OfferSource.DOM, seen))
    return tuple(said)


def _availability(
    said: tuple[tuple[OfferSource, Availability], ...], button: bool | None
) -> Availability | None:
    """Markup, unless the page plainly says the opposite and shows no way to buy."""
    if not said:
        return None
    first = said[0][1]
    seen = next((value for source, value in said if source is OfferSource.DOM), None)
    if seen is Availability.OUT_OF_STOCK and first is Availability.IN_STOCK and button is not True:
        return seen
    if first is Availability.OUT_OF_STOCK and button is True and seen is Availability.IN_STOCK:
        return seen
    return first


def _offered(markup: tuple[MarkupFacts, ...], price: Money | None) -> Availability | None:
    """In stock where nobody says so, but markup counts shops that offer it at this price."""
    sellers = max((facts.sellers for facts in markup), default=0)
    return Availability.IN_STOCK if price is not None and sellers else None


def _absence(document: Document, layout: Layout) -> PriceState:
    text = document.main_text[:20_000]
    if LOGIN_PRICE.search(text):
        return PriceState.LOGIN_ONLY
    return PriceState.HIDDEN if HIDDEN_PRICE.search(text) else PriceState.MISSING


def _first(values: Iterable[str | None]) -> str | None:
    return next((value for value in values if value), None)
