"""What the tests of the walk share: shops that watch who asks, and the command with a config."""

import subprocess
import sys
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from crawler.records import LinkTarget, PageRecord, RunDir, SiteFacts
from tests.command import Done, environment
from tests.server import Answer, Route, Shop

URLSET = "xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'"


@dataclass
class Visit:
    """One request as a busy shop saw it. Times are of time.monotonic()."""

    method: str
    path: str
    headers: Mapping[str, str]
    under_way: int
    """Requests being answered when it came, itself included."""
    came: float
    answered: float = 0.0


@dataclass(init=False)
class BusyShop(Shop):
    """A shop that takes its time, counts how many ask at once, and may fail under it."""

    visits: list[Visit] = field(default_factory=list)

    def __init__(
        self, routes: Mapping[str, Route], *, takes_s: float = 0.0, fails_above: int = 1000
    ) -> None:
        """Answers 500 while more than `fails_above` requests are under way."""
        super().__init__(routes)
        self.takes_s = takes_s
        self.fails_above = fails_above
        self.visits = []
        self._under_way = 0
        self._counting = threading.Lock()
        self._never = threading.Event()

    @property
    def most(self) -> int:
        """Most requests that were under way at once."""
        return max(visit.under_way for visit in self.visits)

    def of(self, path: str) -> list[Visit]:
        """The requests for one path."""
        return [visit for visit in self.visits if visit.path == path]

    def during(self, visit: Visit) -> list[Visit]:
        """The other requests that were under way at some moment of a visit."""
        return [
            other
            for other in self.visits
            if other is not visit and other.came < visit.answered and other.answered > visit.came
        ]

    def _answer(self, method: str, path: str, headers: dict[str, str]) -> Answer:
        with self._counting:
            self._under_way += 1
            visit = Visit(method, path, headers, self._under_way, time.monotonic())
            self.visits.append(visit)
        try:
            self._never.wait(self.takes_s)
            answer = super()._answer(method, path, headers)
            return Answer(status=500) if visit.under_way > self.fails_above else answer
        finally:
            with self._counting:
                self._under_way -= 1
                visit.answered = time.monotonic()


@dataclass(frozen=True)
class Walked:
    """A finished command and what it left."""

    done: Done
    run: RunDir

    def pages(self, shop: Shop) -> dict[str, PageRecord]:
        """Page records of one shop by path and query."""
        return {
            page.url.removeprefix(shop.url.rstrip("/")): page
            for page in self.run.pages()
            if page.url.startswith(shop.url)
        }

    def targets(self, shop: Shop) -> dict[str, LinkTarget]:
        """What became of links to one shop, by path and query."""
        return {
            target.url.removeprefix(shop.url.rstrip("/")): target
            for target in self.run.targets()
            if target.url.startswith(shop.url)
        }

    def site(self, name: str = "own") -> SiteFacts:
        """The record of one site."""
        return next(site for site in self.run.sites() if site.id == name)


def written(folder: Path, settings: Mapping[str, Any], name: str = "c.yml") -> Path:
    """A configuration file."""
    path = folder / name
    path.write_text(yaml.safe_dump(dict(settings)), encoding="utf-8")
    return path


def settings(
    own: Shop, rivals: Mapping[str, Shop] | None = None, /, store: Any = None, **crawl: Any
) -> dict[str, Any]:
    """A configuration of shops on this machine, asked fast enough for a test."""
    return {
        "store": {"name": "Own", "url": own.url} | (store or {}),
        "competitors": [{"name": name, "url": shop.url} for name, shop in (rivals or {}).items()],
        "crawl": {"requests_per_second": 25, "browser": "never", "phone_pages": 0} | crawl,
    }


def command(
    *arguments: str | Path,
    cwd: Path,
    env: Mapping[str, str] | None = None,
    stdin: str | None = None,
) -> Done:
    """The storewalk command with an environment and standard input of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "crawler", *map(str, arguments)],
        cwd=cwd,
        env=environment() | dict(env or {}),
        input=stdin,
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
    )
    return Done(done.returncode, done.stdout, done.stderr)


def crawled(
    folder: Path,
    config: Mapping[str, Any],
    *extra: str | Path,
    run: str = "run",
    code: int = 0,
    env: Mapping[str, str] | None = None,
    stdin: str | None = None,
) -> Walked:
    """`storewalk crawl` into `folder/run`, expected to end with `code`."""
    arguments: Sequence[str | Path] = ("-c", written(folder, config), "--run-dir", folder / run)
    done = command("crawl", *arguments, *extra, cwd=folder, env=env, stdin=stdin)
    assert done.code == code, done.text
    return Walked(done, RunDir(folder / run))


def urlset(*urls: str) -> Answer:
    """A sitemap of these addresses."""
    rows = "".join(f"<url><loc>{url}</loc></url>" for url in urls)
    return Answer(f"<urlset {URLSET}>{rows}</urlset>", type="application/xml")


def text(body: str) -> Answer:
    """A plain text file."""
    return Answer(body, type="text/plain")
