"""What the report keeps of each page of a run, read in one pass, by several processes if it pays.

A page record is some 10 KB, and reading one costs a fifth of a millisecond. So each is read once:
what tables show stays in memory, what only page.html shows goes to a file beside 400 others.
"""

import os
from collections import Counter, deque
from collections.abc import Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass, field
from itertools import islice
from multiprocessing import get_context
from pathlib import Path
from typing import BinaryIO, NamedTuple

import orjson
from pydantic import ValidationError

from crawler.records import PageRecord, RunDir, codec, file_key
from reports.language import Speech, speaking, speech
from reports.model.findlook import FirstLook, first_look
from reports.model.urlfacts import record_facts

CHUNK = 400
"""Pages that a process reads at a time: some 4 MB of text."""
SEVERAL = 4_000
"""Pages from which other processes pay: starting one takes as long as reading 4,000 pages."""
AHEAD = 3
"""Chunks that wait for each process, so that none is idle."""


class PageLine(NamedTuple):
    """What tables show of a page; the rest stays on disk."""

    key: str
    hash: str
    """Name in page.html#u= and of its data file."""
    site: str
    url: str
    state: str
    kind: str
    status: int | None
    failure: str
    title: str
    depth: int | None
    noindex: bool
    price: str | None
    currency: str | None


class PageSpool:
    """What page.html shows of each page besides its findings: JSON in 256 files by hash.

    One that is left unwritten when its folder is None: nobody will ask for it.
    """

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder
        self._files: dict[str, BinaryIO] = {}
        if folder is not None:
            folder.mkdir(parents=True)

    def add(self, name: str, facts: bytes) -> None:
        """Keep the JSON of a page, which holds no line break."""
        if self._folder is None:
            return
        bucket = name[:2]
        if bucket not in self._files:
            self._files[bucket] = (self._folder / bucket).open("wb")
        self._files[bucket].write(name.encode() + facts + b"\n")

    def close(self) -> None:
        """Nothing more will be added."""
        for file in self._files.values():
            file.close()

    def buckets(self) -> Iterator[tuple[str, dict[str, bytes]]]:
        """Each bucket with its pages, in the order of their names."""
        for bucket in sorted(self._files):
            lines = (self._folder / bucket).read_bytes().splitlines() if self._folder else ()
            yield bucket, dict(sorted((line[:16].decode(), line[16:]) for line in lines))


@dataclass(slots=True)
class Pages:
    """All pages of a run as the report needs them."""

    lines: list[PageLine] = field(default_factory=list)
    """In the order in which they were seen."""
    looks: dict[str, FirstLook] = field(default_factory=dict)
    """How the own pages stand with Google, by key."""
    languages: Counter[str] = field(default_factory=Counter)
    """Own pages by language code that they declare."""
    widths: Counter[int] = field(default_factory=Counter)
    """Own pages that can be found by characters of their title."""
    twice: tuple[PageRecord, ...] = ()
    """Records of the pages of which there is another view."""
    spool: PageSpool = field(default_factory=lambda: PageSpool(None))


class Gist(NamedTuple):
    """What a record leaves behind."""

    line: PageLine
    look: FirstLook | None
    facts: bytes


def read_pages(run: RunDir, own: str, twice: frozenset[str], spool: Path | None) -> Pages:
    """Read every page once. `twice`: keys of pages whose whole record is wanted."""
    pages = Pages(spool=PageSpool(spool))
    seen: list[PageRecord] = []
    shared: dict[FirstLook, FirstLook] = {}
    wanted = {key.encode() for key in twice}
    lines = _noticing(run, wanted, seen)
    for gist in _gists(lines, own, f"{run.pages_path}"):
        line, look, facts = gist
        pages.lines.append(line)
        pages.spool.add(line.hash, facts)
        if look is not None:
            pages.looks[line.key] = shared.setdefault(look, look)
            if look.languages:
                pages.languages.update(look.languages)
            if look.width:
                pages.widths[look.width] += 1
    pages.spool.close()
    pages.twice = tuple(seen)
    return pages


def _noticing(run: RunDir, wanted: set[bytes], seen: list[PageRecord]) -> Iterator[bytes]:
    for number, (key, line) in enumerate(codec.keyed_lines(run.pages_path), 1):
        if key in wanted:
            seen.append(codec.read_line(line, PageRecord, f"{run.pages_path}:{number}"))
        yield line


def _gists(lines: Iterator[bytes], own: str, where: str) -> Iterator[Gist]:
    first = list(islice(lines, SEVERAL))
    processes = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    if len(first) < SEVERAL or (processes or 1) < 2:
        yield from gists_of([*first, *lines], own, where)
        return
    with ProcessPoolExecutor(
        processes, get_context("spawn"), initializer=_speak, initargs=(speech(),)
    ) as pool:
        waiting: deque[Future[list[Gist]]] = deque()
        for chunk in _chunks(first, lines):
            waiting.append(pool.submit(gists_of, chunk, own, where))
            if len(waiting) > AHEAD * (processes or 1):
                yield from waiting.popleft().result()
        while waiting:
            yield from waiting.popleft().result()


def _chunks(first: list[bytes], rest: Iterator[bytes]) -> Iterator[list[bytes]]:
    for start in range(0, len(first), CHUNK):
        yield first[start : start + CHUNK]
    while chunk := list(islice(rest, CHUNK)):
        yield chunk


def _speak(language: Speech) -> None:
    """A process of its own speaks the report's language until it ends."""
    speaking(language).__enter__()


def gists_of(lines: list[bytes], own: str, where: str) -> list[Gist]:
    """Read some page records. Raises RunDirError for a line that is none."""
    return [_gist(line, own, where) for line in lines]


def _gist(line: bytes, own: str, where: str) -> Gist:
    """Pictures and headings are most of a record: they are counted without being validated."""
    try:
        raw = orjson.loads(line)
        outline, images = raw.pop("outline", None), raw.pop("images", None)
        record = PageRecord.model_validate(raw)
    except (orjson.JSONDecodeError, ValidationError, AttributeError):
        codec.read_line(line, PageRecord, where)  # says what is wrong, and where
        raise
    look = first_look(record) if record.site == own else None
    return Gist(_page_line(record), look, record_facts(record, outline, images))


def _page_line(record: PageRecord) -> PageLine:
    head, offer = record.head, record.offer
    price = offer.price if offer else None
    return PageLine(
        key=record.key,
        hash=file_key(record.key),
        site=record.site,
        url=record.url,
        state=record.state.value,
        kind=record.kind.value,
        status=record.http.status,
        failure=record.http.failure or "",
        title=(head.titles[0] if head and head.titles else "")[:300],
        depth=record.depth,
        noindex=bool(head and head.noindex),
        price=str(price.amount) if price else None,
        currency=price.currency if price else None,
    )
