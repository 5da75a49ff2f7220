"""Questions over a whole crawl, answered from SQLite on disk, so that memory stays flat.

The file is a cache: delete it and `storewalk check` builds it again. Reports never read it.
"""

import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from crawler.records import (
    EarlierPage,
    LinkTarget,
    PageKind,
    PageRecord,
    PageState,
    SiteFacts,
    TargetState,
    normalise_url,
)

_SCHEMA = """
CREATE TABLE page (
    site TEXT, url TEXT, state TEXT, status INTEGER, kind TEXT, location TEXT, title TEXT,
    description TEXT, canonical TEXT, noindex INTEGER, googlebot INTEGER, lang TEXT,
    in_sitemap TEXT, found_on TEXT, depth INTEGER, text TEXT, PRIMARY KEY (site, url)
) WITHOUT ROWID;
CREATE INDEX same_title ON page (site, title, lang);
CREATE INDEX same_description ON page (site, description, lang);
CREATE INDEX same_text ON page (site, text, lang);
CREATE TABLE alternate (
    site TEXT, url TEXT, code TEXT, target TEXT, PRIMARY KEY (site, url, code, target)
) WITHOUT ROWID;
CREATE TABLE earlier (site TEXT, url TEXT, record TEXT, PRIMARY KEY (site, url)) WITHOUT ROWID;
CREATE TABLE target (
    site TEXT, url TEXT, internal INTEGER, state TEXT, record TEXT, PRIMARY KEY (site, url)
) WITHOUT ROWID;
"""
_COLUMNS = (
    "url", "state", "status", "kind", "location", "title", "description", "canonical", "noindex",
    "googlebot", "lang", "in_sitemap", "found_on", "depth", "text",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class PageRow:
    """One page in short."""

    url: str
    state: PageState
    status: int | None
    kind: PageKind
    location: str | None
    title: str
    """White space folded; "" when there is none."""
    description: str
    canonical: str | None
    """The one declared target; None when there is none or several."""
    noindex: bool
    googlebot: bool
    lang: str
    in_sitemap: str | None
    found_on: str | None
    depth: int | None
    text: str = ""
    """Digest of the main text; "" when there is none."""

    @property
    def indexable(self) -> bool:
        """200, HTML, not noindex, open to Googlebot, canonical absent or the page itself."""
        return (
            self.state is PageState.OK
            and not self.noindex
            and self.googlebot
            and self.canonical in (None, self.url)
        )


class SiteIndex:
    """Read-only questions about one site. Build one with `IndexBuilder`."""

    def __init__(self, connection: sqlite3.Connection, site: SiteFacts, failing: frozenset[str]):
        self._db = connection
        self.site = site
        self.failing_before = failing
        """External targets that already failed in the run before."""

    def pages(self, *states: PageState) -> Iterator[PageRow]:
        """Pages in the order of their URLs; all states when none is named."""
        marks = ",".join("?" * len(states))
        where = f" AND state IN ({marks})" if states else ""
        yield from self._rows(where + " ORDER BY url", states)

    def page(self, url: str) -> PageRow | None:
        """One page by its normalised URL; None when it was not asked for."""
        return next(self._rows(" AND url = ?", (url,)), None)

    def duplicates(self, column: str) -> Iterator[tuple[str, list[PageRow]]]:
        """Values of `title`, `description` or `text` that two or more indexable pages share."""
        if column not in ("title", "description", "text"):
            raise ValueError(f"no index over {column}")
        usable = "state = 'ok' AND noindex = 0 AND googlebot = 1 AND coalesce(canonical, url) = url"
        query = (
            f"SELECT {column}, lang FROM page WHERE site = ? AND {usable} AND {column} != ''"  # noqa: S608
            f" GROUP BY {column}, lang HAVING count(*) > 1 ORDER BY {column}"
        )
        for value, lang in self._db.execute(query, (self.site.id,)):
            rows = self._rows(
                f" AND {usable} AND {column} = ? AND lang = ? ORDER BY url", (value, lang)
            )
            yield value, list(rows)

    def alternates(self) -> Iterator[tuple[PageRow, list[tuple[str, str]]]]:
        """Pages that answered and declare language versions, each with its (code, URL) pairs.

        Codes are lower case; the URL of a pair is "" where the address is none.
        """
        query = "SELECT DISTINCT url FROM alternate WHERE site = ? ORDER BY url"
        for (url,) in self._db.execute(query, (self.site.id,)):
            row = self.page(url)
            if row is not None and row.state is PageState.OK:
                yield row, self.alternates_of(url)

    def alternates_of(self, url: str) -> list[tuple[str, str]]:
        """The (code, URL) pairs of one page, sorted by code."""
        query = "SELECT code, target FROM alternate WHERE site=? AND url=? ORDER BY code, target"
        return list(self._db.execute(query, (self.site.id, url)))

    def targets(self, *states: TargetState) -> Iterator[LinkTarget]:
        """Link targets in the order of their URLs."""
        marks = ",".join("?" * len(states))
        query = f"SELECT record FROM target WHERE site = ? AND state IN ({marks}) ORDER BY url"  # noqa: S608
        for (record,) in self._db.execute(query, (self.site.id, *states)):
            yield LinkTarget.model_validate_json(record)

    def target(self, url: str) -> LinkTarget | None:
        """One link target by its normalised URL."""
        query = "SELECT record FROM target WHERE site = ? AND url = ?"
        row = self._db.execute(query, (self.site.id, url)).fetchone()
        return LinkTarget.model_validate_json(row[0]) if row else None

    def count(self, state: PageState) -> int:
        """Number of pages in a state."""
        query = "SELECT count(*) FROM page WHERE site = ? AND state = ?"
        return int(self._db.execute(query, (self.site.id, state)).fetchone()[0])

    def count_kind(self, kind: PageKind) -> int:
        """Number of pages of a kind that answered well."""
        query = "SELECT count(*) FROM page WHERE site = ? AND kind = ? AND state = 'ok'"
        return int(self._db.execute(query, (self.site.id, kind)).fetchone()[0])

    def addresses_with_parameters(self) -> Iterator[str]:
        """Every known address of the site with a query, asked for or only linked to."""
        query = (
            "SELECT url FROM page WHERE site = ?1 AND url LIKE '%?%' UNION"
            " SELECT url FROM target WHERE site = ?1 AND internal = 1 AND url LIKE '%?%'"
        )
        yield from (url for (url,) in self._db.execute(query, (self.site.id,)))

    def _rows(self, where: str, values: Iterable[object]) -> Iterator[PageRow]:
        query = f"SELECT {','.join(_COLUMNS)} FROM page WHERE site = ?{where}"  # noqa: S608
        for row in self._db.execute(query, (self.site.id, *values)):
            data = dict(zip(_COLUMNS, row, strict=True))
            data |= {
                "state": PageState(data["state"]),
                "kind": PageKind(data["kind"]),
                "noindex": bool(data["noindex"]),
                "googlebot": bool(data["googlebot"]),
            }
            yield PageRow(**data)


class IndexBuilder:
    """Fills the index while pages stream by."""

    def __init__(self, path: Path | None) -> None:
        """`path` None keeps the index in memory, for tests."""
        if path is not None:
            path.unlink(missing_ok=True)
        self._db = sqlite3.connect(path or ":memory:")
        self._db.execute("PRAGMA journal_mode = OFF")
        self._db.execute("PRAGMA synchronous = OFF")
        self._db.executescript(_SCHEMA)

    def add_page(self, page: PageRecord) -> None:
        """Take in one page."""
        head = page.head
        values = (
            page.site, page.url, page.state, page.http.status, page.kind, _location(page),
            next(iter(head.titles), "") if head else "",
            next(iter(head.descriptions), "") if head else "",
            head.canonical if head else None,
            head.noindex if head else False, page.googlebot_allowed,
            (head.lang or "").casefold() if head else "",
            page.in_sitemap, page.found_on, page.depth,
            page.outline.text_digest if page.outline and page.outline.word_count else "",
        )  # fmt: skip
        self._db.execute(f"INSERT OR IGNORE INTO page VALUES ({','.join('?' * 16)})", values)  # noqa: S608
        for link in head.hreflangs if head else ():
            row = (page.site, page.url, link.code.strip().lower(), link.url or "")
            self._db.execute("INSERT OR IGNORE INTO alternate VALUES (?,?,?,?)", row)

    def add_earlier(self, page: EarlierPage) -> None:
        """Take in one page of an earlier night."""
        record = page.model_dump_json(exclude_defaults=True)
        self._db.execute(
            "INSERT OR REPLACE INTO earlier VALUES (?,?,?)", (page.site, page.url, record)
        )

    def earlier(self, site: str, url: str) -> EarlierPage | None:
        """What an earlier night saw at a URL; None when it did not look there."""
        query = "SELECT record FROM earlier WHERE site = ? AND url = ?"
        row = self._db.execute(query, (site, url)).fetchone()
        return EarlierPage.model_validate_json(row[0]) if row else None

    def add_target(self, target: LinkTarget) -> None:
        """Take in one link target."""
        self._db.execute(
            "INSERT OR REPLACE INTO target VALUES (?,?,?,?,?)",
            (
                target.site,
                target.url,
                target.internal,
                target.state,
                target.model_dump_json(exclude_defaults=True),
            ),
        )

    def index(self, site: SiteFacts, failing: frozenset[str] = frozenset()) -> SiteIndex:
        """The questions about one site."""
        self._db.commit()
        return SiteIndex(self._db, site, failing)

    def close(self) -> None:
        """Close the file."""
        self._db.close()


def _location(page: PageRecord) -> str | None:
    if page.http.location is None:
        return None
    try:
        return normalise_url(page.http.location)
    except ValueError:
        return page.http.location
