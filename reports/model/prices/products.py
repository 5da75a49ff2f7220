"""One page a watched product, on one page for all: what its data files hold."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from statistics import median_low
from typing import Any

from crawler.records import Excluded, MarketRow, QuoteRow
from reports.charts.price_history import history_svg
from reports.language import _, count, money, ngettext, number, percent
from reports.model.history import PriceLine
from reports.model.night import Night
from reports.model.pages import ProductPage
from reports.model.prices.evidence import evidence
from reports.model.prices.index import undercut_most
from reports.model.prices.market import (
    BELIEVED,
    POSITION_WORDS,
    availability_words,
    buyable,
    decimal,
    is_rival,
    percent_words,
    position,
    product_hash,
    state_words,
)
from reports.model.prices.offers import best_by_site
from reports.model.values import tag
from reports.model.words import clip, day

DRAWN = 300
"""Products whose price history is drawn. A drawing takes 64 ms and 7 KB (measured 2026-11-29 on
one busy core), so that 300 of them cost 20 seconds and 2 MB."""
SHOPS = 6
"""Lines in one drawing; more cannot be told apart."""
LINES = 120
"""Rows of the price history that the page lists, the newest; prices-*.csv has all."""

Point = tuple[str, str, float, str, str]
Known = tuple[float, str]
"""A price, and `in` or `out` of stock."""
Holes = tuple[tuple[str, str], ...]
"""The last night before and the first after a time in which nobody walked."""


def product_page(night: Night) -> ProductPage:
    """Build product.html."""
    total = len(night.market.rows)
    return ProductPage(products=total, drawn=min(total, DRAWN), limit=DRAWN)


def product_details(night: Night) -> Iterator[tuple[str, dict[str, Any]]]:
    """Hash and facts of every watched product, the most undercut first."""
    lines: dict[tuple[str, str], list[PriceLine]] = defaultdict(list)
    watched = {(quote.site, quote.url) for quote in night.market.quotes}
    for line in night.history.prices:
        if (line.site, line.url) in watched:
            lines[line.site, line.url].append(line)
    sources = {(offer.site, offer.url): offer.source or "" for offer in night.offers}
    for place, row in enumerate(sorted(night.market.rows, key=undercut_most)):
        yield product_hash(row.sku), _details(night, row, lines, sources, place < DRAWN)


def _details(
    night: Night,
    row: MarketRow,
    lines: dict[tuple[str, str], list[PriceLine]],
    sources: dict[tuple[str, str], str],
    drawn: bool,
) -> dict[str, Any]:
    quotes = night.market.by_sku.get(row.sku, ())
    return {
        "name": row.name,
        "sku": row.sku,
        "url": row.url,
        "position": tag(POSITION_WORDS, position(row)),
        "sentence": product_sentence(night, row),
        "facts": _facts(night, row),
        "offers": [
            evidence(night, quote, row, sources.get((quote.site, quote.url), ""))
            for quote in quotes
        ],
        "history": _history(night, quotes, lines),
        "chart": _chart(night, row, quotes, lines) if drawn else None,
    }


def product_sentence(night: Night, row: MarketRow) -> str:
    """Where the own shop stands with one product."""
    place = position(row)
    if place == "no_pair":
        return _("No competitor has a pair for this product, so it is not compared.")
    if place == "no_own":
        return _("Your own price is not known tonight, so nothing is compared.")
    if place == "no_rival":
        return _("None of {offers} counts tonight; each says why below.").format(
            offers=count(row.paired, "paired offer", "paired offers")
        )
    price = money(row.price, row.currency)
    lowest = money(row.lowest, row.currency)
    shops = [night.site_name(site) for site in row.cheapest if site != row.site]
    if place == "undercut":
        return ngettext(
            "You ask {price}; {shops} asks {lowest}.",
            "You ask {price}; {shops} ask {lowest}.",
            max(1, len(shops)),
        ).format(price=price, shops=", ".join(shops) or _("a competitor"), lowest=lowest)
    if place == "shared":
        return _("You ask {price}, as much as {shops}.").format(
            price=price, shops=", ".join(shops) or _("the cheapest competitor")
        )
    return _("You ask {price} and are the cheapest; the lowest competitor asks {lowest}.").format(
        price=price, lowest=lowest
    )


def _facts(night: Night, row: MarketRow) -> list[list[str]]:

    def amount(value: str | None) -> str:
        return money(value, row.currency) if value else ""

    gap = f"{amount(row.gap_cheapest)} ({percent_words(row.gap_cheapest_percent)})"
    gap = gap.replace("-", "−")
    margin = f"{amount(row.margin)}, {percent(row.margin_percent)}" if row.margin else ""
    pairs = (
        (_("SKU"), row.sku),
        (_("Brand"), row.brand),
        (_("Category"), row.category),
        (_("Your price"), amount(row.price) or _("Not known tonight")),
        (_("Rank"), _rank(row.rank, row.of)),
        (_("Rank with shipping"), _rank(row.landed_rank, row.landed_of)),
        (_("Price index"), _index(row)),
        (_("Average of competitors"), amount(row.average)),
        (_("Lowest to highest"), _("{lowest} to {highest}").format(
            lowest=amount(row.lowest), highest=amount(row.highest))
         if row.lowest and row.highest else ""),
        (_("Against the lowest"), gap if row.gap_cheapest else ""),
        (_("Room to raise"), amount(row.gap_next)),
        (_("Compared"), _("{n} of {total} paired").format(
            n=number(row.compared), total=number(row.paired))),
        (_("Margin without tax"), margin),
        (_("MAP"), amount(row.floor)),
        (_("RRP"), amount(row.ceiling)),
    )  # fmt: skip
    return [[label, value] for label, value in pairs if value]


def _rank(rank: int | None, total: int | None) -> str:
    if not rank or not total:
        return ""
    return _("{rank} of {n}").format(rank=number(rank), n=number(total))


def _index(row: MarketRow) -> str:
    if not row.index:
        return _("Not compared")
    if not row.index_before:
        return number(row.index)
    return _("{index}, {before} the night before").format(
        index=number(row.index), before=number(row.index_before)
    )


def _history(
    night: Night, quotes: tuple[QuoteRow, ...], lines: dict[tuple[str, str], list[PriceLine]]
) -> list[list[str]]:
    """Night, shop, price, stock and state of every change that was written down, newest first."""
    rows = []
    for quote in quotes:
        for line in lines.get((quote.site, quote.url), ()):
            state = _("Suspect") if line.state == "suspect" else state_words(line.state)
            price = money(line.price, line.currency) if line.price else _("Not known")
            rows.append([
                day(line.run), night.site_name(quote.site), price,
                availability_words(line.availability), state or _("Shown"),
            ])  # fmt: skip
    rows.sort(key=lambda row: (row[0], row[1]), reverse=True)
    return rows[:LINES]


def _chart(
    night: Night,
    row: MarketRow,
    quotes: tuple[QuoteRow, ...],
    lines: dict[tuple[str, str], list[PriceLine]],
) -> dict[str, str] | None:
    chosen = sorted(
        best_by_site(quotes).values(),
        key=lambda q: (is_rival(q), q.excluded is not Excluded.NO, q.site),
    )
    walked = {day(line.run) for line in night.history.runs} | {day(night.manifest.run)}
    holes = holes_of(walked)
    points: list[Point] = []
    for quote in chosen[:SHOPS]:
        points += _points(night, quote, row.currency, lines.get((quote.site, quote.url), []), holes)
    days = sorted({point[0] for point in points})
    if len(days) < 2:
        return None
    title = _("Prices of {product}").format(product=clip(row.name, 80))
    said = [
        _("{shops}, {first} to {last}, in {currency}.").format(
            shops=count(len({point[1] for point in points}), "shop", "shops"),
            first=days[0],
            last=days[-1],
            currency=row.currency or _("the own currency"),
        )
    ]
    if any(point[4] == "out" for point in points):
        said.append(_("Dotted: out of stock."))
    said.append(_("A gap: the price is not known."))
    text = " ".join(said)
    name = f"h-{product_hash(row.sku)}"
    svg = history_svg(points, night.site_name(night.own), name, title, text)
    return {"title": _("Price history"), "text": text, "svg": svg}


def _points(
    night: Night, quote: QuoteRow, currency: str | None, lines: list[PriceLine], holes: Holes
) -> list[Point]:
    """The steps of one shop, in stretches without a gap."""
    events = _events(night, quote, currency, lines)
    first = min(events)
    known: dict[str, Known | None] = {}
    held: Known | None = None
    for at in sorted({*events, *(edge for hole in holes for edge in hole if edge > first)}):
        held = events.get(at, held)
        known[at] = held
    starts = {start for start, _end in holes}
    points: list[Point] = []
    shop, stretch, last = night.site_name(quote.site), 0, None
    for at, now in known.items():
        if last is not None and (now is None or now[1] != last[1]):
            # The step goes on until this day, and to the new price if that is known.
            points.append((at, shop, last[0] if now is None else now[0],
                           f"{quote.site}-{stretch}", last[1]))  # fmt: skip
        if now is None or (last is not None and now[1] != last[1]):
            stretch += 1
        if now is not None:
            points.append((at, shop, now[0], f"{quote.site}-{stretch}", now[1]))
        last = now
        if at in starts:
            stretch, last = stretch + 1, None
    return points


def _events(
    night: Night, quote: QuoteRow, currency: str | None, lines: list[PriceLine]
) -> dict[str, Known | None]:
    """Day to price and stock from that day on, tonight's included. None: not known."""
    events: dict[str, Known | None] = {}
    for line in sorted(lines, key=lambda line: line.run):
        amount = _amount(line.price, line.currency, quote, currency)
        stock = "out" if buyable(line.availability) is False else "in"
        known = line.state == "shown" and amount is not None
        events[day(line.run)] = (amount or 0.0, stock) if known else None
    tonight = _amount(quote.price or "", quote.currency or "", quote, currency)
    stock = "out" if buyable(quote.availability) is False else "in"
    trusted = tonight is not None and quote.excluded in BELIEVED
    events[day(night.manifest.run)] = (tonight or 0.0, stock) if trusted else None
    return events


def holes_of(nights: set[str]) -> Holes:
    """Days between which nobody walked for more than twice the usual time."""
    days = sorted(date.fromisoformat(text) for text in nights)
    steps = [(after - before).days for before, after in pairwise(days)]
    usual = max(1, median_low(steps)) if steps else 1
    return tuple(
        (before.isoformat(), after.isoformat())
        for before, after in pairwise(days)
        if (after - before).days > 2 * usual
    )


def _amount(price: str, currency: str, quote: QuoteRow, own: str | None) -> float | None:
    """A place on the picture in the own currency. None: no price, or no rate for it."""
    amount, rate = decimal(price), decimal(quote.rate)
    if amount is None:
        return None
    if not currency or currency == own:
        return float(amount)
    return float(amount * rate) if rate and currency == quote.currency else None
