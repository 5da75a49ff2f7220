"""Walks the demo street on two nights and prints what was found: `python -m tests.street.demo`."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path

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
            seed_history(street, config, today - timedelta(days=7))
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


def seed_history(street: Street, config: Path, start: datetime) -> None:
    """THE NIGHT-0 WALK GOES HERE: a short walk of the week before, so that a fault can reopen.

    Set `street.night = 0` and call `walk` with `--max-pages` or `--only`. Until the command
    line has a way to walk a part of a shop, the demo starts with an empty history.
    """


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


def outcome(summary: Mapping[str, object]) -> str:
    """What the second night found and where to look, in at most 16 lines."""
    page = (FOLDER / "site" / "index.html").resolve()
    lines = ["", f"Score: {_text(summary, 'score')}"]
    findings = summary.get("findings")
    if isinstance(findings, dict):
        lines.append("Findings: " + ", ".join(f"{n} {kind}" for kind, n in findings.items()))
    changes = [f"{_text(summary, k)} {k}" for k in ("new", "fixed", "reopened", "persisting")]
    lines.append("Since last night: " + ", ".join(changes))
    prices = summary.get("prices")
    if isinstance(prices, dict):
        lines.append("Prices: " + ", ".join(f"{name} {value}" for name, value in prices.items()))
    lines += [
        "",
        f"The report: {page.as_uri()}",
        f"            {FOLDER / 'site' / 'index.html'}",
        "",
        "To walk a real shop:",
        "  .venv/bin/storewalk init https://your-shop.example",
        "  .venv/bin/storewalk run",
    ]
    return "\n".join(lines)


def _text(summary: Mapping[str, object], key: str) -> str:
    """A value of the summary, or a question mark if it has none."""
    return str(summary.get(key, "?"))


if __name__ == "__main__":
    raise SystemExit(main())
