"""Prices over time: a row only when something changed, in files by month."""

import csv
import io
from collections.abc import Iterable, Iterator
from decimal import Decimal
from pathlib import Path
from sys import intern

from crawler.history.events import write_whole
from crawler.market.series import SUSPECT, PriceHistory, PriceRow
from crawler.records import OfferRow, PriceChange, PriceState

COLUMNS = (
    "run", "site", "url", "sku", "name", "price", "currency", "list_price", "availability",
    "confidence", "state",
)  # fmt: skip
"""`state` is a PriceState or `suspect`; files of before 2026-11-29 lack it: all was shown."""

_VALUES = ("price", "currency", "list_price", "availability", "state")
"""What has to differ for a new row."""
_UNSEEN = frozenset({PriceState.NOT_SEEN, PriceState.BLOCKED})

Page = tuple[str, str]
"""Site and URL."""


class PriceLog:
    """Last known price of every page, and the rows to add."""

    def __init__(self, folder: Path, run: str) -> None:
        """Reads all rows of earlier runs; what this very run wrote before is left out."""
        self._folder = folder
        self._run = run
        self._last: dict[Page, dict[str, str]] = {}
        self._known: dict[Page, dict[str, str]] = {}
        """The last row with a price that is believed, and of equal ones the first."""
        for row in _rows(folder):
            if row["run"] < run:
                page = (row["site"], row["url"])
                self._last[page] = row
                if row["state"] == PriceState.SHOWN and not _same(self._known.get(page), row):
                    self._known[page] = row

    def compare(
        self,
        offers: Iterable[OfferRow],
        untrusted: frozenset[str],
        suspect: frozenset[Page] = frozenset(),
    ) -> list[PriceChange]:
        """Write a row for every page whose price or stock differs from the last one known.

        Returns the differences to something known. A page that was blocked, not seen or could
        not be read is no change: silence is not a price. For a watched page it is a row all the
        same, so that the days on which nothing is known are known. Of an `untrusted` site only
        watched pages are remembered: the walk may have read others wrongly. A `suspect` price
        waits for a second night before it is a change.
        """
        changes: list[PriceChange] = []
        rows: list[dict[str, str]] = []
        for offer in offers:
            shown = offer.state is PriceState.SHOWN and offer.site not in untrusted
            if not shown and offer.watched is None:
                continue
            page = (offer.site, offer.url)
            row = _row(self._run, offer, suspect=page in suspect)
            if _same(self._last.get(page), row):
                continue
            rows.append(row)
            known = self._known.get(page)
            if known is not None and row["state"] == PriceState.SHOWN and _matters(known, row):
                changes.append(_change(offer, known))
        self._write(rows)
        return changes

    def _write(self, rows: list[dict[str, str]]) -> None:
        path = self._folder / f"prices-{self._run[:7]}.csv"
        kept = [row for row in _rows_of(path) if row["run"] != self._run] if path.exists() else []
        if not kept and not rows and not path.exists():
            return
        text = io.StringIO()
        writer = csv.DictWriter(text, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(kept + sorted(rows, key=lambda row: (row["site"], row["url"])))
        write_whole(path, text.getvalue().encode())


def read_prices(
    folder: Path, nights: Iterable[str], *, before: str, pages: frozenset[Page] | None = None
) -> PriceHistory:
    """What was known before a run. `nights`: all runs; `pages`: only these, or all.

    A missing folder is a first night.
    """
    rows: dict[Page, list[PriceRow]] = {}
    for row in _rows(folder):
        page = (row["site"], row["url"])
        if row["run"] < before and (pages is None or page in pages):
            rows.setdefault(page, []).append(
                PriceRow(
                    # Few different words in very many rows: kept once each.
                    run=intern(row["run"]),
                    state=intern(row["state"]),
                    price=_decimal(row["price"]),
                    currency=intern(row["currency"]) or None,
                    list_price=_decimal(row["list_price"]),
                    availability=intern(row["availability"]) or None,
                )
            )
    earlier = tuple(sorted(night for night in nights if night < before))
    return PriceHistory(earlier, {page: tuple(found) for page, found in rows.items()})


def _rows(folder: Path) -> Iterator[dict[str, str]]:
    for path in sorted(folder.glob("prices-*.csv")):
        yield from _rows_of(path)


def _rows_of(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            yield {**row, "state": row.get("state") or str(PriceState.SHOWN)}


def _row(run: str, offer: OfferRow, *, suspect: bool) -> dict[str, str]:
    values = {name: getattr(offer, name) or "" for name in COLUMNS if name != "run"}
    if offer.state is not PriceState.SHOWN:
        values |= {"price": "", "currency": "", "list_price": "", "confidence": ""}
    if offer.state in _UNSEEN:
        values |= {"availability": "", "state": offer.state}
    if suspect:
        values["state"] = SUSPECT
    # One line a row, whatever the shop writes into its names.
    return {"run": run} | {name: " ".join(str(value).split()) for name, value in values.items()}


def _same(last: dict[str, str] | None, row: dict[str, str]) -> bool:
    return last is not None and all(last[name] == row[name] for name in _VALUES)


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


def _decimal(value: str) -> Decimal | None:
    return Decimal(value) if value else None
