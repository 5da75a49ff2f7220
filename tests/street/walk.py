"""A plain walk over one shop with the standard library, for the tests of the street itself."""

from __future__ import annotations

import gzip
import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from html.parser import HTMLParser
from http.client import HTTPConnection
from urllib.parse import urldefrag, urljoin, urlsplit


@dataclass(slots=True)
class Seen(HTMLParser):
    """What one page says: the few facts that the tests need."""

    path: str
    status: int
    html: str
    titles: list[str] = field(default_factory=list)
    meta: dict[str, str] = field(default_factory=dict)
    canonicals: list[str] = field(default_factory=list)
    languages: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    images: list[str] = field(default_factory=list)
    data: list[str] = field(default_factory=list)
    scripts: list[str] = field(default_factory=list)
    h1: int = 0
    ids: list[str] = field(default_factory=list)
    _into: list[str] | None = None

    def __post_init__(self) -> None:
        HTMLParser.__init__(self)
        self.feed(self.html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Notes heads, links, pictures and where the next text belongs."""
        at = {name: value or "" for name, value in attrs}
        self._into = None
        if "id" in at:
            self.ids.append(at["id"])
        if tag == "title":
            self._into = self.titles
        elif tag == "script":
            self._into = self.data if at.get("type") == "application/ld+json" else self.scripts
        elif tag == "meta":
            self.meta[at.get("name") or at.get("property") or ""] = at.get("content", "")
        elif tag == "link" and at.get("rel") == "canonical":
            self.canonicals.append(at["href"])
        elif tag == "link" and "hreflang" in at:
            self.languages.append(at["hreflang"])
        elif tag == "link" and at.get("rel") in ("icon", "stylesheet"):
            self.images.append(at["href"])
        elif tag == "a":
            self.links.append(at["href"])
        elif tag == "img":
            self.images.append(at["src"])
        self.h1 += tag == "h1"

    def handle_endtag(self, tag: str) -> None:
        """A text ends with its element."""
        self._into = None

    def handle_data(self, data: str) -> None:
        """Text of titles and scripts."""
        if self._into is not None:
            self._into.append(data)


def ask(
    url: str, method: str = "GET", body: str | None = None, headers: dict[str, str] | None = None
) -> tuple[int, dict[str, str], bytes]:
    """Status, headers in lower case, and body of one request; redirects are not followed."""
    address = urlsplit(url)
    connection = HTTPConnection(address.hostname or "", address.port, timeout=10)
    try:
        target = (address.path or "/") + (f"?{address.query}" if address.query else "")
        connection.request(method, target, body, headers or {})
        answer = connection.getresponse()
        found = {name.lower(): value for name, value in answer.getheaders()}
        return answer.status, found, answer.read()
    finally:
        connection.close()


def walk(base: str, forbidden: tuple[str, ...] = ()) -> dict[str, Seen]:
    """Every page of a shop that links lead to, by path and query.

    `forbidden` are regular expressions of addresses not to ask for. Answers that are not 200
    are kept too: their pages are not read for links.
    """
    seen: dict[str, Seen] = {}
    wanted = {"/"}
    with ThreadPoolExecutor(4) as pool:
        while wanted:
            for page in pool.map(lambda path: _look(base, path), sorted(wanted)):
                seen[page.path] = page
            targets = {
                path
                for page in seen.values()
                if page.status == 200
                for path in inside(base, page)
                if not any(re.search(rule, path) for rule in forbidden)
            }
            wanted = targets - set(seen)
    return seen


def inside(base: str, page: Seen) -> list[str]:
    """Links of a page that stay in the shop, as path and query."""
    whole = [urldefrag(urljoin(base + page.path, href)).url for href in page.links]
    return [url.removeprefix(base) or "/" for url in whole if url.startswith(base)]


def _look(base: str, path: str) -> Seen:
    status, headers, body = ask(base + path)
    is_html = headers["content-type"].startswith("text/html") and status == 200
    return Seen(path, status, body.decode() if is_html else "")


def final(base: str, path: str, hops: int = 0) -> tuple[int, int]:
    """Status at the end of a chain of redirects, and how many there were; -1 means a loop."""
    status, headers, _ = ask(base + path)
    if status not in (301, 302, 303):
        return status, hops
    return (-1, hops) if hops > 5 else final(base, headers["location"], hops + 1)


def sitemap(base: str, path: str = "/sitemap.xml") -> list[str]:
    """Paths of all pages in a sitemap, nested and packed ones included."""
    _, _, body = ask(base + path)
    text = (gzip.decompress(body) if path.endswith(".gz") else body).decode()
    places = [loc.removeprefix(base) for loc in re.findall(r"<loc>([^<]+)</loc>", text)]
    if "<sitemapindex" in text:
        return [page for part in places for page in sitemap(base, part)]
    return places
