"""The evidence of one offer: what was seen, how it was paired, and whether it counts."""

from typing import Any

from crawler.records import Excluded, MarketRow, Moved, QuoteRow
from reports.language import _, money, number, percent
from reports.model.night import Night
from reports.model.prices.market import (
    CONFIDENCE_WORDS,
    EXCLUDED_HELP,
    EXCLUDED_WORDS,
    MOVED_WORDS,
    PAIR_WORDS,
    SOURCE_WORDS,
    availability_words,
    is_rival,
    percent_words,
    why_not,
)
from reports.model.values import label, word
from reports.model.words import day

FOREIGN = "foreign"
"""Third part of a fact whose value is English in every language: who matched it wrote it so."""


def evidence(night: Night, quote: QuoteRow, row: MarketRow, source: str) -> dict[str, Any]:
    """An offer as product.html and the dialog show it: every text is ready to be read."""
    shown = money(quote.price, quote.currency) if quote.price else ""
    why = why_not(quote)
    return {
        "site": quote.site,
        "shop": night.site_name(quote.site),
        "own": not is_rival(quote),
        "url": quote.url,
        "page": night.hash_of(quote.site, quote.url),
        "price": shown or why or _("No price"),
        "counts": [why or _("Counts"), EXCLUDED_WORDS[quote.excluded.value][1]],
        "stock": availability_words(quote.availability) or _("Not said"),
        "moved": _(MOVED_WORDS[quote.moved.value][0]),
        "change": percent_words(quote.change_percent) if quote.moved is not Moved.SAME else "",
        "seen": day(quote.seen) or _("Never"),
        "facts": [list(fact) for fact in _facts(quote, row, source) if fact[1]],
    }


def _facts(quote: QuoteRow, row: MarketRow, source: str) -> list[tuple[str, ...]]:
    theirs = money(quote.price, quote.currency) if quote.price else ""
    return [
        (_("The shop calls it"), quote.name or ""),
        (_("Same product because"), word(PAIR_WORDS, quote.pair)),
        (_("Evidence of the pair"), quote.reasons, FOREIGN),
        (_("Price as shown"), theirs or why_not(quote) or _("No price")),
        (_("Converted"), _converted(quote, row)),
        (_("Counts"), _(EXCLUDED_HELP[quote.excluded.value])
         if is_rival(quote) or quote.excluded is not Excluded.NO else ""),
        (_("How sure"), _sure(quote, source)),
        (_("Struck price"), _struck(quote)),
        (_("With shipping"), _landed(quote, row) if quote.price else ""),
        (_("Unit price"), _unit(quote, row)),
        (_("Availability"), availability_words(quote.availability) or _("Not said")),
        (_("Before"), _before(quote)),
        (_("Price since"), day(quote.since)),
        (_("Last seen"), day(quote.seen) or _("Never with a price")),
        (_("Limits"), _limits(quote, row)),
    ]  # fmt: skip


def _converted(quote: QuoteRow, row: MarketRow) -> str:
    if not quote.rate or not quote.price:
        return ""
    theirs, ours = money(quote.price, quote.currency), money(quote.amount, row.currency)
    return f"{theirs} × {number(quote.rate)} = {ours}"


def _sure(quote: QuoteRow, source: str) -> str:
    sure = label(CONFIDENCE_WORDS, quote.confidence)
    if not source:
        return sure
    return _("{sure}, read from {source}").format(sure=sure, source=word(SOURCE_WORDS, source))


def _struck(quote: QuoteRow) -> str:
    if not quote.list_price:
        return ""
    struck = money(quote.list_price, quote.currency)
    if not quote.promo_percent:
        return struck
    return _("{price}, {percent} below it now").format(
        price=struck, percent=percent(quote.promo_percent)
    )


def _landed(quote: QuoteRow, row: MarketRow) -> str:
    if not quote.landed:
        return _("Shipping is not known")
    return _("{price}, of which {shipping} are shipping").format(
        price=money(quote.landed, row.currency),
        shipping=money(quote.shipping, row.currency) if quote.shipping else "",
    )


def _unit(quote: QuoteRow, row: MarketRow) -> str:
    if not quote.unit_price or not quote.unit:
        return ""
    return _("{price} for 1 {unit}").format(
        price=money(quote.unit_price, row.currency), unit=quote.unit
    )


def _before(quote: QuoteRow) -> str:
    if not quote.before or quote.before == quote.price:
        return ""
    now = money(quote.price, quote.currency) if quote.price else _("not known")
    change = f" ({percent_words(quote.change_percent)})" if quote.change_percent else ""
    return f"{money(quote.before, quote.currency)} → {now}{change}"


def _limits(quote: QuoteRow, row: MarketRow) -> str:
    if quote.below_floor:
        price = money(row.floor, row.currency) if row.floor else ""
        return _("Below MAP: {price}").format(price=price)
    if quote.above_ceiling:
        price = money(row.ceiling, row.currency) if row.ceiling else ""
        return _("Above RRP: {price}").format(price=price)
    return ""
