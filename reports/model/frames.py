"""The pandas part: tidy frames for charts, each with its columns written down."""

from collections import Counter
from decimal import Decimal

import pandas as pd

from crawler.records import Excluded, MarketRow
from reports.model.market import decimal, is_rival
from reports.model.night import Night
from reports.model.words import clip

NIGHTS = 90
"""How many nights a trend shows: a quarter, which is what a trading calendar plans in."""
RIVALS = 5
"""How many competitors have a line of their own: more cannot be told apart."""


def findings_frame(night: Night) -> pd.DataFrame:
    """Open findings of the last 90 runs. Columns: day (datetime64, UTC midnight dropped),
    severity (error, warning, notice), findings (int). One row is one run and severity, by day.
    Several runs on one day: the last one stands for it.
    """
    days: dict[str, dict[str, int]] = {}
    for line in night.history.runs:
        days[line.run[:10]] = line.findings
    tonight = {"error": 0, "warning": 0, "notice": 0}
    for finding in night.findings:
        tonight[finding.severity.value] += 1
    days[night.manifest.run[:10]] = tonight
    rows = [
        (day, severity, int(found.get(severity, 0)))
        for day, found in sorted(days.items())[-NIGHTS:]
        for severity in ("error", "warning", "notice")
    ]
    frame = pd.DataFrame(rows, columns=["day", "severity", "findings"])
    frame["day"] = pd.to_datetime(frame["day"], format="%Y-%m-%d")
    return frame


def score_series(night: Night) -> list[tuple[str, float]]:
    """Day and score of the last 90 runs, oldest first, nights without a score left out."""
    days = {line.run[:10]: line.score for line in night.history.runs}
    days[night.manifest.run[:10]] = night.score.value
    return [(day, value) for day, value in sorted(days.items())[-NIGHTS:] if value is not None]


def check_series(night: Night) -> dict[str, list[tuple[str, int]]]:
    """Check id to day and open findings on the own shop, oldest first, tonight last."""
    totals: dict[str, dict[str, float]] = {}
    for line in night.history.metrics:
        if line.measure == "findings" and line.check and line.site in ("", night.own):
            totals.setdefault(line.check, {})[line.run[:10]] = line.value
    today = night.manifest.run[:10]
    ran = {tally.check for tally in night.tallies}
    for check in {card.id for card in night.cards} & ran | set(night.by_check):
        found = sum(finding.site == night.own for finding in night.by_check.get(check, ()))
        totals.setdefault(check, {})[today] = float(found)
    return {
        check: [(day, int(value)) for day, value in sorted(days.items())[-NIGHTS:]]
        for check, days in totals.items()
    }


def market_frame(night: Night, limit: int = 24) -> pd.DataFrame:
    """Prices in percent of the market's average, for the products farthest from it.

    Columns: product (str, shortened), shop (str), who (own or rival), percent (float), price
    (str). One row is one shop's price of one product. A float is right here: it is a place on a
    picture, not money.
    """
    compared = [row for row in night.market.rows if row.index and row.price and row.average]
    names = _labels(compared)
    rows = []
    for row in sorted(sorted(compared, key=_distance)[:limit], key=_dearest):
        average = float(row.average or 0)
        label = names[row.sku]
        if not average:
            continue
        quotes = [(row.site, row.price, "own")]
        quotes += [
            (quote.site, quote.amount, "rival")
            for quote in night.market.by_sku.get(row.sku, ())
            if is_rival(quote) and quote.excluded is Excluded.NO and quote.amount
        ]
        rows += [
            (label, night.site_name(site), who, round(100 * float(price) / average, 1), price)
            for site, price, who in quotes
            if price
        ]
    return pd.DataFrame(rows, columns=["product", "shop", "who", "percent", "price"])


def _labels(rows: list[MarketRow]) -> dict[str, str]:
    """SKU to a short name; products whose short names are the same are told apart by SKU."""
    short = {row.sku: clip(row.name, 34) for row in rows}
    often = Counter(short.values())
    return {
        sku: f"{clip(name, 20)} ({clip(sku, 12)})" if often[name] > 1 else name
        for sku, name in short.items()
    }


def _distance(row: MarketRow) -> tuple[Decimal, str, str]:
    return (-abs((decimal(row.index) or Decimal(100)) - 100), row.name, row.sku)


def _dearest(row: MarketRow) -> tuple[Decimal, str, str]:
    return (-(decimal(row.index) or Decimal(100)), row.name, row.sku)


def index_frame(night: Night) -> pd.DataFrame:
    """The price index of the last 90 nights, tonight's last.

    Columns: day (datetime64), series (str: the market or a competitor's name), scope (all or
    competitor), index (float), stretch (int: changes where nights without an index lie between,
    so that the line has a gap). By series and day.
    """
    found: dict[tuple[str, str], dict[str, str]] = {}
    for line in night.history.market:
        if line.measure == "index" and line.scope in ("all", "competitor"):
            found.setdefault((line.scope, line.name), {})[line.run[:10]] = line.value
    for total in night.market.totals:
        if total.scope in ("all", "competitor"):
            days = found.setdefault((total.scope, total.name), {})
            days[night.manifest.run[:10]] = total.index or ""
    nights = sorted({day for days in found.values() for day in days})[-NIGHTS:]
    most = {total.name: -total.compared for total in night.market.of_scope("competitor")}
    rivals = sorted((name for scope, name in found if scope == "competitor" and name in most),
                    key=lambda name: (most[name], name))[:RIVALS]  # fmt: skip
    rows = []
    for scope, name in [("all", ""), *(("competitor", name) for name in rivals)]:
        stretch = 0
        for day in nights:
            value = decimal(found.get((scope, name), {}).get(day))
            if value is None:
                stretch += 1
                continue
            label = "Whole market" if scope == "all" else night.site_name(name)
            rows.append((day, label, scope, float(value), stretch))
    frame = pd.DataFrame(rows, columns=["day", "series", "scope", "index", "stretch"])
    frame["day"] = pd.to_datetime(frame["day"], format="%Y-%m-%d")
    return frame
