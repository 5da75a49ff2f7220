"""The entrances of a site: robots.txt and the sitemaps."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Iterator
from urllib.parse import urljoin, urlsplit

from scrapy.http import Response

from crawler.extract.robots import Robots
from crawler.extract.sitemap import Sitemap, is_bad_date, parse_sitemap
from crawler.fetch import answer
from crawler.fetch.frontier import SiteFrontier
from crawler.fetch.scope import Scope
from crawler.records import RobotsFacts, SitemapFile, normalise_url

Ask = Callable[[str], Awaitable[Response]]

MAX_SITEMAPS = 200
"""Sitemap files read per site and night. Our own limit; large shops have a few dozen."""
GUESSES = ("/sitemap.xml", "/sitemap_index.xml", "/wp-sitemap.xml", "/sitemap.xml.gz")
"""Asked in turn after the platform's own places, until one answers, where robots.txt names none."""
ROBOTS_BYTES = 500 * 1024
"""What Google reads of a robots.txt (developers.google.com/search, read 2026-11-23)."""


MOST_DATE = 40
"""Characters kept of a date of change: more is none."""
_FEW_ENTRIES = 10
"""A date that fewer entries share says nothing: our own limit."""
MOST_HOPS = 5
"""Redirects followed to a robots.txt or sitemap (RFC 9309 section 2.3.1.2 asks for five)."""


async def read_robots(
    ask: Ask, home: str, agent: str, *, again_after_s: float | None = None
) -> tuple[Robots | None, RobotsFacts]:
    """robots.txt of a site. None: it did not answer at all. Never raises for what it answers.

    A 5xx forbids everything (RFC 9309 section 2.3.1.4), so it is believed only when it comes
    again after so many seconds.
    """
    parts = urlsplit(home)
    url = f"{parts.scheme}://{parts.netloc}/robots.txt"
    try:
        response = await _followed(ask, url)
        if response.status >= 500 and again_after_s is not None:
            await asyncio.sleep(again_after_s)
            response = await _followed(ask, url)
    except Exception as error:  # noqa: BLE001 - any failure to answer is the finding
        return None, RobotsFacts(url=url, failure=answer.failure_of(error))
    body = ""
    if response.status == 200 and not answer.is_challenge(response):
        body = response.body[:ROBOTS_BYTES].decode("utf-8", "replace")
        if body.lstrip().lower().startswith(("<!doctype", "<html")):
            body = ""  # a page for people in place of a robots.txt says nothing
    robots = Robots.parse(body)
    return robots, RobotsFacts(
        url=url,
        status=response.status,
        body=body,
        sitemaps=tuple(robots.sitemaps),
        crawl_delay_s=robots.crawl_delay(agent),
    )


class SitemapReader:
    """Reads every sitemap of a site, indexes included."""

    def __init__(
        self, ask: Ask, scope: Scope, frontier: SiteFrontier, guesses: Iterable[str] = ()
    ) -> None:
        """What the files list goes into the frontier's own list, not yet into its queue."""
        self._ask = ask
        self._scope = scope
        self._frontier = frontier
        self._guesses = tuple(guesses)
        self.files: list[SitemapFile] = []
        """Every file asked for; guesses that do not exist are left out."""

    async def read(self, home: str, named: Iterable[str]) -> None:
        """Read the named sitemaps, or guess where none is named."""
        waiting = [(url, "robots") for url in dict.fromkeys(named)]
        if not waiting:
            places = (*self._guesses, *(urljoin(home, path) for path in GUESSES))
            waiting = [(url, "guess") for url in dict.fromkeys(places)]
        asked: set[str] = set()
        while waiting and len(asked) < MAX_SITEMAPS:
            url, found_by = waiting.pop(0)
            if url in asked or not self._scope.allowed(url):
                continue
            asked.add(url)
            file, children = await self._file(url, found_by)
            if found_by != "guess":
                self.files.append(file)
            elif not file.error:
                self.files.append(file)
                waiting = []  # one guess that answers is enough
            waiting += [(child, "index") for child in children]

    async def _file(self, url: str, found_by: str) -> tuple[SitemapFile, list[str]]:
        """Read one file; returns it with the sitemaps that it names."""
        try:
            address = normalise_url(url)
            response = await _followed(self._ask, address)
        except Exception as error:  # noqa: BLE001 - any failure to answer is the finding
            failure = "invalid_url" if isinstance(error, ValueError) else answer.failure_of(error)
            text = f"no answer ({failure})"
            return SitemapFile(url=url, failure=failure, found_by=found_by, error=text), []
        file = SitemapFile(url=address, status=response.status, found_by=found_by)
        if response.status != 200:
            return file.model_copy(update={"error": f"answered {response.status}"}), []
        sitemap = parse_sitemap(response.body, address)
        bad: list[str] = []
        children: list[str] = []
        locations = self._locations(sitemap, bad)
        if sitemap.kind == "index":
            children += (location for location, _ in locations)
        else:
            self._frontier.list_in(address, locations)
        update = {
            "kind": sitemap.kind,
            "entries": len(sitemap.entries),
            "bad_entries": tuple(text[:300] for text in bad[:20]),
            "error": sitemap.error,
            "truncated": sitemap.truncated,
            **_lastmods(sitemap),
        }
        return file.model_copy(update=update), children

    def _locations(self, sitemap: Sitemap, bad: list[str]) -> Iterator[tuple[str, str | None]]:
        """The addresses of this site that a sitemap lists, each with its date of change.

        `bad` takes the others as written.
        """
        for entry in sitemap.entries:
            try:
                location = self._scope.address(entry.loc)
            except ValueError:
                bad.append(entry.loc)
                continue
            if self._scope.internal(location):
                yield location, entry.lastmod[:MOST_DATE] if entry.lastmod else None
            else:
                bad.append(entry.loc)


def _lastmods(sitemap: Sitemap) -> dict[str, object]:
    """What the dates of the entries are worth. Feeds have dates of another form."""
    written = [entry.lastmod for entry in sitemap.entries if entry.lastmod]
    if sitemap.kind not in ("urlset", "index"):
        return {}
    now = answer.now_utc()
    bad = [text[:60] for text in dict.fromkeys(written) if is_bad_date(text, now)]
    only = set(written)
    same = len(written) == len(sitemap.entries) >= _FEW_ENTRIES and len(only) == 1
    return {
        "lastmods": len(written),
        "bad_lastmods": tuple(bad[:20]),
        "only_lastmod": only.pop() if same else "",
    }


async def _followed(ask: Ask, url: str) -> Response:
    """The answer at the end of the redirects; what they lead to is read in place of the file."""
    response = await ask(url)
    for _ in range(MOST_HOPS):
        location = (response.headers.get("Location") or b"").decode("latin-1").strip()
        if not 300 <= response.status < 400 or not location:
            break
        response = await ask(normalise_url(urljoin(response.url, location)))
    return response
