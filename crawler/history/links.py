"""What links to other hosts led to, so that not every host is asked every night."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from zlib import crc32

from crawler.records import LinkTarget, RunDir, TargetState
from crawler.records.codec import read_lines, write_lines

NIGHTS = {TargetState.OK: 7, TargetState.REDIRECT: 3, TargetState.UNVERIFIED: 1}
"""For how many nights an answer holds. Our own limits; other states are asked for every night, so
that a failure is never taken from memory."""


class LinkMemory:
    """The file `links.jsonl.gz` of a history."""

    def __init__(self, history: Path) -> None:
        self.path = history / "links.jsonl.gz"

    def fresh(self, now: datetime) -> Iterator[LinkTarget]:
        """Answers that still hold. Each address has its own night to be asked again.

        So a seventh of the good links is asked for each night, not all of them every seventh.
        """
        for target in read_lines(self.path, LinkTarget):
            nights = NIGHTS.get(target.state, 0)
            if target.checked_at is None:
                continue
            age = now.date() - target.checked_at.date()
            due = nights > 1 and crc32(target.url.encode()) % nights == now.toordinal() % nights
            if age.days == 0 or (age.days < nights and not due):
                yield target

    def write(self, run: RunDir) -> None:
        """Keep what tonight's links to other hosts led to, without the places they stand on."""
        kept = {"sources": (), "count": 0, "pages": 0}
        self.path.parent.mkdir(parents=True, exist_ok=True)
        write_lines(
            self.path,
            (
                target.model_copy(update=kept)
                for target in run.targets()
                if not target.internal and target.state in NIGHTS and target.method != "crawl"
            ),
        )
