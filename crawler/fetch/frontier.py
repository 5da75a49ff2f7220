"""The addresses of one site: known, waiting, answered. On disk; memory stays flat.

The file is a workbench, not a record: a resumed walk builds it anew from the pages and links that
are on disk, so it is never synced and may be lost at any time.
"""

import sqlite3
import time
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple, Self

from crawler.records import PageRecord, PageState

REMEMBERED = 2048
"""Addresses kept in memory, twice: a shop links to its navigation from every page, and those
repeats (99 of 100 links in a measured shop) must not reach the disk."""
TAKEN_AT_ONCE = 64


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
    """Queue and seen-set of one site: watched pages first, then breadth first."""

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
        self._ahead: deque[Task] = deque()
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
        place = _TAKEN if handed_on else _FIRST if first else _WAITING
        if not self._insert(task.url, place, task.depth, task.found_on):
            return False
        if handed_on:
            self._ahead.appendleft(task)
        self.left += 1
        return True

    def leave_out(self, url: str) -> bool:
        """Know a URL without ever asking it. True when it is new."""
        if not self._insert(url, _LEFT_OUT, None, None):
            return False
        self.left_out += 1
        return True

    def mark_done(self, url: str, said: Said) -> None:
        """Count a page that an interrupted run has already collected."""
        if self._insert(url, _TAKEN, None, None):
            self.taken += 1
        self.answered(url, said)

    def again(self, task: Task) -> None:
        """Try a URL once more, after everything else."""
        self._again.append(task)
        self.left += 1

    def take(self) -> Task | None:
        """The next URL; None when there is none, or the budget is spent."""
        if self.taken < self.budget:
            if not self._ahead:
                self._fetch()
            if self._ahead:
                self.taken += 1
                self.left -= 1
                return self._ahead.popleft()
        if self._again:
            self.left -= 1
            return self._again.popleft()
        return None

    def take_now(self, task: Task) -> bool:
        """Take a URL that was asked already. False when it was queued or done before."""
        if not self._insert(task.url, _TAKEN, task.depth, task.found_on):
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
            (_TAKEN, said.state, said.status, said.location, said.failure, hash(url)),
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

    def list_in(self, file: str, urls: Iterable[str]) -> None:
        """Keep that a sitemap file lists these URLs; the first file that does counts."""
        rows = ((hash(url), url, file) for url in urls)
        self.db.executemany("INSERT OR IGNORE INTO listed VALUES (?, ?, ?)", rows)

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

    def _fetch(self) -> None:
        rows = self.db.execute(
            "SELECT id, url, depth, found_on FROM url WHERE place < 2 ORDER BY place, seq LIMIT ?",
            (TAKEN_AT_ONCE,),
        ).fetchall()
        self.db.executemany("UPDATE url SET place=2 WHERE id=?", ((row[0],) for row in rows))
        self._ahead.extend(Task(*row[1:]) for row in rows)


def wait_of(task: Task) -> float:
    """Seconds until a task may be tried again."""
    return max(0.0, task.not_before - time.monotonic())


_FIRST, _WAITING, _TAKEN, _LEFT_OUT = range(4)
_SCHEMA = """
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
PRAGMA cache_size = -2000;
PRAGMA temp_store = FILE;
CREATE TABLE url (
    id INTEGER PRIMARY KEY, seq INTEGER, url TEXT, place INTEGER, depth INTEGER, found_on TEXT,
    state TEXT, status INTEGER, location TEXT, failure TEXT
);
CREATE INDEX waiting ON url (place, seq) WHERE place < 2;
CREATE TABLE listed (id INTEGER UNIQUE, url TEXT, file TEXT);
"""
