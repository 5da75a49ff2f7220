"""What was seen of a whole shop: robots.txt, sitemaps, platform, link targets."""

from datetime import datetime
from enum import StrEnum

from crawler.records.base import Record
from crawler.records.listing import FeedFile
from crawler.records.page import Region


class Role(StrEnum):
    """Whose shop it is."""

    OWN = "own"
    COMPETITOR = "competitor"


class RobotsFacts(Record):
    """robots.txt as it was answered."""

    url: str
    status: int | None = None
    failure: str | None = None
    body: str = ""
    """First 500 KiB, which is what Google reads."""
    sitemaps: tuple[str, ...] = ()
    crawl_delay_s: float | None = None


class SitemapFile(Record):
    """One sitemap that was asked for."""

    url: str
    status: int | None = None
    failure: str | None = None
    kind: str = ""
    """index, urlset, text, feed, or "" when unreadable."""
    entries: int = 0
    bad_entries: tuple[str, ...] = ()
    """Entries that are not absolute URLs of this host, as written; at most 20."""
    truncated: bool = False
    """A limit of Google's was reached (50,000 entries, 50 MB), and entries are missing."""
    lastmods: int = 0
    """Entries that say when they changed last."""
    bad_lastmods: tuple[str, ...] = ()
    """Dates that are none in W3C form, or lie in the future, as written; at most 20."""
    only_lastmod: str = ""
    """The one date that all entries have, where there are ten of them or more."""
    error: str = ""
    """Why it could not be read."""
    found_by: str = "robots"
    """robots, index, guess."""


class PlatformFacts(Record):
    """The shop system and what told us."""

    name: str = "generic"
    evidence: tuple[str, ...] = ()


class CrawlTrap(Record):
    """Addresses without end, of which only the first were asked."""

    kind: str
    """parameters, pagination, folder or endless (too deep or too long)."""
    folder: str = ""
    """Path of the example."""
    parameters: tuple[str, ...] = ()
    """The parameters that multiply it, the one in most addresses first."""
    example: str = ""
    walked: int = 0
    """Pages asked before it was left."""
    left_out: int = 0
    """Known addresses that were not asked."""


class HostProbe(Record):
    """How the host answered to an address that no page names. Redirects were not followed."""

    url: str
    status: int | None = None
    failure: str | None = None
    location: str | None = None
    """Absolute target of a redirect."""
    title: str = ""
    text_digest: str = ""
    """Of the main text, as OutlineFacts.text_digest; "" when there is none."""


class PastEnd(Record):
    """How the shop answered to the page after the last one of a list. Nothing links to it."""

    pattern: str
    """How the list is numbered: "?page=" or "/page/"."""
    last: str
    """URL of the last page of the list that answered well."""
    probe: HostProbe
    noindex: bool = False
    canonical: str | None = None
    products: int = 0
    """Tiles with a price on it."""
    words: int = 0
    """In its main text."""
    news: int = 0
    """Addresses in its main part that the walk did not know: then it may be a page of the list."""


class CertificateFacts(Record):
    """The certificate of an https host, as a browser would judge it."""

    host: str
    expires_at: datetime | None = None
    """None: it was not accepted, or there was no connection."""
    error: str = ""
    """Why it was not accepted; "" when it was."""


class HostFacts(Record):
    """What was asked of the own shop's host beside its pages."""

    missing: HostProbe | None = None
    """An address that cannot exist: what the shop says when it has no such page."""
    variants: tuple[HostProbe, ...] = ()
    """The home page by http and https, with and without www; the configured one left out."""
    certificate: CertificateFacts | None = None
    """None: no https, or not asked."""
    past_end: tuple[PastEnd, ...] | None = None
    """One list of each way of numbering. None: nobody looked; empty: no list has page numbers that
    could be asked for."""


class SiteFacts(Record):
    """A line of sites.json."""

    id: str
    name: str
    role: Role
    url: str
    """The home page as configured, normalised."""
    platform: PlatformFacts = PlatformFacts()
    robots: RobotsFacts | None = None
    sitemaps: tuple[SitemapFile, ...] = ()
    feeds: tuple[FeedFile, ...] = ()
    """Product feeds that the configuration names."""
    currency: str | None = None
    """As configured, else the one that the shop's own markup names most often."""
    language: str | None = None
    fix_hints: dict[str, str] = {}
    """Check id to the place in this platform's admin where it is mended."""
    counts: dict[str, int] = {}
    """Pages by state: {"ok": 212, "redirect": 3, ...}, plus `known`, `left` (budget), `traps`
    (addresses not asked because they would change something or never end), `flaky` (answered only
    when asked again), `rendered` (read from a browser) and `unchanged` (304)."""
    traps: tuple[CrawlTrap, ...] = ()
    host: HostFacts | None = None
    """None: not asked (a rival, a part of a walk, a walk of a list)."""
    country: str | None = None
    """ISO 3166 code of the country whose visitor we were, as configured."""
    accept_language: str = ""
    """Sent with every request to this shop."""


class TargetState(StrEnum):
    """What became of a link target. Only BROKEN is a fault."""

    OK = "ok"
    REDIRECT = "redirect"
    """Answers 3xx and ends well."""
    BROKEN = "broken"
    """404, 410, 5xx, a name that does not resolve, no answer, or a redirect that ends in one."""
    LOOP = "loop"
    UNVERIFIED = "unverified"
    """401, 403, 405, 406, 429, 451, 503 with a challenge, 999: it may be fine for people."""
    NOT_CHECKED = "not_checked"
    """Budget, robots.txt or a private address; `reason` says which."""


class Hop(Record):
    """One step of a redirect chain."""

    url: str
    status: int | None = None


class LinkSource(Record):
    """A place that refers to a target."""

    url: str
    """The page."""
    text: str = ""
    region: Region = Region.MAIN
    tag: str = "a"


class LinkTarget(Record):
    """A line of targets.jsonl.gz, a row of targets.parquet: one URL that pages refer to."""

    site: str
    """The site whose pages refer to it."""
    url: str
    """Normalised, without fragment."""
    internal: bool
    kind: str = "page"
    """page, image, script, stylesheet, other."""
    state: TargetState = TargetState.NOT_CHECKED
    status: int | None = None
    """Of the last hop."""
    failure: str | None = None
    reason: str = ""
    """Why it is unverified or not checked, in words."""
    method: str = ""
    """GET, HEAD, or crawl when it was fetched as a page."""
    content_type: str = ""
    """As the last hop names it, lower case, without parameters. Empty: none, or not asked."""
    size_bytes: int | None = None
    """Content-Length, else what was read of the body. None: not known."""
    hops: tuple[Hop, ...] = ()
    """Redirect steps, the URL itself first. Empty when it does not redirect."""
    final_url: str | None = None
    checked_at: datetime | None = None
    count: int = 0
    """Number of references."""
    pages: int = 0
    """Number of pages that refer to it."""
    sources: tuple[LinkSource, ...] = ()
    """The first places: all up to 200 for what is not ok, 3 for what is."""


class PagePlace(Record):
    """A row of places.parquet: where a page that answered stands among the others."""

    site: str
    url: str
    template: str = ""
    """Name of the template that made it and others: "/products/*". Empty: a page of its own."""
    depth: int | None = None
    """Fewest clicks from the home page. None: no way of followed links leads there."""
    before: str | None = None
    """The page before it on that way."""
    links_in: int = 0
    """Pages that link to it."""
    value: float = 0.0
    """Internal PageRank, where 1 is the average page."""
