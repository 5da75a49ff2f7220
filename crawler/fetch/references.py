"""What the pages of a site refer to: every target once, counted, with the first places. On disk."""

import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import orjson

from crawler.records import LinkSource, Region
from crawler.records.codec import raw_lines

KINDS = {
    "a": "page",
    "area": "page",
    "iframe": "page",
    "img": "image",
    "source": "image",
    "script": "script",
    "link": "stylesheet",
    "css": "other",
    "og": "image",
}
"""Tags whose targets are asked for. Forms are not: a form may do something."""
KEPT_SOURCES = 200
KEPT_SOURCES_OK = 3
HELD = 4_000
"""Targets counted in memory between two writes: navigation targets are counted thousands of times
and written a few dozen times."""

Place = tuple[str, str, str, str]
"""Page, text, region, tag."""


@dataclass(slots=True)
class Reference:
    """A target and who refers to it."""

    url: str
    kind: str
    count: int = 0
    pages: int = 0
    places: list[Place] = field(default_factory=list)
    """The first ones."""
    last_page: str = ""


class References:
    """All targets of one site, read from links.jsonl.gz in one pass."""

    def __init__(self, links: Path, site: str, database: Path) -> None:
        """`database` is a file of ours that may be lost at any time."""
        self._links = links
        self._prefix = f"{site}:"
        self._path = database
        database.unlink(missing_ok=True)
        self._db = sqlite3.connect(database, isolation_level=None)
        self._db.executescript(_SCHEMA)
        self._db.execute("BEGIN")
        self._read()

    def __iter__(self) -> Iterator[Reference]:
        """Every target, sorted by URL."""
        for url, kind, count, pages, places in self._db.execute(
            "SELECT url, kind, count, pages, places FROM target ORDER BY url"
        ):
            first = [tuple(place) for part in places.split("\n") for place in orjson.loads(part)]
            yield Reference(url, kind, count, pages, first[:KEPT_SOURCES_OK])

    def __contains__(self, url: str) -> bool:
        found = self._db.execute("SELECT 1 FROM target WHERE url=?", (url,)).fetchone()
        return found is not None

    def places(self, urls: frozenset[str]) -> dict[str, list[Place]]:
        """The first 200 places of some targets; reads the links once more."""
        found: dict[str, list[Place]] = {url: [] for url in urls}
        if not urls:
            return found
        for page, links in self._pages():
            for link in links:
                places = found.get(link.get("url", ""))
                if places is None or len(places) >= KEPT_SOURCES:
                    continue
                if link.get("tag", "a") in KINDS:
                    places.append(_place(page, link))
        return found

    def add(self, url: str, tag: str, places: Iterable[str]) -> None:
        """A target that a file names, with the addresses of such files."""
        files = list(places)
        first = [(file, "", str(Region.MAIN), tag) for file in files[:KEPT_SOURCES_OK]]
        self._write([Reference(url, KINDS[tag], len(files), len(files), first)])

    def close(self) -> None:
        """Close, and remove the file."""
        self._db.close()
        self._path.unlink(missing_ok=True)

    def _read(self) -> None:
        held: dict[str, Reference] = {}
        for page, links in self._pages():
            for link in links:
                url = link.get("url")
                kind = KINDS.get(link.get("tag", "a"))
                if url is None or kind is None:
                    continue
                reference = held.get(url)
                if reference is None:
                    if len(held) >= HELD:
                        self._write(held.values())
                        held = {}
                    reference = held[url] = Reference(url, kind)
                reference.count += 1
                if reference.last_page != page:
                    reference.pages += 1
                    reference.last_page = page
                    if reference.pages <= KEPT_SOURCES_OK:
                        reference.places.append(_place(page, link))
        self._write(held.values())

    def _pages(self) -> Iterator[tuple[str, list[dict[str, str]]]]:
        seen: set[int] = set()
        for line in raw_lines(self._links):
            data = orjson.loads(line)
            key: str = data["key"]
            # A walk that was killed between the two files asked for the page again.
            if key.startswith(self._prefix) and hash(key) not in seen:
                seen.add(hash(key))
                yield key.removeprefix(self._prefix), data["links"].get("links", [])

    def _write(self, references: Iterable[Reference]) -> None:
        self._db.executemany(
            _ADD,
            (
                (r.url, r.kind, r.count, r.pages, orjson.dumps(r.places).decode())
                for r in references
            ),
        )


def source(place: Place) -> LinkSource:
    """A place as it stands in the record."""
    page, text, region, tag = place
    return LinkSource(url=page, text=text, region=Region(region), tag=tag)


def _place(page: str, link: dict[str, str]) -> Place:
    return page, link.get("text", ""), link.get("region", "main"), link.get("tag", "a")


_SCHEMA = """
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
PRAGMA cache_size = -4000;
PRAGMA temp_store = FILE;
CREATE TABLE target (
    url TEXT PRIMARY KEY, kind TEXT, count INTEGER, pages INTEGER, places TEXT
) WITHOUT ROWID;
"""
_ADD = """
INSERT INTO target VALUES (?, ?, ?, ?, ?)
ON CONFLICT (url) DO UPDATE SET
    count = count + excluded.count,
    pages = pages + excluded.pages,
    places = CASE WHEN pages >= 3 THEN places ELSE places || char(10) || excluded.places END
"""
