"""The pandas part: tidy frames for charts, each with its columns written down."""

from decimal import Decimal

import pandas as pd

from reports.model.market import Product
from reports.model.night import Night

NIGHTS = 90
"""How many nights a trend shows: a quarter, which is what a trading calendar plans in."""


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


def market_frame(night: Night, compared: list[Product], limit: int = 24) -> pd.DataFrame:
    """Prices in percent of the market's average, for the products farthest from it.

    Columns: product (str, shortened), shop (str), who (own or rival), percent (float), price
    (str). One row is one shop's price of one product. A float is right here: it is a place on a
    picture, not money.
    """
    far = sorted(compared, key=_distance)[:limit]
    rows = []
    for product in sorted(far, key=_dearest):
        if product.own is None or product.own.price is None:
            continue
        average = sum(float(price) for _, price in product.market) / len(product.market)
        label = product.name if len(product.name) <= 34 else product.name[:33] + "…"
        quotes = [(night.own, product.own.price, "own")]
        quotes += [(site, price, "rival") for site, price in product.market]
        rows += [
            (label, night.site_name(site), who, round(100 * float(price) / average, 1), str(price))
            for site, price, who in quotes
        ]
    return pd.DataFrame(rows, columns=["product", "shop", "who", "percent", "price"])


def _distance(product: Product) -> tuple[Decimal, str, str]:
    return (-abs((product.index or Decimal(100)) - 100), product.name, product.sku)


def _dearest(product: Product) -> tuple[Decimal, str, str]:
    return (-(product.index or Decimal(100)), product.name, product.sku)
