"""The history of the sample shop, as `remember` would have written it."""

import csv
import json
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from pathlib import Path

from crawler.records import run_id
from tests.reports import market


def write_history(folder: Path, tonight: datetime, nights: int, checks: list[str]) -> None:
    """Write runs, metrics, prices and events of the nights up to `tonight`."""
    folder.mkdir(parents=True, exist_ok=True)
    runs, metrics, events = [], [], []
    nights_before = [run_id(tonight - timedelta(days=back)) for back in range(nights, 0, -1)]
    market.market_history(folder, nights_before)
    prices = market.price_history(nights_before)
    for back in range(nights, 0, -1):
        at = tonight - timedelta(days=back)
        run = run_id(at)
        wave = (back * 7) % 5
        found = {"error": 12 + back // 3 + wave, "warning": 33 + back // 2 - wave}
        found["notice"] = 14 + wave
        runs.append({
            "run": run, "started_at": at.isoformat(), "healthy": back != 9, "tool": "0.1.0",
            "pages": {"ok": 50 + back % 3, "error": 2 + back % 2, "redirect": 1,
                                        "failed": 1 if back % 8 == 0 else 0}, "findings": found,
            "changes": {"new": wave, "fixed": 2, "reopened": 0, "persisting": 40,
                        "not_rechecked": 0, "gone": 0},
            "score": round(77.5 - back * 0.35 + wave * 0.6, 1),
        })  # fmt: skip
        for number, check in enumerate(checks):
            if check.startswith("mobile/") and back % 7 == 3:
                continue  # no phone on these nights
            value = max(0, 3 + number % 6 + back // 6 - (back * (number + 3)) % 4)
            metrics.append((run, "blue-mug", "findings", check, value))
    events.append({
        "run": run_id(tonight - timedelta(days=12)), "event": "opened", "id": "0" * 16,
        "check": "seo/title-missing", "subject": "", "about": "", "severity": "error",
        "url": "https://shop.example/products/alba-espresso-maker",
        "message": "The page has no title.",
    })  # fmt: skip
    _lines(folder / "runs.jsonl", runs)
    _lines(folder / f"events-{tonight:%Y-%m}.jsonl", events)
    _table(folder / f"metrics-{tonight:%Y}.csv", ("run", "site", "measure", "check", "value"),
           metrics)  # fmt: skip
    _table(folder / f"prices-{tonight:%Y-%m}.csv",
           ("run", "site", "url", "sku", "name", "price", "currency", "list_price", "availability",
            "confidence", "state"), prices)  # fmt: skip


def _lines(path: Path, values: Sequence[Mapping[str, object]]) -> None:
    text = "".join(json.dumps(value, ensure_ascii=False) + "\n" for value in values)
    path.write_text(text, encoding="utf-8")


def _table(path: Path, names: tuple[str, ...], rows: Sequence[tuple[object, ...]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(names)
        writer.writerows(rows)
