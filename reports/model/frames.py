"""The pandas part: tidy frames for charts, each with its columns written down."""

from collections import Counter
from decimal import Decimal

import pandas as pd

from crawler.records import CheckTally, Excluded, MarketRow
from reports.language import _
from reports.model.history import RunLine
from reports.model.night import Night
from reports.model.prices.market import decimal, is_rival
from reports.model.words import clip

NIGHTS = 90
"""How many nights a trend shows: a quarter, which is what a trading calendar plans in."""
SEVERITIES = ("error", "warning", "notice")
Series = list[tuple[str, int | None]]
"""Day and number, oldest first. None: nobody looked that night."""
RIVALS = 5
"""How many competitors have a line of their own: more cannot be told apart."""


def run_lines(night: Night) -> list[tuple[str, RunLine]]:
    """Day and totals of the last 90 runs, oldest first, tonight last and as the run itself says.

    Several runs on one day: the last one stands for it.
    """
    lines = {line.run[:10]: line for line in night.history.runs}
    lines[night.manifest.run[:10]] = _tonight(night)
    return sorted(lines.items())[-NIGHTS:]


def _tonight(night: Night) -> RunLine:
    findings = Counter(finding.severity.value for finding in night.findings)
    findings.update(change.severity.value for change in night.unseen)
    kinds = Counter(change.kind.value for change in night.changes.values())
    return RunLine(
        run=night.manifest.run,
        started_at=night.manifest.started_at.isoformat(),
        healthy=night.diff.trusted if night.diff else night.manifest.healthy_sites,
        tool=night.manifest.tool_version,
        pages={"ok": 0} | Counter(page.state for page in night.pages if page.site == night.own),
        findings={name: findings[name] for name in SEVERITIES},
        new=kinds["new"],
        fixed=kinds["fixed"],
        reopened=kinds["reopened"],
        score=night.score.value,
    )


def findings_frame(night: Night) -> pd.DataFrame:
    """Open findings of the last 90 runs. Columns: day (datetime64, UTC midnight dropped),
    severity (error, warning, notice), findings (float; empty for a night whose walk was not sound,
    because then nobody knows). One row is one run and severity, by day.
    """
    return open_by_night(run_lines(night))


def open_by_night(lines: list[tuple[str, RunLine]]) -> pd.DataFrame:
    """The same of any days and their totals, oldest first."""
    rows = [
        (day, severity, float(line.findings.get(severity, 0)) if _known(line) else None)
        for day, line in lines
        for severity in SEVERITIES
    ]
    return _dated(
        pd.DataFrame(rows, columns=["day", "severity", "findings"]).astype({"findings": float})
    )


def _known(line: RunLine) -> bool:
    """Whether the walk can tell how the shop was: it was sound, and saw at least one page."""
    return line.healthy and bool(line.findings) and line.pages.get("ok", 1) > 0


def changes_frame(night: Night) -> pd.DataFrame:
    """What came and what was mended. Columns: day, new (float: new and reopened findings), fixed
    (float). Both are empty for the first run of all and for a walk that was not sound: nothing was
    compared. One row is one run, by day.
    """
    first = min([line.run for line in night.history.runs] + [night.manifest.run])
    rows = []
    for day, line in run_lines(night):
        compared = _known(line) and line.run != first
        new = float(line.new + line.reopened)
        rows.append((day, new, float(line.fixed)) if compared else (day, None, None))
    frame = pd.DataFrame(rows, columns=["day", "new", "fixed"])
    return _dated(frame.astype({"new": float, "fixed": float}))


def score_frame(night: Night) -> pd.DataFrame:
    """The health score. Columns: day, score (0 to 100, empty where nobody knows it). By day."""
    rows = [(day, line.score if line.healthy else None) for day, line in run_lines(night)]
    return _dated(pd.DataFrame(rows, columns=["day", "score"]).astype({"score": float}))


def pages_frame(night: Night) -> pd.DataFrame:
    """Pages of the own shop. Columns: day, series (asked, answered, failed), pages (float, empty
    where the run kept no count). One row is one run and series, by day.

    Asked are all URLs of the walk but those that robots.txt keeps us from; answered are those with
    a page, sent anew or as it was; failed are errors, no answers and bot walls. A walk that was
    not sound is shown as it was: how few pages it saw is the news.
    """
    rows = []
    for day, line in run_lines(night):
        pages = line.pages
        asked = sum(n for state, n in pages.items() if state != "robots")
        failed = sum(pages.get(state, 0) for state in ("error", "failed", "blocked"))
        for series, value in (
            ("asked", asked),
            ("answered", pages.get("ok", 0) + pages.get("same", 0)),
            ("failed", failed),
        ):
            rows.append((day, series, float(value) if pages else None))
    frame = pd.DataFrame(rows, columns=["day", "series", "pages"])
    return _dated(frame.astype({"pages": float}))


def _dated(frame: pd.DataFrame) -> pd.DataFrame:
    frame["day"] = pd.to_datetime(frame["day"], format="%Y-%m-%d")
    return frame


def score_series(night: Night) -> list[tuple[str, float]]:
    """Day and score of the last 90 runs, oldest first, nights without a score left out."""
    return [(day, line.score) for day, line in run_lines(night) if line.score is not None]


def check_series(night: Night) -> dict[str, Series]:
    """Check id to day and open findings on the own shop, oldest first, tonight last.

    None on a night on which the check did not run, or had nothing to look at, or the walk was not
    sound. Nights before the check's first are left out.
    """
    totals: dict[str, dict[str, float]] = {}
    for line in night.history.metrics:
        if line.measure == "findings" and line.check and line.site in ("", night.own):
            totals.setdefault(line.check, {})[line.run[:10]] = line.value
    today = night.manifest.run[:10]
    ran = {tally.check for tally in night.tallies if _looked(tally)}
    left = Counter(change.check for change in night.unseen if change.site == night.own)
    for check in {card.id for card in night.cards} | set(night.by_check):
        days = totals.setdefault(check, {})
        days.pop(today, None)  # what a first writing of tonight said
        if check in ran or check in night.by_check:
            found = sum(finding.site == night.own for finding in night.by_check.get(check, ()))
            days[today] = float(found + left[check])
    lines = run_lines(night)
    # Tonight's findings are true as far as they go; they are what the page below lists.
    sound = {day for day, line in lines if line.healthy or day == today}
    return {check: _series(days, [day for day, _line in lines], sound)
            for check, days in totals.items() if days}  # fmt: skip


def _looked(tally: CheckTally) -> bool:
    return bool(tally.passed or tally.flagged or tally.muted)


def _series(days: dict[str, float], nights: list[str], sound: set[str]) -> Series:
    first = min(days)
    return [
        (day, int(days[day]) if day in days and day in sound else None)
        for day in sorted(set(nights) | set(days))[-NIGHTS:]
        if day >= first
    ]


def known(series: Series) -> list[tuple[str, int]]:
    """Only the nights on which somebody looked."""
    return [(day, value) for day, value in series if value is not None]


def sparkline(series: Series, nights: int = 30) -> str:
    """The last nights for the sparkline of a table: numbers with commas, nothing for a gap."""
    return ",".join("" if value is None else str(value) for _day, value in series[-nights:])


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
            label = _("Whole market") if scope == "all" else night.site_name(name)
            rows.append((day, label, scope, float(value), stretch))
    frame = pd.DataFrame(rows, columns=["day", "series", "scope", "index", "stretch"])
    frame["day"] = pd.to_datetime(frame["day"], format="%Y-%m-%d")
    return frame
