"""Entries of feeds and shop systems, on disk, found by the page that they are about."""

import sqlite3
from collections.abc import Iterator

import orjson

from crawler.records import Listing, OfferSource

_SCHEMA = """
CREATE TABLE listing (
    number INTEGER PRIMARY KEY, site TEXT, source TEXT, url TEXT, id TEXT, record TEXT
);
CREATE INDEX listing_url ON listing (site, url);
CREATE INDEX listing_id ON listing (site, source, id);
"""
_MOST = 100
"""Entries about one page: the variants of one product."""


class ListingTable:
    """The entries of all sites. Where there are none, questions cost nothing."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection
        self._db.executescript(_SCHEMA)
        self._any = False

    def add_line(self, line: bytes) -> None:
        """Take in one Listing as JSON."""
        row = orjson.loads(line)
        values = (row["site"], row["source"], row.get("url"), row.get("id"), line)
        self._db.execute(
            "INSERT INTO listing (site, source, url, id, record) VALUES (?,?,?,?,?)", values
        )
        self._any = True

    def of(self, site: str, url: str) -> tuple[Listing, ...]:
        """What is listed about one page, in the order of the lists."""
        if not self._any:
            return ()
        query = "SELECT record FROM listing WHERE site = ? AND url = ? ORDER BY number LIMIT ?"
        rows = self._db.execute(query, (site, url, _MOST))
        return tuple(Listing.model_validate_json(record) for (record,) in rows)

    def all(self, site: str, source: OfferSource) -> Iterator[Listing]:
        """Everything that one kind of list says, in its order."""
        query = "SELECT record FROM listing WHERE site = ? AND source = ? ORDER BY number"
        for (record,) in self._db.execute(query, (site, source)):
            yield Listing.model_validate_json(record)

    def repeated_ids(self, site: str, source: OfferSource) -> Iterator[tuple[str, list[Listing]]]:
        """Ids that stand more than once, each with its entries."""
        query = (
            "SELECT id FROM listing WHERE site = ? AND source = ? AND id IS NOT NULL"
            " GROUP BY id HAVING count(*) > 1 ORDER BY id"
        )
        for (name,) in self._db.execute(query, (site, source)).fetchall():
            same = "SELECT record FROM listing WHERE site=? AND source=? AND id=? ORDER BY number"
            rows = self._db.execute(same, (site, source, name))
            yield name, [Listing.model_validate_json(record) for (record,) in rows]
