"""The addresses of one site: known, waiting, answered. On disk; memory stays flat.

The file is a workbench, not a record: a resumed walk builds it anew from the pages and links that
are on disk, so it is never synced and may be lost at any time.
"""

import json
import sqlite3
import time
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import IntEnum
from pathlib import Path
from typing import NamedTuple, Self

from crawler.records import PageRecord, PageState

REMEMBERED = 2048
"""Addresses kept in memory, twice: a shop links to its navigation from every page, and those
repeats (99 of 100 links in a measured shop) must not reach the disk."""
TAKEN_AT_ONCE = 64


NEW_SHARE = 0.1
"""Of what is asked after Turn.FIRST in a shop that is walked in turns, the part that belongs to new
addresses at least: else a shop with many faulty pages never heard of a link that leads nowhere. Our
own limit."""


class Turn(IntEnum):
    """When a waiting URL is asked: what comes first here is asked first."""

    FIRST = 0
    """Watched, listed by the user, the home page."""
    MONEY = 1
    """Categories, the basket, and some pages of each kind."""
    FLAGGED = 2
    """An error or warning is open on it."""
    CHANGED = 3
    """The sitemap says so."""
    NEW = 4
    """Found by a link; in a shop that is walked whole that is every page."""
    ROTATION = 5
    """Known or listed, and waiting for its night."""


@dataclass(slots=True)
class Task:
    """One URL to fetch."""

    url: str
    depth: int | None = None
    """Clicks from home; None when not found by a link."""
    found_on: str | None = None
    earlier: tuple[str, ...] = ()
    """What earlier attempts got."""
    not_before: float = field(default=0.0, compare=False)
    """Earliest time.monotonic() of the next attempt."""
    validators: dict[str, str] = field(default_factory=dict)
    """Request headers by which an answer of an earlier night is recognised."""


class Said(NamedTuple):
    """How a URL answered, in short."""

    state: PageState
    status: int | None
    location: str | None
    failure: str | None

    @classmethod
    def of(cls, page: PageRecord) -> Self:
        """As a page's record has it."""
        http = page.http
        return cls(page.state, http.status, http.location, http.failure)


class SiteFrontier:
    """Queue and seen-set of one site: watched pages first, then breadth first.

    Pages that earlier nights knew can be given a turn (`rank`).
    """

    def __init__(self, budget: int, path: Path | None = None) -> None:
        """`path` None keeps everything in memory, for small walks."""
        self.budget = budget
        self.known = 0
        self.taken = 0
        """Pages handed out, counted once whatever the tries."""
        self.left_out = 0
        self.left = 0
        """Queued and not taken; tasks to try again included."""
        self._recent: dict[str, None] = {}
        self._older: dict[str, None] = {}
        self.rotation_share = 0.0
        """Of what is asked after Turn.FIRST, the part that belongs to the rotation, from 0 to 1.
        It is kept from the first page on, so that an early end costs every turn its part."""
        self.rotated = 0
        """Pages handed out in the rotation."""
        self._after_first = self._fresh = 0
        self._ahead: dict[_Lane, deque[Task]] = {lane: deque() for lane in _LANES}
        self._again: deque[Task] = deque()
        if path is not None:
            path.unlink(missing_ok=True)
        self.db = sqlite3.connect(path or ":memory:", isolation_level=None)
        self.db.executescript(_SCHEMA)
        self.db.execute("BEGIN")

    def add(self, task: Task, *, first: bool = False) -> bool:
        """Queue a URL unless it was ever queued. True when it is new.

        `first`: before others; before all where a page hands on to it, which is asked already.
        """
        handed_on = first and task.found_on is not None
        turn = TAKEN if handed_on else Turn.FIRST if first else Turn.NEW
        if not self._insert(task.url, turn, task.depth, task.found_on):
            return False
        if handed_on:
            self._ahead[_LANES[0]].appendleft(task)
        self.left += 1
        return True

    def rank(self, task: Task, turn: Turn, due: str) -> None:
        """Queue a page of earlier nights in its turn; of one turn, what is `due` lower is first.

        What waits already because a page linked to it gets this turn.
        """
        self.left += self._insert(task.url, turn, task.depth, task.found_on)
        told = json.dumps(task.validators) if task.validators else None
        self.db.execute(
            "UPDATE url SET place=?, due=?, validators=? WHERE id=? AND place IN (?, ?)",
            (turn, due, told, hash(task.url), turn, Turn.NEW),
        )

    def leave_out(self, url: str) -> bool:
        """Know a URL without ever asking it. True when it is new."""
        if not self._insert(url, _LEFT_OUT, None, None):
            return False
        self.left_out += 1
        return True

    def mark_done(self, url: str, said: Said) -> None:
        """Count a page that an interrupted run has already collected."""
        if self._insert(url, TAKEN, None, None):
            self.taken += 1
        self.answered(url, said)

    def again(self, task: Task) -> None:
        """Try a URL once more, after everything else."""
        self._again.append(task)
        self.left += 1

    def take(self) -> Task | None:
        """The next URL; None when there is none, or the budget is spent."""
        task = self._waiting() if self.taken < self.budget else None
        if task is not None:
            self.taken += 1
            self.left -= 1
            return task
        if self._again:
            self.left -= 1
            return self._again.popleft()
        return None

    def take_now(self, task: Task) -> bool:
        """Take a URL that was asked already. False when it was queued or done before."""
        if not self._insert(task.url, TAKEN, task.depth, task.found_on):
            return False
        self.taken += 1
        return True

    def drop(self, task: Task) -> None:
        """Give a taken URL back unasked, for good."""
        self.taken -= 1
        self.left_out += 1
        self.db.execute("UPDATE url SET place=? WHERE id=?", (_LEFT_OUT, hash(task.url)))

    @property
    def workers(self) -> int:
        """How many machines share the walk."""
        return 1

    def finished(self) -> bool:
        """Whether nothing is left, here or with other workers."""
        return True

    def knows(self, url: str) -> bool:
        """Whether the URL was ever queued or left out."""
        if self.remembers(url):
            return True
        found = self.db.execute("SELECT 1 FROM url WHERE id=?", (hash(url),)).fetchone()
        return found is not None

    def was_left_out(self, url: str) -> bool:
        """Whether the URL is known and deliberately not asked."""
        row = self.db.execute("SELECT place FROM url WHERE id=?", (hash(url),)).fetchone()
        return row is not None and row[0] == _LEFT_OUT

    def answered(self, url: str, said: Said) -> None:
        """Keep how a URL answered."""
        self.db.execute(
            "UPDATE url SET place=?, state=?, status=?, location=?, failure=? WHERE id=?",
            (TAKEN, said.state, said.status, said.location, said.failure, hash(url)),
        )

    def said(self, url: str) -> Said | None:
        """How a URL answered; None when it was not asked."""
        row = self.db.execute(
            "SELECT state, status, location, failure FROM url WHERE id=?", (hash(url),)
        ).fetchone()
        return Said(PageState(row[0]), *row[1:]) if row is not None and row[0] else None

    def answered_well(self) -> Iterator[str]:
        """Every URL that answered with a page, in the order in which they were found."""
        query = "SELECT url FROM url WHERE state = ? ORDER BY seq"
        yield from (url for (url,) in self.db.execute(query, (PageState.OK,)))

    def server_errors(self) -> int:
        """Number of URLs that answered 5xx in the end."""
        return int(self.db.execute("SELECT count(*) FROM url WHERE status >= 500").fetchone()[0])

    def redirects(self) -> Iterator[tuple[str, str]]:
        """Every URL that answered with a redirect, and where to."""
        yield from self.db.execute(
            "SELECT url, location FROM url WHERE location IS NOT NULL ORDER BY seq"
        )

    def list_in(self, file: str, urls: Iterable[tuple[str, str | None]]) -> None:
        """Keep that a sitemap file lists these URLs, each with its date of change as written.

        The first file that does counts.
        """
        rows = ((hash(url), url, file, changed) for url, changed in urls)
        self.db.executemany("INSERT OR IGNORE INTO listed VALUES (?, ?, ?, ?)", rows)

    def lastmod_of(self, url: str) -> str | None:
        """When a URL changed last, as the sitemap writes it."""
        row = self.db.execute("SELECT lastmod FROM listed WHERE id=?", (hash(url),)).fetchone()
        return row[0] if row else None

    def listed_in(self, url: str) -> str | None:
        """The first sitemap file that lists the URL."""
        row = self.db.execute("SELECT file FROM listed WHERE id=?", (hash(url),)).fetchone()
        return row[0] if row else None

    def listed(self) -> Iterator[str]:
        """Every URL that a sitemap lists, in order of the files."""
        last = 0
        while rows := self.db.execute(
            "SELECT rowid, url FROM listed WHERE rowid > ? ORDER BY rowid LIMIT 1000", (last,)
        ).fetchall():
            last = rows[-1][0]
            yield from (row[1] for row in rows)

    def close(self, path: Path | None = None) -> None:
        """Close, and remove the file."""
        self.db.close()
        if path is not None:
            path.unlink(missing_ok=True)

    def _insert(self, url: str, place: int, depth: int | None, found_on: str | None) -> bool:
        if self.remembers(url):
            return False
        self._recent[url] = None
        if len(self._recent) >= REMEMBERED:
            self._older, self._recent = self._recent, {}
        row = (hash(url), self.known, url, place, depth, found_on)
        made = self.db.execute(
            "INSERT OR IGNORE INTO url (id, seq, url, place, depth, found_on) VALUES (?,?,?,?,?,?)",
            row,
        ).rowcount
        self.known += made
        return bool(made)

    def remembers(self, url: str) -> bool:
        """Whether the URL was queued or left out a short while ago: knows() without the disk."""
        if url in self._recent:
            return True
        if url in self._older:
            self._recent[url] = None
            return True
        return False

    def _waiting(self) -> Task | None:
        if not self.rotation_share:
            return next(filter(None, map(self._next_of, _LANES)), None)
        task = self._next_of(_LANES[0])
        if task is not None:
            return task
        for lane in self._lanes():
            task = self._next_of(lane)
            if task is not None:
                self._after_first += 1
                self.rotated += lane == _IN_TURNS
                self._fresh += lane == _NEW
                return task
        return None

    def _lanes(self) -> tuple["_Lane", ...]:
        """Those after the first one, in the order in which the next page is taken from them."""
        number = self._after_first + 1
        if self.rotated < self.rotation_share * number:
            return (_IN_TURNS, _NEW, _EVERY_NIGHT)
        if self._fresh + 1 <= NEW_SHARE * number:
            return (_NEW, _EVERY_NIGHT, _IN_TURNS)
        return (_EVERY_NIGHT, _NEW, _IN_TURNS)

    def _next_of(self, lane: "_Lane") -> Task | None:
        ahead = self._ahead[lane]
        if not ahead:
            rows = self.db.execute(_NEXT, (*lane, TAKEN_AT_ONCE)).fetchall()
            taken = ((TAKEN, row[0]) for row in rows)
            self.db.executemany("UPDATE url SET place=? WHERE id=?", taken)
            for _, url, depth, found_on, told in rows:
                validators = json.loads(told) if told else {}
                ahead.append(Task(url, depth, found_on, validators=validators))
        return ahead.popleft() if ahead else None


def wait_of(task: Task) -> float:
    """Seconds until a task may be tried again."""
    return max(0.0, task.not_before - time.monotonic())


TAKEN, _LEFT_OUT = 6, 7
"""Places behind every turn."""
_Lane = tuple[int, int]
_EVERY_NIGHT: _Lane = (Turn.MONEY, Turn.CHANGED)
_NEW: _Lane = (Turn.NEW, Turn.NEW)
_IN_TURNS: _Lane = (Turn.ROTATION, Turn.ROTATION)
_LANES: tuple[_Lane, ...] = ((Turn.FIRST, Turn.FIRST), _EVERY_NIGHT, _NEW, _IN_TURNS)
"""From a turn to a turn: what is fetched ahead together."""
_NEXT = """
SELECT id, url, depth, found_on, validators FROM url WHERE place < 6 AND place BETWEEN ? AND ?
ORDER BY place, due, seq LIMIT ?
"""
_SCHEMA = """
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
PRAGMA cache_size = -2000;
PRAGMA temp_store = FILE;
CREATE TABLE url (
    id INTEGER PRIMARY KEY, seq INTEGER, url TEXT, place INTEGER, depth INTEGER, found_on TEXT,
    due TEXT, validators TEXT, state TEXT, status INTEGER, location TEXT, failure TEXT
);
CREATE INDEX waiting ON url (place, due, seq) WHERE place < 6;
CREATE TABLE listed (id INTEGER UNIQUE, url TEXT, file TEXT, lastmod TEXT);
"""
