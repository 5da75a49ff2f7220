"""Every page that is known, as it was last seen, for checks that ask what has changed."""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path

import orjson

from crawler.records import EarlierPage, EarlierSite, PageRecord, PageState, RunDir
from crawler.records.codec import dump_line, raw_lines, read_lines, write_lines, write_raw_lines

KEPT_NIGHTS = 2
"""The last night, and the one before it: a run that is checked again looks at that one."""
GONE = frozenset({404, 410})


class Seen:
    """The folder `seen` of a history. Remembering a run twice leaves the same files.

    A file holds the pages of its night and, of sites that were not walked to their end, what
    earlier nights saw. Lines are sorted by site and URL, and a page that goes on as it was keeps
    its line, so that git stores only what changed.
    """

    def __init__(self, history: Path) -> None:
        self.folder = history / "seen"

    def pages(self, *, before: str) -> Iterator[EarlierPage]:
        """Every page that is known as of the last sound night before a run."""
        night = self._last(before)
        if night is not None:
            yield from read_lines(self._pages_of(night), EarlierPage)

    def file(self, *, before: str) -> Path | None:
        """The file of these pages, for who looks only some of them up."""
        night = self._last(before)
        return self._pages_of(night) if night is not None else None

    def sites(self, *, before: str) -> dict[str, EarlierSite]:
        """The sites of that night by id."""
        night = self._last(before)
        if night is None:
            return {}
        return {site.id: site for site in read_lines(self._sites_of(night), EarlierSite)}

    def asked(self, keys: set[str], *, sites: frozenset[str], before: str) -> dict[str, str]:
        """When these pages, if they are of these sites, were last asked before a run, by key."""
        night = self._last(before)
        if night is None or not keys:
            return {}
        rows = map(orjson.loads, raw_lines(self._pages_of(night)))
        found = ((f"{r['site']}:{r['url']}", r) for r in rows if r["site"] in sites)
        return {key: row.get("last") or night for key, row in found if key in keys}

    def of(self, keys: set[str], *, before: str) -> dict[str, EarlierPage]:
        """Those of these pages that are known as of the last sound night before a run, by key."""
        night = self._last(before)
        if night is None or not keys:
            return {}
        rows = map(orjson.loads, raw_lines(self._pages_of(night)))
        found = ((f"{row['site']}:{row['url']}", row) for row in rows)
        return {key: EarlierPage.model_validate(row) for key, row in found if key in keys}

    def write(self, run: RunDir, name: str, *, partly: frozenset[str] = frozenset()) -> None:
        """Keep tonight, and forget what is older than the night before.

        `partly`: sites that were not walked to their end, so that a page of theirs that was not
        asked tonight is still known.
        """
        sites = (EarlierSite.model_validate(site.model_dump()) for site in run.sites())
        self.keep(name, run.pages(), sites, partly=partly)

    def keep(
        self,
        name: str,
        pages: Iterable[PageRecord | EarlierPage],
        sites: Iterable[EarlierSite],
        *,
        partly: frozenset[str] = frozenset(),
    ) -> None:
        """The same for pages that are at hand: as records, or already in short."""
        self.folder.mkdir(parents=True, exist_ok=True)
        night = self._last(name)
        # A private file of SQLite's own: a shop's pages need not fit into memory.
        with closing(sqlite3.connect("", isolation_level=None)) as db:
            db.executescript(_SCHEMA)
            db.execute("BEGIN")
            if night is not None:
                _read(db, self._pages_of(night))
            for page in pages:
                tonight = name if page.site in partly else ""
                short = _in_short(db, page, night or "", tonight)
                row = (_place(page.site, page.url), dump_line(short))
                db.execute("INSERT OR REPLACE INTO page VALUES (?, ?, 1)", row)
            write_raw_lines(self._pages_of(name), _lines(db, partly, night or ""))
        write_lines(self._sites_of(name), sites)
        for old in self._nights()[:-KEPT_NIGHTS]:
            self._pages_of(old).unlink()
            self._sites_of(old).unlink(missing_ok=True)

    def _last(self, before: str) -> str | None:
        earlier = [night for night in self._nights() if night < before]
        return earlier[-1] if earlier else None

    def _nights(self) -> list[str]:
        names = (path.name for path in self.folder.glob("*.jsonl.gz"))
        return sorted(
            name.removesuffix(".jsonl.gz") for name in names if not name.endswith(".sites.jsonl.gz")
        )

    def _pages_of(self, night: str) -> Path:
        return self.folder / f"{night}.jsonl.gz"

    def _sites_of(self, night: str) -> Path:
        return self.folder / f"{night}.sites.jsonl.gz"


_SCHEMA = """
PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA cache_size=-20000;
CREATE TABLE page (place TEXT PRIMARY KEY, line BLOB, tonight INTEGER) WITHOUT ROWID;
"""


def _place(site: str, url: str) -> str:
    return f"{site} {url}"


def _read(db: sqlite3.Connection, path: Path) -> None:
    for line in raw_lines(path):
        row = orjson.loads(line)
        place = _place(row["site"], row["url"])
        db.execute("INSERT OR REPLACE INTO page VALUES (?, ?, 0)", (place, line + b"\n"))


def _in_short(
    db: sqlite3.Connection, page: PageRecord | EarlierPage, night: str, tonight: str
) -> EarlierPage:
    """A page as it is kept. `tonight`: this run, for a page that may not be asked tomorrow."""
    if isinstance(page, EarlierPage):
        return page
    row = db.execute("SELECT line FROM page WHERE place = ?", (_place(page.site, page.url),))
    found = row.fetchone()
    if found is None:
        return EarlierPage.of(page).model_copy(update={"last": tonight})
    earlier = EarlierPage.model_validate_json(found[0])
    # Who was asked last night, too, will be asked tomorrow: that line need not change again.
    last = "" if earlier.last in ("", night) else tonight
    if page.state is PageState.SAME:
        full = earlier.full or earlier.last or night
        return earlier.asked_again(page).model_copy(update={"last": last, "full": full})
    short = EarlierPage.of(page, earlier.nights + 1, earlier.past)
    return short.model_copy(update={"last": last})


def _lines(db: sqlite3.Connection, partly: frozenset[str], night: str) -> Iterator[bytes]:
    """All lines in order; what was not asked tonight says when it was."""
    for line, tonight in db.execute("SELECT line, tonight FROM page ORDER BY place"):
        if tonight:
            yield line
            continue
        row = orjson.loads(line)
        if row["site"] in partly and row.get("status") not in GONE:
            yield orjson.dumps(row | {"last": row.get("last") or night}) + b"\n"
