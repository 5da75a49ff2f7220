"""The evidence of one offer: what was seen, how it was paired, and whether it counts."""

from typing import Any

from crawler.records import Excluded, MarketRow, Moved, QuoteRow
from reports.language import money
from reports.model.market import (
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
from reports.model.night import Night
from reports.model.words import day


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
        "price": shown or why or "No price",
        "counts": [why or "Counts", EXCLUDED_WORDS[quote.excluded.value][1]],
        "stock": availability_words(quote.availability) or "Not said",
        "moved": MOVED_WORDS[quote.moved.value][0],
        "change": percent_words(quote.change_percent) if quote.moved is not Moved.SAME else "",
        "seen": day(quote.seen) or "Never",
        "facts": [[label, value] for label, value in _facts(night, quote, row, source) if value],
    }


def _facts(night: Night, quote: QuoteRow, row: MarketRow, source: str) -> list[tuple[str, str]]:

    def own(value: str | None) -> str:
        return money(value, row.currency) if value else ""

    def theirs(value: str | None) -> str:
        return money(value, quote.currency) if value else ""

    converted = (
        f"{theirs(quote.price)} × {quote.rate} = {own(quote.amount)}"
        if quote.rate and quote.price
        else ""
    )
    struck = theirs(quote.list_price)
    if struck and quote.promo_percent:
        struck += f", {quote.promo_percent} % below it now"
    landed = (
        f"{own(quote.landed)}, of which {own(quote.shipping)} are shipping"
        if quote.landed
        else "Shipping is not known"
    )
    unit = f"{own(quote.unit_price)} for 1 {quote.unit}" if quote.unit_price and quote.unit else ""
    before = f"{theirs(quote.before)} → {theirs(quote.price) or 'not known'}"
    if quote.change_percent:
        before += f" ({percent_words(quote.change_percent)})"
    limit = "Below MAP" if quote.below_floor else "Above RRP" if quote.above_ceiling else ""
    confidence = CONFIDENCE_WORDS.get(quote.confidence, (quote.confidence, ""))[0]
    read = f", read from {SOURCE_WORDS.get(source, source)}" if source else ""
    return [
        ("The shop calls it", quote.name or ""),
        ("Same product because", PAIR_WORDS.get(quote.pair, quote.pair)),
        ("Evidence of the pair", quote.reasons),
        ("Price as shown", theirs(quote.price) or why_not(quote) or "No price"),
        ("Converted", converted),
        ("Counts", EXCLUDED_HELP[quote.excluded.value]
         if is_rival(quote) or quote.excluded is not Excluded.NO else ""),
        ("How sure", confidence + read),
        ("Struck price", struck),
        ("With shipping", landed if quote.price else ""),
        ("Unit price", unit),
        ("Availability", availability_words(quote.availability) or "Not said"),
        ("Before", before if quote.before and quote.before != quote.price else ""),
        ("Price since", day(quote.since)),
        ("Last seen", day(quote.seen) or "Never with a price"),
        ("Limits", f"{limit}: {own(row.floor if quote.below_floor else row.ceiling)}"
         if limit else ""),
    ]  # fmt: skip
