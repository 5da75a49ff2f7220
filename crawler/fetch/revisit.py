"""What the last run knows of a page, so that an unchanged one is not sent again (RFC 9110, 13)."""

import sqlite3
import zlib
from collections.abc import Mapping
from pathlib import Path

import orjson

from crawler.records import (
    HttpFacts,
    LinkFacts,
    PageLinks,
    PageRecord,
    RunDir,
)
from crawler.records.codec import raw_lines

_FACTS = {"head", "outline", "images", "structured", "offer", "kind"}


class LastNight:
    """Pages of the last run that came with validators, on disk."""

    def __init__(self, run: RunDir, site: str, path: Path) -> None:
        """Read the pages of one site. `path` is a file of ours that may be lost at any time."""
        self._path = path
        path.unlink(missing_ok=True)
        self._db = sqlite3.connect(path, isolation_level=None)
        self._db.executescript(
            "PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA cache_size=-2000;"
            "CREATE TABLE page (key TEXT PRIMARY KEY, etag TEXT, modified TEXT, page BLOB,"
            " links BLOB) WITHOUT ROWID"
        )
        self._db.execute("BEGIN")
        self._read(run, site)

    @property
    def pages(self) -> int:
        """Pages that can be asked for with validators."""
        return int(self._db.execute("SELECT count(*) FROM page").fetchone()[0])

    def validators(self, url: str) -> dict[str, str]:
        """Request headers for a conditional request; empty when there is nothing to compare."""
        row = self._db.execute("SELECT etag, modified FROM page WHERE key=?", (url,)).fetchone()
        if row is None:
            return {}
        names = ("If-None-Match", "If-Modified-Since")
        return {name: value for name, value in zip(names, row, strict=True) if value}

    def again(
        self, record: PageRecord, headers: Mapping[str, str], http: HttpFacts
    ) -> tuple[PageRecord, LinkFacts]:
        """The last run's facts under tonight's record; `headers` of the 304 replace older ones."""
        page, links = self._db.execute(
            "SELECT page, links FROM page WHERE key=?", (record.url,)
        ).fetchone()
        before = PageRecord.model_validate_json(zlib.decompress(page))
        answered = before.http.model_copy(
            update={
                "headers": {**before.http.headers, **headers},
                "attempts": http.attempts,
                "earlier": http.earlier,
                "ttfb_ms": http.ttfb_ms,
                "unchanged": True,
            }
        )
        facts = {name: getattr(before, name) for name in _FACTS}
        after = record.model_copy(update={**facts, "http": answered})
        return after, PageLinks.model_validate_json(zlib.decompress(links)).links

    def close(self) -> None:
        """Close, and remove the file."""
        self._db.close()
        self._path.unlink(missing_ok=True)

    def _read(self, run: RunDir, site: str) -> None:
        for line in raw_lines(run.pages_path):
            page = orjson.loads(line)
            headers = page["http"].get("headers", {})
            etag, modified = headers.get("etag"), headers.get("last-modified")
            # A page read in a browser depends on more than its own bytes.
            if page["site"] != site or page["state"] != "ok" or page.get("served"):
                continue
            if etag or modified:
                self._db.execute(
                    "INSERT OR IGNORE INTO page VALUES (?, ?, ?, ?, NULL)",
                    (page["url"], etag, modified, zlib.compress(line, 1)),
                )
        prefix = f"{site}:"
        for line in raw_lines(run.links_path):
            key = orjson.loads(line)["key"]
            if key.startswith(prefix):
                self._db.execute(
                    "UPDATE page SET links=? WHERE key=?",
                    (zlib.compress(line, 1), key.removeprefix(prefix)),
                )
        self._db.execute("DELETE FROM page WHERE links IS NULL")
