"""Announced price reductions against the 30 days before them.

Directive 98/6/EC Art. 6a (Directive (EU) 2019/2161), Commission notice 2021/C 526/02, and the Court
of Justice in C-330/23 of 26 September 2024: a percentage too has to be of the lowest price of the
30 days before (all read 2026-11-22). Member states may make exceptions: reductions that grow step
by step are a setting; perishables and new goods are not known here. A lawyer's word goes first.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from crawler.market.amounts import equal, percent, text
from crawler.market.series import Night, PriceHistory, PriceRow
from crawler.market.terms import Terms
from crawler.records import Excluded, OmnibusRow, OmnibusState, QuoteRow

DAYS = 30
"""Art. 6a (2): "not shorter than 30 days prior to the application of the price reduction"."""


@dataclass(frozen=True, slots=True)
class PriorPrice:
    """The lowest price of the 30 days before a reduction."""

    began: date
    lowest: Decimal | None
    """None: no price is known in these days."""
    lowest_on: date | None
    days_known: int


def omnibus_row(
    quote: QuoteRow, name: str, history: PriceHistory, terms: Terms
) -> OmnibusRow | None:
    """The reduction that an offer announces tonight. None: no price that is believed.

    A price below which something dearer is struck is taken for an announced reduction, unless the
    struck one is a recommended price: that cannot be told apart on every page.
    """
    if quote.price is None or quote.excluded in (Excluded.SUSPECT, Excluded.STALE):
        return None
    row = OmnibusRow(
        sku=quote.sku, site=quote.site, role=quote.role, url=quote.url, name=name,
        state=OmnibusState.NO_REDUCTION, currency=quote.currency, price=quote.price,
    )  # fmt: skip
    if quote.promo_percent is None or quote.list_price is None:
        return row
    now, struck = Decimal(quote.price), Decimal(quote.list_price)
    tonight = PriceRow(quote.seen, price=now, currency=quote.currency, list_price=struck)
    nights = [*history.page(quote.site, quote.url).each(), Night(quote.seen, tonight)]
    same = [night for night in nights if _in_currency(night, quote.currency)]
    prior = prior_price(same, stepwise=terms.stepwise)
    figures = {
        "state": _state(prior, struck, terms),
        "announced": text(struck),
        "began": prior.began.isoformat(),
        "lowest": text(prior.lowest),
        "lowest_on": prior.lowest_on.isoformat() if prior.lowest_on else "",
        "days_known": prior.days_known,
        "announced_percent": text(percent(struck - now, struck)),
        "true_percent": text(percent(prior.lowest - now, prior.lowest)) if prior.lowest else None,
    }
    return row.model_copy(update=figures)


def prior_price(nights: Sequence[Night], *, stepwise: bool = False) -> PriorPrice:
    """From every night of a page up to tonight, which shows a price and a struck one."""
    known = [(night, night.price) for night in nights if night.price is not None]
    began = _began(known, stepwise=stepwise)
    first = began - timedelta(days=DAYS)
    window = [(price, night.day) for night, price in known if first <= night.day < began]
    lowest = min((price for price, _ in window), default=None)
    on = max((day for price, day in window if price == lowest), default=None)
    return PriorPrice(began, lowest, on, len({day for _, day in window}))


def _began(known: Sequence[tuple[Night, Decimal]], *, stepwise: bool) -> date:
    """The day on which the running reduction began.

    It is the last drop since which the price was not raised; `stepwise`: the first one at which
    something was struck already. A struck price that first appears more than 30 days after that
    drop announces something else: then its first day counts, as where no drop is known. With
    unknown days between two prices it is the first day of the new one.
    """
    drop, start = None, 0
    for place in range(1, len(known)):
        earlier, later = known[place - 1][1], known[place][1]
        if later > earlier:
            drop, start = None, place
        elif later < earlier and not (stepwise and drop is not None and _struck(known[drop][0])):
            drop = place
    since = known[start if drop is None else drop :]
    announced = next(night.day for night, _ in since if _struck(night))
    if drop is not None and announced - known[drop][0].day <= timedelta(days=DAYS):
        return known[drop][0].day
    return announced


def _struck(night: Night) -> bool:
    """Whether something was announced."""
    return night.row is not None and night.row.list_price is not None


def _state(prior: PriorPrice, struck: Decimal, terms: Terms) -> OmnibusState:
    """A struck price that is not above the lowest one never overstates the share either."""
    if prior.lowest is None or prior.days_known < DAYS:
        return OmnibusState.TOO_SHORT
    if struck <= prior.lowest or equal(struck, prior.lowest, terms.equal_within):
        return OmnibusState.FAIR
    return OmnibusState.TOO_HIGH


def _in_currency(night: Night, currency: str | None) -> bool:
    return night.row is not None and night.row.currency == currency
