"""What earlier nights wrote down: the history folder, read and never written."""

import csv
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from crawler.errors import RunDirError


@dataclass(frozen=True, slots=True)
class RunLine:
    """A line of runs.jsonl: the totals of one night."""

    run: str
    started_at: str
    healthy: bool
    tool: str
    pages: dict[str, int]
    findings: dict[str, int]
    new: int
    fixed: int
    reopened: int
    score: float | None
    """None: not a single page answered."""


@dataclass(frozen=True, slots=True)
class MetricLine:
    """A row of metrics-YYYY.csv."""

    run: str
    site: str
    measure: str
    check: str
    """Empty for totals."""
    value: float


@dataclass(frozen=True, slots=True)
class PriceLine:
    """A row of prices-YYYY-MM.csv, written only when something changed."""

    run: str
    site: str
    url: str
    sku: str
    price: str
    """Decimal as text; empty when there was none."""
    currency: str
    list_price: str = ""
    availability: str = ""
    state: str = "shown"
    """shown, missing, hidden, login_only, blocked, not_seen or suspect. Files of before there were
    states hold only prices that were shown."""


@dataclass(frozen=True, slots=True)
class MarketLine:
    """A row of market-YYYY.csv: one figure of the market on one night."""

    run: str
    scope: str
    """all, brand, category or competitor."""
    name: str
    """Of the slice; empty for all."""
    measure: str
    """index, and others that charts do not draw."""
    value: str
    """Decimal as text; empty when nothing was compared."""


@dataclass(frozen=True, slots=True)
class EventLine:
    """A line of events-YYYY-MM.jsonl."""

    run: str
    event: str
    id: str
    check: str
    url: str
    message: str
    severity: str
    """error, warning or notice, as it was that night."""


@dataclass(frozen=True, slots=True)
class History:
    """Everything remembered up to and including a run; all empty on the first night."""

    runs: tuple[RunLine, ...] = ()
    metrics: tuple[MetricLine, ...] = ()
    prices: tuple[PriceLine, ...] = ()
    events: tuple[EventLine, ...] = ()
    market: tuple[MarketLine, ...] = ()
    looks: Mapping[str, str] = field(default_factory=dict)
    """Run of the last look on a phone by URL of the own shop."""

    def before(self, run: str) -> RunLine | None:
        """The night before `run`. None on the first night."""
        earlier = [line for line in self.runs if line.run < run]
        return earlier[-1] if earlier else None


def read_history(folder: Path, run: str) -> History:
    """The history up to `run`; a missing folder is a first night.

    Raises RunDirError with file and line for text that is not what Storewalk writes.
    """
    if not folder.is_dir():
        return History()
    runs = [_run_line(raw) for raw in _json_lines([folder / "runs.jsonl"])]
    metrics = [_metric_line(row) for row in _rows(sorted(folder.glob("metrics-*.csv")))]
    prices = [_price_line(row) for row in _rows(sorted(folder.glob("prices-*.csv")))]
    market = [_market_line(row) for row in _rows(sorted(folder.glob("market-*.csv")))]
    looks = {row["url"]: row["run"] for row in _rows([folder / "looks.csv"]) if row.get("url")}
    events = [_event_line(raw) for raw in _json_lines(sorted(folder.glob("events-*.jsonl")))]
    return History(
        runs=tuple(sorted((line for line in runs if line.run <= run), key=lambda line: line.run)),
        metrics=tuple(line for line in metrics if line.run <= run),
        prices=tuple(line for line in prices if line.run <= run),
        events=tuple(line for line in events if line.run <= run),
        market=tuple(line for line in market if line.run <= run),
        looks={url: when for url, when in looks.items() if when <= run},
    )


def _json_lines(paths: list[Path]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for path in paths:
        if not path.exists():
            continue
        # Only a line feed ends a line: crawled text may hold U+2028, which splitlines obeys.
        for number, line in enumerate(path.read_text("utf-8").split("\n"), 1):
            if not line.strip():
                continue
            try:
                raw = json.loads(line)
            except ValueError:
                raw = None
            if not isinstance(raw, dict) or "run" not in raw:
                raise RunDirError(
                    "this is not a line that Storewalk wrote",
                    where=f"{path}:{number}",
                    hint="Take the file back from the history's last good commit.",
                )
            found.append(raw)
    return found


def _rows(paths: list[Path]) -> list[dict[str, str]]:
    found: list[dict[str, str]] = []
    for path in paths:
        if not path.exists():
            continue
        with path.open(encoding="utf-8", newline="") as file:
            found += [row for row in csv.DictReader(file) if row.get("run")]
    return found


def _run_line(raw: dict[str, Any]) -> RunLine:
    changes = raw.get("changes") or {}
    return RunLine(
        run=str(raw["run"]),
        started_at=str(raw.get("started_at", "")),
        healthy=bool(raw.get("healthy", True)),
        tool=str(raw.get("tool", "")),
        pages=dict(raw.get("pages") or {}),
        findings=dict(raw.get("findings") or {}),
        new=int(changes.get("new") or 0),
        fixed=int(changes.get("fixed") or 0),
        reopened=int(changes.get("reopened") or 0),
        score=None if raw.get("score") is None else float(raw["score"]),
    )


def _metric_line(row: dict[str, str]) -> MetricLine:
    try:
        value = float(row.get("value") or 0)
    except ValueError:
        value = 0.0
    return MetricLine(
        row["run"], row.get("site") or "", row.get("measure") or "", row.get("check") or "", value
    )


def _price_line(row: dict[str, str]) -> PriceLine:
    return PriceLine(
        row["run"], row.get("site") or "", row.get("url") or "", row.get("sku") or "",
        row.get("price") or "", row.get("currency") or "", row.get("list_price") or "",
        row.get("availability") or "", row.get("state") or "shown",
    )  # fmt: skip


def _market_line(row: dict[str, str]) -> MarketLine:
    return MarketLine(
        row["run"], row.get("scope") or "", row.get("name") or "", row.get("measure") or "",
        row.get("value") or "",
    )  # fmt: skip


def _event_line(raw: dict[str, Any]) -> EventLine:
    return EventLine(
        str(raw["run"]), str(raw.get("event", "")), str(raw.get("id", "")),
        str(raw.get("check", "")), str(raw.get("url", "")), str(raw.get("message", "")),
        str(raw.get("severity", "error")),
    )  # fmt: skip
