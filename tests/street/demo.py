"""Walks the demo street on two nights and prints what was found: `python -m tests.street.demo`."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import yaml

from tests.street import Street

FOLDER = Path("demo")
SUMMARY = FOLDER / "site" / "downloads" / "summary.json"


def main() -> int:
    """Runs the demo in ./demo of the working directory; returns an exit code."""
    shutil.rmtree(FOLDER, ignore_errors=True)
    now = datetime.now(UTC)
    today = now.replace(hour=2, minute=10, second=0, microsecond=0)
    if today > now:
        today -= timedelta(days=1)  # Before ten past two, tonight's walk has not begun.
    try:
        with Street(night=1) as street:
            config = street.write_config(FOLDER)
            code = seed_history(street, config, today - timedelta(days=7))
            if code != 0:
                print(f"The walk of the week before ended with exit code {code}.")
                return code
            for night, start in ((1, today - timedelta(days=1)), (2, today)):
                street.night = night
                print(f"\nNight {night}: {start:%d %B %Y, %H:%M} UTC", flush=True)
                code = walk(config, start)
                if code != 0:
                    print(f"The walk of night {night} ended with exit code {code}.")
                    return code
    except KeyboardInterrupt:
        print("\nStopped. Nothing is left running.")
        return 130
    print(outcome(json.loads(SUMMARY.read_text("utf-8"))))
    return 0


def seed_history(street: Street, config: Path, start: datetime) -> int:
    """The walk of the week before, own shop only, so that a fault can come back.

    Returns the exit code.
    """
    street.night = 0
    settings = yaml.safe_load(config.read_text("utf-8"))
    earlier = settings | {"competitors": [], "products": None}
    path = config.with_name("week-before.yml")
    path.write_text(yaml.safe_dump(earlier), "utf-8")
    print(f"The week before: {start:%d %B %Y, %H:%M} UTC (own shop, no phone)", flush=True)
    return walk(path, start, "--no-render")


def walk(config: Path, start: datetime, *more: str) -> int:
    """One nightly run as its own process, its output passed on; returns its exit code.

    `start` is the time the run says it happened, `more` are further arguments.
    """
    stamp = f"{start:%Y-%m-%dT%H%MZ}"
    arguments = {
        "--config": config,
        "--run-dir": FOLDER / "runs" / stamp,
        "--history": FOLDER / "history",
        "--site": FOLDER / "site",
        "--as-of": start.isoformat(),
    }
    flat = [str(part) for pair in arguments.items() for part in pair]
    process = subprocess.Popen([sys.executable, "-m", "crawler", "run", *flat, *more])
    try:
        return process.wait()
    except KeyboardInterrupt:
        # The terminal sent Ctrl-C to the child too; a second one is only for a child that hangs.
        try:
            process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        raise


def outcome(summary: Mapping[str, Any]) -> str:
    """What the second night found and where to look, in at most 20 lines."""
    page = (FOLDER / "site" / "index.html").resolve()
    found, changes, prices = summary["findings"], summary["changes"], summary["prices"]
    score = summary["score"]
    lines = [
        "",
        f"Health of the shop: {score['value']} of 100 ({score['pages_with_errors']} of "
        f"{score['pages']} pages have an error)",
        f"Found: {found['error']} errors, {found['warning']} warnings, {found['notice']} notices",
        f"Since last night: {changes['new']} new, {changes['reopened']} came back, "
        f"{changes['fixed']} fixed, {changes['persisting']} still there",
        f"Prices: {prices['compared']} products compared, cheapest on {prices['cheapest']}, "
        f"price index {prices['index']}, {prices['changes']} changes overnight",
        "First to mend:",
    ]
    for row in summary["top"][:5]:
        lines.append(f"  {row['severity']:8} {row['title']} ({row['pages']})")
    lines += [
        "",
        f"The report: {page.as_uri()}   ({FOLDER / 'site' / 'index.html'})",
        "",
        "To walk a real shop:",
        "  .venv/bin/storewalk init https://your-shop.example",
        "  .venv/bin/storewalk run",
    ]
    return "\n".join(lines)


if __name__ == "__main__":
    raise SystemExit(main())
