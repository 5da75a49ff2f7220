"""Every watched product in every shop: what it asks, whether that counts, and what it did."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from crawler.config import Contents, WatchedProduct, contents_in
from crawler.market.amounts import percent, rounded, text
from crawler.market.pairs import Link, Watch
from crawler.market.series import PageSeries, PriceHistory, PriceRow
from crawler.market.suspects import is_suspect
from crawler.market.terms import Terms
from crawler.records import (
    BUYABLE,
    Excluded,
    Moved,
    OfferRow,
    PriceState,
    QuoteRow,
    Role,
)

BELIEVED = frozenset({Excluded.NO, Excluded.OUT_OF_STOCK, Excluded.CURRENCY})
"""What a price may be excluded for and still be a price that was seen and is believed."""


@dataclass(frozen=True, slots=True)
class _Draft:
    """A quote on its way."""

    link: Link
    offer: OfferRow | None
    now: PriceRow
    series: PageSeries
    amount: Decimal | None
    excluded: Excluded


def quotes_of(
    watch: Watch,
    offers: Mapping[tuple[str, str], OfferRow],
    history: PriceHistory,
    terms: Terms,
    run: str,
) -> list[QuoteRow]:
    """The quotes of one product, the own shop first. `offers` are tonight's by site and URL."""
    drafts = []
    for link in watch.links:
        offer = offers.get((link.site, link.url))
        drafts.append(_draft(link, offer, history.page(link.site, link.url), terms, run))
    return [_quote(watch.product, _judged(draft, drafts, terms), terms, run) for draft in drafts]


def deliverable(availability: str | None) -> bool:
    """False only where the page says that it cannot be bought."""
    return availability is None or availability in BUYABLE


def went_out(quote: QuoteRow) -> bool:
    """Whether the shop could deliver when it was last seen, and says that it cannot now."""
    return quote.before_availability in BUYABLE and not deliverable(quote.availability)


def came_back(quote: QuoteRow) -> bool:
    """Whether the shop could not deliver when it was last seen, and says that it can now."""
    return not deliverable(quote.before_availability) and quote.availability in BUYABLE


def sighting(offer: OfferRow, currency: str | None, run: str) -> PriceRow:
    """An offer as a row of the history has it. `currency`: for a page that does not say."""
    return PriceRow(
        run=run,
        state=offer.state,
        price=_decimal(offer.price) if offer.state is PriceState.SHOWN else None,
        currency=offer.currency or (currency if offer.price else None),
        list_price=_decimal(offer.list_price),
        availability=offer.availability,
    )


def _draft(
    link: Link, offer: OfferRow | None, series: PageSeries, terms: Terms, run: str
) -> _Draft:
    if offer is None:
        now = PriceRow(run, PriceState.NOT_SEEN)
    else:
        now = sighting(offer, terms.currencies.get(link.site), run)
    amount = terms.amount(now.price, now.currency) if now.priced and now.price else None
    if not now.looked:
        excluded = Excluded.NOT_SEEN
    elif link.stale:
        excluded = Excluded.STALE
    elif not now.priced:
        excluded = Excluded.NO_PRICE
    elif amount is None:
        excluded = Excluded.CURRENCY
    else:
        excluded = Excluded.NO if deliverable(now.availability) else Excluded.OUT_OF_STOCK
    return _Draft(link, offer, now, series, None if link.stale else amount, excluded)


def _judged(draft: _Draft, drafts: Sequence[_Draft], terms: Terms) -> _Draft:
    """The draft, suspect where that goes before out of stock."""
    if draft.amount is None or draft.link.kind == "own":
        return draft
    others = [one.amount for one in drafts if one is not draft and one.amount is not None]
    last = draft.series.last_known()
    known = None
    if last is not None and last.price is not None and last.currency == draft.now.currency:
        known = terms.amount(last.price, last.currency)
    if is_suspect(draft.now, draft.amount, draft.series, known, others, terms.equal_within):
        return replace(draft, excluded=Excluded.SUSPECT)
    return draft


def _quote(product: WatchedProduct, draft: _Draft, terms: Terms, run: str) -> QuoteRow:
    link, offer, now = draft.link, draft.offer, draft.now
    before, looked = draft.series.last_known(), draft.series.last_looked()
    currency = now.currency if now.priced else before.currency if before else None
    shipping = None if draft.amount is None else terms.sending(link.site, draft.amount)
    contents = _contents(product, offer)
    moved, change = _moved(draft, before)
    believed = draft.amount is not None and draft.excluded is not Excluded.SUSPECT
    rate = terms.rates.get(currency or "") if currency != terms.currency else None
    return QuoteRow(
        sku=product.sku,
        site=link.site,
        role=Role.OWN if link.kind == "own" else Role.COMPETITOR,
        url=link.url,
        name=offer.name if offer else None,
        pair=link.kind,
        reasons=link.reasons,
        state=PriceState(now.state),
        excluded=draft.excluded,
        confidence=offer.confidence if offer else "unknown",
        price=text(now.price) if now.priced else None,
        currency=currency,
        rate=text(rate),
        amount=text(draft.amount),
        list_price=text(now.list_price) if now.priced else None,
        promo_percent=text(reduction(now)),
        shipping=text(shipping),
        landed=text(draft.amount + shipping)
        if draft.amount is not None and shipping is not None
        else None,
        unit_price=text(rounded(draft.amount / contents.amount, 4))
        if draft.amount is not None and contents
        else None,
        unit=contents.unit if contents else None,
        availability=now.availability,
        before=text(before.price) if before and before.currency == currency else None,
        before_availability=looked.availability if looked else None,
        moved=moved,
        change_percent=text(change),
        since=draft.series.since(now) if now.priced else "",
        seen=run if now.priced else draft.series.last_seen(),
        below_floor=believed and _beyond(product.floor, draft.amount, terms),
        above_ceiling=believed and _beyond(draft.amount, product.ceiling, terms),
    )


def reduction(row: PriceRow) -> Decimal | None:
    """How much the price is below the struck one, in percent. None: nothing dearer is struck."""
    if not row.priced or row.price is None or row.list_price is None:
        return None
    if row.list_price <= row.price:
        return None
    return percent(row.list_price - row.price, row.list_price)


def _moved(draft: _Draft, before: PriceRow | None) -> tuple[Moved, Decimal | None]:
    """What a believed price did, and by how many percent; only the latter for a suspect one."""
    now = draft.now
    if not now.priced or now.price is None or draft.excluded is Excluded.STALE:
        return Moved.UNKNOWN, None
    if before is None or before.price is None:
        return (Moved.UNKNOWN if draft.excluded is Excluded.SUSPECT else Moved.FIRST), None
    if before.currency != now.currency:
        return Moved.UNKNOWN, None
    change = percent(now.price - before.price, before.price)
    if draft.excluded is Excluded.SUSPECT:
        return Moved.UNKNOWN, change
    if now.price == before.price:
        return Moved.SAME, change
    return (Moved.UP if now.price > before.price else Moved.DOWN), change


def _contents(product: WatchedProduct, offer: OfferRow | None) -> Contents | None:
    """Of products.csv, else of the shop's own name for it, else of ours."""
    named = contents_in(offer.name) if offer and offer.name else None
    return product.contents or named or contents_in(product.name)


def _beyond(more: Decimal | None, less: Decimal | None, terms: Terms) -> bool:
    """Whether one amount is above the other by more than counts as equal."""
    return (
        more is not None
        and less is not None
        and more - less >= max(terms.equal_within, Decimal("0.000001"))
    )


def _decimal(value: str | None) -> Decimal | None:
    return Decimal(value) if value else None
