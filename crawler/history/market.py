"""The market's figures over time: market-YYYY.csv, one row a figure and night."""

import csv
import io
from pathlib import Path

from crawler.history.events import write_whole
from crawler.records import MarketTotal, RunDir

COLUMNS = ("run", "scope", "name", "measure", "value")
"""`scope` and `name` as in MarketTotal; `measure` is one of its other fields."""
_MEASURES = tuple(name for name in MarketTotal.model_fields if name not in ("scope", "name"))


def write_totals(folder: Path, run: RunDir, name: str) -> None:
    """Add the night's figures, in place of what this very run wrote before.

    A figure that is not known has no row, and a night without watched products has none at all.
    """
    rows = [
        (name, total.scope, total.name, measure, str(value))
        for total in run.market_totals()
        if total.products
        for measure in _MEASURES
        if (value := getattr(total, measure)) is not None
    ]
    path = folder / f"market-{name[:4]}.csv"
    kept: list[list[str]] = []
    if path.exists():
        with path.open(encoding="utf-8", newline="") as file:
            kept = [row for row in csv.reader(file) if row and row[0] not in ("run", name)]
    if not rows and not path.exists():
        return
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(kept)
    writer.writerows(rows)
    write_whole(path, text.getvalue().encode())
