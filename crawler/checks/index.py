"""Questions over a whole crawl, answered from SQLite on disk, so that memory stays flat.

The file is a cache: delete it and `storewalk check` builds it again. Reports never read it.
"""

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

import orjson

from crawler.checks.columns import (
    likeness_in,
    location_of,
    policies_in,
    rating_in,
    types_in,
)
from crawler.checks.linkgraph import LinkGraph
from crawler.checks.listings import ListingTable
from crawler.checks.variants import VariantTable
from crawler.extract.templates import Built, templates_of
from crawler.records import (
    MONEY_KINDS,
    Confidence,
    EarlierPage,
    LinkTarget,
    Money,
    PageKind,
    PagePlace,
    PageRecord,
    PageState,
    SiteFacts,
    TargetState,
)

_SCHEMA = """
CREATE TABLE page (
    site TEXT, url TEXT, state TEXT, status INTEGER, kind TEXT, location TEXT, title TEXT,
    description TEXT, canonical TEXT, noindex INTEGER, googlebot INTEGER, lang TEXT,
    in_sitemap TEXT, found_on TEXT, depth INTEGER, text TEXT, words INTEGER, ttfb_ms INTEGER,
    size_bytes INTEGER, shape TEXT, template TEXT, before TEXT, links_in INTEGER, value REAL,
    shelves INTEGER, types TEXT, rating TEXT, policies TEXT, likeness TEXT,
    PRIMARY KEY (site, url)
) WITHOUT ROWID;
CREATE INDEX same_title ON page (site, title, lang);
CREATE INDEX same_description ON page (site, description, lang);
CREATE INDEX same_text ON page (site, text, lang);
CREATE TABLE alternate (
    site TEXT, url TEXT, code TEXT, target TEXT, PRIMARY KEY (site, url, code, target)
) WITHOUT ROWID;
CREATE TABLE tile (site TEXT, page TEXT, url TEXT, amount TEXT, currency TEXT);
CREATE INDEX tile_url ON tile (site, url);
CREATE TABLE price (
    site TEXT, url TEXT, amount TEXT, currency TEXT, PRIMARY KEY (site, url)
) WITHOUT ROWID;
CREATE TABLE earlier (site TEXT, url TEXT, record TEXT, PRIMARY KEY (site, url)) WITHOUT ROWID;
CREATE TABLE target (
    site TEXT, url TEXT, internal INTEGER, kind TEXT, state TEXT, record TEXT,
    PRIMARY KEY (site, url)
) WITHOUT ROWID;
"""
_COLUMNS = (
    "url", "state", "status", "kind", "location", "title", "description", "canonical", "noindex",
    "googlebot", "lang", "in_sitemap", "found_on", "depth", "text", "words", "ttfb_ms",
    "size_bytes", "template", "before", "links_in", "value", "shelves", "types", "rating",
    "policies",
)  # fmt: skip
_TARGET_DEFAULTS = {name: LinkTarget.model_fields[name].default for name in ("kind", "state")}
_STATES = {str(state): state for state in PageState}
_KINDS = {str(kind): kind for kind in PageKind}


class PageRow(NamedTuple):
    """One page in short. A tuple, because two dozen site checks make one of every page."""

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
    """Fewest clicks from the home page."""
    text: str = ""
    """Digest of the main text; "" when there is none."""
    words: int | None = None
    """In the main text. None: no HTML."""
    ttfb_ms: int | None = None
    size_bytes: int = 0
    """Body after decompression."""
    template: str = ""
    """As PagePlace.template; so the three below."""
    before: str | None = None
    links_in: int = 0
    value: float = 0.0
    shelves: int = 0
    """Home, categories and products that link to it."""
    types: str = ""
    """Types of the top-level items of structured data, sorted, a blank between two."""
    rating: str = ""
    """Value and number of the rating that the product data gives: "4.8 of 120"."""
    policies: str = ""
    """Of "returns shipping" what the structured data speaks of."""

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

    def __init__(
        self,
        connection: sqlite3.Connection,
        site: SiteFacts,
        failing: frozenset[str],
        listings: ListingTable,
        variants: VariantTable,
    ) -> None:
        self._db = connection
        self.site = site
        self.listings = listings
        self.variants = variants
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

    def knows(self, url: str) -> bool:
        """Whether a URL was asked for, tonight or on an earlier night."""
        if self.page(url) is not None:
            return True
        query = "SELECT 1 FROM earlier WHERE site = ? AND url = ?"
        return self._db.execute(query, (self.site.id, url)).fetchone() is not None

    def way(self, url: str) -> list[str]:
        """The shortest way of followed links from the home page, both ends included.

        Only the page itself where no way leads to it.
        """
        way = [url]
        while (row := self.page(way[0])) is not None and row.before is not None:
            way.insert(0, row.before)
        return way

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

    def likeness_prints(self) -> Iterator[tuple[str, str]]:
        """URL and fingerprint of every indexable product that is no variant of a group, by URL."""
        usable = "state = 'ok' AND noindex = 0 AND googlebot = 1 AND coalesce(canonical, url) = url"
        query = f"SELECT url, likeness FROM page WHERE site = ? AND {usable} AND likeness != ''"  # noqa: S608
        yield from self._db.execute(query + " ORDER BY url", (self.site.id,))

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

    def targets(self, *states: TargetState, kind: str = "") -> Iterator[LinkTarget]:
        """Link targets in the order of their URLs; of one kind when it is named."""
        marks = ",".join("?" * len(states))
        where = f"site = ? AND state IN ({marks}) AND ? IN ('', kind)"
        query = f"SELECT record FROM target WHERE {where} ORDER BY url"  # noqa: S608
        for (record,) in self._db.execute(query, (self.site.id, *states, kind)):
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

    def tile_prices(self) -> Iterator[tuple[str, str, Money, Money]]:
        """List page, product, price on the tile and price on the product's own page.

        Where both were read for certain, in one currency; by product and list page.
        """
        query = (
            "SELECT tile.page, tile.url, tile.amount, price.amount, price.currency FROM tile"
            " JOIN price USING (site, url, currency) WHERE site = ? ORDER BY tile.url, tile.page"
        )
        for page, url, shown, own, currency in self._db.execute(query, (self.site.id,)):
            yield (
                page,
                url,
                Money(amount=Decimal(shown), currency=currency),
                Money(amount=Decimal(own), currency=currency),
            )

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
            url, state, status, kind, location, title, description, canonical, *rest = row
            noindex, googlebot, *rest = rest
            yield PageRow(
                url, _STATES[state], status, _KINDS[kind], location, title, description, canonical,
                bool(noindex), bool(googlebot), *rest,
            )  # fmt: skip


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
        self.listings = ListingTable(self._db)
        self.variants = VariantTable(self._db)
        self._first_night = True
        self._graphs: defaultdict[str, LinkGraph] = defaultdict(LinkGraph)

    def add_page(self, page: PageRecord) -> None:
        """Take in one page."""
        head = page.head
        values = (
            page.site, page.url, page.state, page.http.status, page.kind, location_of(page),
            next(iter(head.titles), "") if head else "",
            next(iter(head.descriptions), "") if head else "",
            head.canonical if head else None,
            head.noindex if head else False, page.googlebot_allowed,
            (head.lang or "").casefold() if head else "",
            page.in_sitemap, page.found_on, page.depth,
            page.outline.text_digest if page.outline and page.outline.word_count else "",
            page.outline.word_count if page.outline else None,
            page.http.ttfb_ms, page.http.size_bytes, page.outline.shape if page.outline else "",
            "", None, 0, 0.0, 0, types_in(page), rating_in(page), policies_in(page),
            likeness_in(page),
        )  # fmt: skip
        self._db.execute(f"INSERT OR IGNORE INTO page VALUES ({','.join('?' * 29)})", values)  # noqa: S608
        moved_to = values[5] if page.state is PageState.REDIRECT else None
        if page.state is PageState.OK or moved_to:
            shelf = page.kind in MONEY_KINDS
            self._graphs[page.site].add(page.url, page.links, moved_to, shelf=shelf)
        for link in head.hreflangs if head else ():
            row = (page.site, page.url, link.code.strip().lower(), link.url or "")
            self._db.execute("INSERT OR IGNORE INTO alternate VALUES (?,?,?,?)", row)

        self._add_prices(page)

    def _add_prices(self, page: PageRecord) -> None:
        self.variants.add(page)
        for tile in page.tiles.tiles if page.tiles else ():
            row = (page.site, page.url, tile.url, str(tile.price.amount), tile.price.currency)
            self._db.execute("INSERT INTO tile VALUES (?,?,?,?,?)", row)
        offer = page.offer
        if offer is None or offer.price is None or offer.confidence is Confidence.CONFLICTING:
            return
        if offer.price_low == offer.price_high:  # several prices are no price to compare with
            price = (page.site, page.url, str(offer.price.amount), offer.price.currency)
            self._db.execute("INSERT OR IGNORE INTO price VALUES (?,?,?,?)", price)

    def add_earlier(self, line: bytes) -> None:
        """Take in one page of an earlier night: an EarlierPage as JSON."""
        row = orjson.loads(line)
        self._db.execute(
            "INSERT OR REPLACE INTO earlier VALUES (?,?,?)", (row["site"], row["url"], line)
        )
        self._first_night = False

    def earlier(self, site: str, url: str) -> EarlierPage | None:
        """What an earlier night saw at a URL; None when it did not look there."""
        if self._first_night:
            return None
        query = "SELECT record FROM earlier WHERE site = ? AND url = ?"
        row = self._db.execute(query, (site, url)).fetchone()
        return EarlierPage.model_validate_json(row[0]) if row else None

    def add_target(self, target: LinkTarget) -> None:
        """Take in one link target."""
        self.add_target_line(target.model_dump_json().encode())

    def add_target_line(self, line: bytes) -> None:
        """Take in one link target as JSON; what the line leaves out has its default."""
        row = _TARGET_DEFAULTS | orjson.loads(line)
        self._db.execute(
            "INSERT OR REPLACE INTO target VALUES (?,?,?,?,?,?)",
            (row["site"], row["url"], row["internal"], row["kind"], row["state"], line),
        )

    def target_states(self) -> Iterator[tuple[str, str, str]]:
        """Site, URL and state of every link target, by site and URL."""
        yield from self._db.execute("SELECT site, url, state FROM target")

    def index(self, site: SiteFacts, failing: frozenset[str] = frozenset()) -> SiteIndex:
        """The questions about one site, when all its pages and targets are in."""
        self._place(site)
        self._db.commit()
        return SiteIndex(self._db, site, failing, self.listings, self.variants)

    def _place(self, site: SiteFacts) -> None:
        """Write down where the pages stand, and which template made them."""
        graph = self._graphs.pop(site.id, None)
        if graph is None:
            return
        self._db.executemany(
            "UPDATE page SET depth = coalesce(?, depth), before = ?, links_in = ?, value = ?,"
            " shelves = ? WHERE site = ? AND url = ?",
            ((p.depth, p.before, p.links_in, p.value, p.shelves, site.id, p.url)
             for p in graph.places(site.url)),
        )  # fmt: skip
        query = "SELECT url, kind, shape FROM page WHERE site = ? AND state = 'ok'"
        rows = self._db.execute(query, (site.id,))
        names = templates_of(Built(url, PageKind(kind), shape) for url, kind, shape in rows)
        self._db.executemany(
            "UPDATE page SET template = ? WHERE site = ? AND url = ?",
            ((name, site.id, url) for url, name in names.items()),
        )

    def places(self) -> Iterator[PagePlace]:
        """Every page that answered, by site and URL; of sites that were asked about."""
        names = ("site", "url", "template", "depth", "before", "links_in", "value")
        query = f"SELECT {','.join(names)} FROM page WHERE state = 'ok' ORDER BY site, url"  # noqa: S608
        for row in self._db.execute(query):
            yield PagePlace(**dict(zip(names, row, strict=True)))

    def template_of(self, site: str, url: str) -> str:
        """Name of a page's template; "" for a page of its own and for what is no page."""
        query = "SELECT template FROM page WHERE site = ? AND url = ?"
        row = self._db.execute(query, (site, url)).fetchone()
        return row[0] if row else ""

    def close(self) -> None:
        """Close the file."""
        self._db.close()
