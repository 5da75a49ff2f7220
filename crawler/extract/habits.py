"""How a shop writes its prices, learnt over its pages and then applied to each of them."""

import re
from collections import Counter
from collections.abc import Iterable
from typing import TypeVar

from crawler.extract.consensus import settlement
from crawler.extract.currencies import SIGN, THREE_DECIMALS, currency_of
from crawler.extract.money import parse_price, tidy
from crawler.records import (
    MoneyHabits,
    OfferFacts,
    OfferSource,
    PriceCandidate,
    PriceState,
    PriceType,
)

T = TypeVar("T")

ENOUGH = 5
"""Prices that show a mark before it is believed; our own limit."""
MOST_AGREE = 0.9
"""Share that must agree: a shop writes its prices in one way, a few pages are from elsewhere."""
_WRITTEN = frozenset({OfferSource.DOM, OfferSource.RENDERED})
_MACHINE = frozenset(
    {OfferSource.JSON_LD, OfferSource.MICRODATA, OfferSource.RDFA, OfferSource.META}
)
_SURE = re.compile(r"\d(?P<mark>[.,])\d{1,2}(?![\d.,])")
_OPEN = re.compile(r"(?<![\d.,])\d{1,3}(?P<mark>[.,])\d{3}(?![\d.,])")
"""1.250 is a thousand or one and a quarter: only the shop knows."""


def learn(site: str, offers: Iterable[OfferFacts]) -> MoneyHabits:
    """What the product pages of one shop have in common."""
    marks: Counter[str] = Counter()
    currencies: Counter[str] = Counter()
    taxes: Counter[bool] = Counter()
    pages = 0
    for offer in offers:
        pages += 1
        machine = [c for c in offer.candidates if c.source in _MACHINE and c.conforms]
        currencies.update({c.currency for c in machine if c.currency})
        for candidate in offer.candidates:
            if candidate.source not in _WRITTEN:
                continue
            mark = _mark(candidate, machine)
            if mark:
                marks[mark] += 1
            if candidate.type is PriceType.CURRENT and candidate.tax_included is not None:
                taxes[candidate.tax_included] += 1
    return MoneyHabits(
        site=site,
        pages=pages,
        decimal=_agreed(marks),
        currency=_agreed(currencies),
        tax_included=_agreed(taxes),
    )


def settled(offer: OfferFacts, habits: MoneyHabits) -> OfferFacts:
    """The offer again, its open questions answered by what the shop always does.

    The same object where nothing was open.
    """
    if offer.state not in (PriceState.SHOWN, PriceState.MISSING) or not offer.candidates:
        return offer
    told = {c.amount for c in offer.candidates if c.source in _MACHINE}
    # What markup says as well needs no second reading.
    read = [c if c.amount in told and c.currency else _reread(c, habits) for c in offer.candidates]
    tax = offer.tax_included if offer.tax_included is not None else habits.tax_included
    if read == list(offer.candidates):
        if tax is offer.tax_included or offer.price is None:
            return offer
        return offer.model_copy(update={"tax_included": tax})
    amounts = tuple(variant.price.amount for variant in offer.variants if variant.price)
    named = {source: frozenset(amounts) for source in _MACHINE}
    asked = settlement(read, named, amounts, habits.currency)
    return offer.model_copy(
        update={
            "state": PriceState.SHOWN if asked.price else offer.state,
            "price": asked.price,
            "list_price": asked.list_price,
            "price_low": asked.low,
            "price_high": asked.high,
            "tax_included": tax if asked.tax_included is None else asked.tax_included,
            "confidence": asked.confidence,
            "candidates": tuple(read),
        }
    )


def _mark(candidate: PriceCandidate, machine: list[PriceCandidate]) -> str | None:
    """The mark before the smaller unit, where this price shows it."""
    raw = tidy(candidate.raw)
    sure = _SURE.search(raw)
    if sure:
        return sure["mark"]
    open_ = _OPEN.search(raw)
    if open_ is None or candidate.currency in THREE_DECIMALS:
        return None
    other = "," if open_["mark"] == "." else "."
    for twin in machine:
        if twin.amount is None:
            continue
        for mark in (open_["mark"], other):
            if parse_price(raw, decimal_separator=mark).amount == twin.amount:
                return mark
    return None


def _reread(candidate: PriceCandidate, habits: MoneyHabits) -> PriceCandidate:
    if candidate.source not in _WRITTEN or candidate.amount is None:
        return candidate
    update: dict[str, object] = {}
    raw = tidy(candidate.raw)
    currency = candidate.currency
    if currency is None and habits.currency:
        # A sign that means another currency is no open question.
        named = currency_of(raw, None, habits.currency)
        if named is not None or not SIGN.search(raw):
            currency = update["currency"] = named or habits.currency
    if habits.decimal and _OPEN.search(raw) and currency not in THREE_DECIMALS:
        again = parse_price(raw, currency_hint=currency, decimal_separator=habits.decimal).amount
        if again is not None and again != candidate.amount:
            update["amount"] = again
    return candidate.model_copy(update=update) if update else candidate


def _agreed(votes: Counter[T]) -> T | None:
    """What nearly all say, where enough have spoken."""
    number = sum(votes.values())
    if number < ENOUGH:
        return None
    value, most = votes.most_common(1)[0]
    return value if most >= MOST_AGREE * number else None
