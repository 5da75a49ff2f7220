"""The entrances of a site: robots.txt and the sitemaps."""

from collections.abc import Awaitable, Callable, Iterable
from urllib.parse import urlsplit

from scrapy.http import Response

from crawler.extract.robots import Robots
from crawler.extract.sitemap import parse_sitemap
from crawler.fetch import answer
from crawler.records import RobotsFacts, SitemapFile, normalise_url

Ask = Callable[[str], Awaitable[Response]]

MAX_SITEMAPS = 200
"""Sitemap files read per site and night. Our own limit; large shops have a few dozen."""
GUESSES = ("/sitemap.xml", "/sitemap_index.xml", "/wp-sitemap.xml", "/sitemap.xml.gz")
"""Asked in turn, until one answers, where robots.txt names no sitemap."""
ROBOTS_BYTES = 500 * 1024
"""What Google reads of a robots.txt (developers.google.com/search, read 2026-11-23)."""


async def read_robots(ask: Ask, home: str, agent: str) -> tuple[Robots | None, RobotsFacts]:
    """robots.txt of a site. None: it did not answer at all. Never raises for what it answers."""
    parts = urlsplit(home)
    url = f"{parts.scheme}://{parts.netloc}/robots.txt"
    try:
        response = await ask(url)
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
        self, ask: Ask, internal: Callable[[str], bool], allowed: Callable[[str], bool]
    ) -> None:
        self._ask = ask
        self._internal = internal
        self._allowed = allowed
        self.files: list[SitemapFile] = []
        """Every file asked for; guesses that do not exist are left out."""
        self.listed: dict[str, str] = {}
        """Normalised page URL to the first sitemap that lists it."""

    async def read(self, home: str, named: Iterable[str]) -> None:
        """Read the named sitemaps, or guess where none is named."""
        waiting = [(url, "robots") for url in dict.fromkeys(named)]
        if not waiting:
            waiting = [(f"{home.rstrip('/')}{path}", "guess") for path in GUESSES]
        asked: set[str] = set()
        while waiting and len(asked) < MAX_SITEMAPS:
            url, found_by = waiting.pop(0)
            if url in asked or not self._allowed(url):
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
            response = await self._ask(address)
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
        for entry in sitemap.entries:
            try:
                location = normalise_url(entry.loc)
            except ValueError:
                bad.append(entry.loc)
                continue
            if not self._internal(location):
                bad.append(entry.loc)
            elif sitemap.kind == "index":
                children.append(location)
            else:
                self.listed.setdefault(location, address)
        update = {
            "kind": sitemap.kind,
            "entries": len(sitemap.entries),
            "bad_entries": tuple(text[:300] for text in bad[:20]),
            "error": sitemap.error,
        }
        return file.model_copy(update=update), children
