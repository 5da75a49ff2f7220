"""Prices over time: a row only when something changed, in files by month."""

import csv
import io
from collections.abc import Iterable
from pathlib import Path

from crawler.history.events import write_whole
from crawler.records import OfferRow, PriceChange, PriceState

COLUMNS = (
    "run", "site", "url", "sku", "name", "price", "currency", "list_price", "availability",
    "confidence",
)  # fmt: skip

_VALUES = ("price", "currency", "list_price", "availability")
"""What has to differ for a new row."""


class PriceLog:
    """Last known price of every page, and the rows to add."""

    def __init__(self, folder: Path, run: str) -> None:
        """Reads all rows of earlier runs; what this very run wrote before is left out."""
        self._folder = folder
        self._run = run
        self._last: dict[tuple[str, str], dict[str, str]] = {}
        for path in sorted(folder.glob("prices-*.csv")):
            with path.open(encoding="utf-8", newline="") as file:
                for row in csv.DictReader(file):
                    if row["run"] < run:
                        self._last[row["site"], row["url"]] = row

    def compare(self, offers: Iterable[OfferRow], untrusted: frozenset[str]) -> list[PriceChange]:
        """Write a row for every page whose price or stock differs from the last one known.

        Returns the differences to something known. A page that was blocked, not seen or could
        not be read writes nothing: silence is not a price.
        """
        changes: list[PriceChange] = []
        rows: list[dict[str, str]] = []
        for offer in offers:
            if offer.state is not PriceState.SHOWN or offer.site in untrusted:
                continue
            row = _row(self._run, offer)
            last = self._last.get((offer.site, offer.url))
            if last is not None and all(last[name] == row[name] for name in _VALUES):
                continue
            rows.append(row)
            if last is not None and _matters(last, row):
                changes.append(_change(offer, last))
        self._write(rows)
        return changes

    def _write(self, rows: list[dict[str, str]]) -> None:
        path = self._folder / f"prices-{self._run[:7]}.csv"
        kept: list[dict[str, str]] = []
        if path.exists():
            with path.open(encoding="utf-8", newline="") as file:
                kept = [row for row in csv.DictReader(file) if row["run"] != self._run]
        if not kept and not rows and not path.exists():
            return
        text = io.StringIO()
        writer = csv.DictWriter(text, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(kept + sorted(rows, key=lambda row: (row["site"], row["url"])))
        write_whole(path, text.getvalue().encode())


def _row(run: str, offer: OfferRow) -> dict[str, str]:
    values = {name: getattr(offer, name) or "" for name in COLUMNS if name != "run"}
    # One line a row, whatever the shop writes into its names.
    return {"run": run} | {name: " ".join(str(value).split()) for name, value in values.items()}


def _matters(last: dict[str, str], row: dict[str, str]) -> bool:
    return any(last[name] != row[name] for name in ("price", "currency", "availability"))


def _change(offer: OfferRow, last: dict[str, str]) -> PriceChange:
    return PriceChange(
        site=offer.site,
        url=offer.url,
        sku=offer.watched or offer.sku,
        name=offer.watched_name or offer.name,
        currency=offer.currency,
        before=last["price"] or None,
        now=offer.price,
        availability_before=last["availability"] or None,
        availability_now=offer.availability,
        since=last["run"],
    )
