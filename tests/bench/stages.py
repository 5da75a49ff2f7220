"""One stage of a night alone, over data of any size: a process of its own that the bench weighs.

python -m tests.bench.stages STAGE PAGES FOLDER writes one JSON line: what it took.
"""

import hashlib
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any
from zlib import crc32

import orjson

from crawler.collector import calm_collector
from crawler.fetch.frontier import Said, SiteFrontier, Task
from crawler.fetch.references import Reference, References, source
from crawler.fetch.traps import News, Traps
from crawler.records import LinkTarget, PageKind, PageState, RunDir, TargetState
from crawler.records.codec import write_lines
from tests.bench.synthetic import BASE, related, settings, url_of, write_run

LINKS, NEW = 100, 3
"""Different internal links that a walked page offers, and how many of them are new."""
_OTHERS = 24


@dataclass(frozen=True, slots=True)
class Taken:
    """What a stage says of itself."""

    seconds: float
    """Without the start of the program."""
    disk_mb: float
    """Largest growth of the folder while it ran, in MB of 1,000,000 bytes, polled."""
    facts: dict[str, float]
    """What else is to be told: findings, targets, memory of Redis."""


def walked(frontier: SiteFrontier, pages: int) -> dict[str, float]:
    """Add, take and answer so many addresses as a walk does, without asking for any.

    72 links of a page are navigation, 12 lead anywhere in what is known, 12 to neighbours, 3 are
    new while there are any.
    """
    traps = Traps()
    navigation = [f"{BASE}/category/{number}" for number in range(LINKS - NEW - _OTHERS)]
    frontier.add(Task(url_of(0), 0), first=True)
    known, number = 1, 0
    while task := frontier.take():
        links = navigation + [url_of(other) for other in related(number, known)]
        links += [url_of(new) for new in range(known, min(known + NEW, pages))]
        known = min(known + NEW, pages)
        _follow(frontier, traps, task, links)
        frontier.answered(task.url, Said(PageState.OK, 200, None, None))
        text = crc32(task.url.encode())
        traps.learn(task.url, News(PageKind.PRODUCT, text, frozenset(), frozenset()))
        number += 1
    return {"pages": number}


def _follow(frontier: SiteFrontier, traps: Traps, task: Task, links: list[str]) -> None:
    for url in links:
        if not frontier.remembers(url) and not traps.closed(url):
            frontier.add(Task(url, (task.depth or 0) + 1, task.url))


def frontier(pages: int, folder: Path) -> dict[str, float]:
    """The queue and seen-set of one machine."""
    path = folder / "frontier.sqlite"
    own = SiteFrontier(pages, path)
    facts = walked(own, pages)
    own.db.execute("COMMIT")
    own.close()
    return facts


def dedupe(pages: int, folder: Path) -> dict[str, float]:
    """The same with the queue in Redis, one worker; its socket is in the folder."""
    from crawler.fetch.shared import SharedFrontier

    server = f"unix://{folder / 'redis.sock'}"
    path = folder / "shared.sqlite"
    shared = SharedFrontier(pages, path, server=server, walk="bench")
    facts = walked(shared, pages)
    memory: dict[str, Any] = shared._redis.info("memory")
    shared.close(path)
    return facts | {
        "redis_mb": memory["used_memory"] / 1e6,
        "redis_peak_mb": memory["used_memory_peak"] / 1e6,
    }


def run(pages: int, folder: Path) -> dict[str, float]:
    """What the walk writes. No stage of Storewalk: the other stages read it."""
    write_run(folder / "run", pages)
    return {"pages": pages}


def links(pages: int, folder: Path) -> dict[str, float]:
    """Count every link, find the places of faulty targets, write the table of targets.

    Verdicts are made up: of 200 targets one is broken and two redirect. Of the pictures as many
    have one as a night probes by default; the others were not checked.
    """
    run = RunDir(folder / "run")
    site = settings().store.id
    references = References(run.links_path, site, run.path / "references.sqlite")
    faulty = frozenset(one.url for one, state in _states(references) if state in _FAULTY)
    places = references.places(faulty)

    def targets() -> Iterator[LinkTarget]:
        for one, state in _states(references):
            yield LinkTarget(
                site=site,
                url=one.url,
                internal=True,
                kind=one.kind,
                state=state,
                status=_STATUS.get(state),
                reason="" if state in _STATUS else "not reached within tonight's budget",
                method="crawl" if one.kind == "page" else "HEAD",
                final_url=f"{BASE}/" if state is TargetState.REDIRECT else one.url,
                count=one.count,
                pages=one.pages,
                sources=tuple(source(place) for place in places.get(one.url, one.places)),
            )

    write_lines(run.targets_path, targets())
    references.close()
    return {"faulty targets": len(faulty)}


def _states(references: Iterable[Reference]) -> Iterator[tuple[Reference, TargetState]]:
    probes = settings().crawl.max_targets
    for one in references:
        probes -= one.kind != "page"
        place = int.from_bytes(hashlib.blake2b(one.url.encode(), digest_size=2).digest()) % 200
        if one.kind != "page" and probes < 0:
            yield one, TargetState.NOT_CHECKED
        else:
            yield one, _VERDICTS.get(place, TargetState.OK)


_VERDICTS = {0: TargetState.BROKEN, 1: TargetState.REDIRECT, 2: TargetState.REDIRECT}
_FAULTY = frozenset(_VERDICTS.values())
_STATUS = {TargetState.OK: 200, TargetState.BROKEN: 404, TargetState.REDIRECT: 301}


def check(pages: int, folder: Path) -> dict[str, float]:
    """Every check over every page."""
    from crawler.checks.engine import Engine

    calm_collector()  # as the command does
    said = Engine(RunDir(folder / "run"), settings()).judge()
    return {
        "findings": len(said.findings),
        "problems": sum(tally.problems for tally in said.tallies),
        "crashed checks": sum(bool(tally.crashed) for tally in said.tallies),
    }


def remember(pages: int, folder: Path) -> dict[str, float]:
    """The score, and the first night of a history."""
    from crawler.history.remember import remember as remembered
    from reports.model.score import score

    night = RunDir(folder / "run")
    history = folder / "history"
    result = remembered(night, history, score=lambda diff: score(night, diff, history).value)
    return {"changes": len(result.changes)}


def report(pages: int, folder: Path) -> dict[str, float]:
    """The whole site."""
    from reports.build import build_site

    tempfile.tempdir = str(folder)
    result = build_site(
        RunDir(folder / "run"),
        folder / "history",
        settings(),
        folder / "site",
        progress=lambda text: None,
    )
    return {"site MB": result.bytes / 1e6}


STAGES: dict[str, Callable[[int, Path], dict[str, float]]] = {
    one.__name__: one for one in (frontier, dedupe, run, links, check, remember, report)
}


def stage(name: str, pages: int, folder: Path) -> Taken:
    """Run one stage in the folder of its size; stages before it must have run there."""
    disk = _Disk(folder)
    disk.start()
    start = time.perf_counter()
    facts = STAGES[name](pages, folder)
    seconds = time.perf_counter() - start
    disk.ended.set()
    disk.join()
    return Taken(seconds, disk.most / 1e6, facts)


class _Disk(threading.Thread):
    """Polls how much a folder grows: files that come and go count, too."""

    def __init__(self, folder: Path) -> None:
        super().__init__(daemon=True)
        self.folder = folder
        self.ended = threading.Event()
        self.before = self._bytes()
        self.most = 0

    def run(self) -> None:
        while not self.ended.wait(1.0):
            self.most = max(self.most, self._bytes() - self.before)
        self.most = max(self.most, self._bytes() - self.before)

    def _bytes(self) -> int:
        found = 0
        for path in self.folder.rglob("*"):
            try:
                found += path.stat().st_size
            except OSError:
                continue  # it came and went
        return found


def main() -> None:
    """The command."""
    name, pages, folder = sys.argv[1:]
    sys.stdout.buffer.write(orjson.dumps(asdict(stage(name, int(pages), Path(folder)))))


if __name__ == "__main__":
    main()
