"""history/told.jsonl: what was told, by which way and of which run. Lines are only ever added."""

import json
from collections.abc import Iterable
from pathlib import Path

from crawler.errors import RunDirError
from reports.messages.worse import Told

FILE = "told.jsonl"


def read_told(history: Path) -> dict[str, Told]:
    """What each way was told, by its name; a missing file is nobody.

    Raises RunDirError with file and line for text that is not what Storewalk writes.
    """
    path = history / FILE
    found: dict[str, Told] = {}
    if not path.exists():
        return found
    for number, line in enumerate(path.read_text("utf-8").split("\n"), 1):
        if not line.strip():
            continue
        try:
            raw = json.loads(line)
            name, event, run = raw["channel"], raw["event"], raw["run"]
        except (ValueError, KeyError, TypeError):
            raise RunDirError(
                "this is not a line that Storewalk wrote",
                where=f"{path}:{number}",
                hint="Take the file back from the history's last good commit.",
            ) from None
        found[name] = _after(found.get(name, Told()), event, str(raw.get("id", "")), run)
    return found


def _after(told: Told, event: str, finding: str, run: str) -> Told:
    if event == "told":
        return Told(told.open | {finding}, unclear=True, last=run)
    if event == "mended":
        return Told(told.open - {finding}, unclear=told.unclear, last=told.last)
    return Told(unclear=False, last=run)


def write_told(
    history: Path,
    channel: str,
    run: str,
    *,
    told: Iterable[str] = (),
    mended: Iterable[str] = (),
    clear: bool = False,
) -> None:
    """Add what became of one message. `clear`: the all-clear was given."""
    events = [("mended", one) for one in mended] + [("told", one) for one in told]
    events += [("clear", "")] if clear else []
    if not events:
        return
    lines = [
        json.dumps({"channel": channel, "event": event, "id": one, "run": run}, sort_keys=True)
        for event, one in events
    ]
    history.mkdir(parents=True, exist_ok=True)
    with (history / FILE).open("a", encoding="utf-8", newline="\n") as file:
        file.write("".join(f"{line}\n" for line in lines))
