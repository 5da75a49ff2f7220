"""history/told.jsonl: what was told, by which way and of which run. Lines are only ever added."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from crawler.errors import RunDirError
from reports.messages.worse import Told

FILE = "told.jsonl"


def read_told(history: Path) -> dict[str, Told]:
    """What each way was told, by its name; a missing file is nobody.

    Raises RunDirError with file and line for text that is not what Storewalk writes.
    """
    path = history / FILE
    found: dict[str, _Reading] = {}
    if not path.exists():
        return {}
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
        found.setdefault(name, _Reading()).take(event, str(raw.get("id", "")), run)
    return {name: one.told for name, one in found.items()}


@dataclass
class _Reading:
    """What one way was told as of a line."""

    open: set[str] = field(default_factory=set)
    unclear: bool = False
    last: str = ""

    def take(self, event: str, finding: str, run: str) -> None:
        """Go one line further."""
        if event == "mended":
            self.open.discard(finding)
            return
        self.last, self.unclear = run, event == "told"
        if event == "told":
            self.open.add(finding)
        else:
            self.open.clear()

    @property
    def told(self) -> Told:
        return Told(frozenset(self.open), self.unclear, self.last)


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
