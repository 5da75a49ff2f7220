"""When each known page was last asked: what a shop that is walked in turns leaves for later."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import orjson

from crawler.records import PageState, codec

_PAGES = (PageState.OK.value, PageState.SAME.value)


@dataclass(frozen=True, slots=True)
class LastAsked:
    """Pages that the history knows. All empty on a first night and after an unsound one."""

    waiting: Mapping[str, str] = field(default_factory=dict)
    """Key of a page that was not asked tonight, and the run in which it was."""
    read: Mapping[str, str] = field(default_factory=dict)
    """Key of a page that tonight answered that nothing changed, and the run that read it."""
    tonight: Mapping[str, int] = field(default_factory=dict)
    """Pages asked tonight by site."""
    fine: frozenset[str] = frozenset()
    """Keys of the pages of both kinds that had answered with HTML when they were last read."""

    def fine_of(self, site: str) -> frozenset[str]:
        """Those of one site."""
        return frozenset(key for key in self.fine if key.startswith(f"{site}:"))


def read_last_asked(history: Path, run: str) -> LastAsked:
    """What `storewalk remember` wrote for this run; empty when it wrote nothing."""
    waiting: dict[str, str] = {}
    read: dict[str, str] = {}
    tonight: Counter[str] = Counter()
    fine: set[str] = set()
    for line in codec.raw_lines(history / "seen" / f"{run}.jsonl.gz"):
        row: dict[str, Any] = orjson.loads(line)
        last, key = row.get("last") or run, f"{row['site']}:{row['url']}"
        if last != run:
            waiting[key] = str(last)
        else:
            tonight[row["site"]] += 1
            if full := row.get("full"):
                read[key] = str(full)
        if row["state"] in _PAGES and (key in waiting or key in read):
            fine.add(key)
    return LastAsked(waiting, read, tonight, frozenset(fine))


def by_nights(asked: LastAsked, site: str, runs: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Nights ago, 0 for tonight, and how many pages of a site were last asked then.

    `runs`: every run up to tonight's, in order. A run that they do not know counts as the first.
    """
    ages = {run: age for age, run in enumerate(reversed(runs))}
    counts: Counter[int] = Counter({0: asked.tonight.get(site, 0)})
    for key, run in asked.waiting.items():
        if key.startswith(f"{site}:"):
            counts[ages.get(run, max(len(runs) - 1, 1))] += 1
    yield from sorted(counts.items())
