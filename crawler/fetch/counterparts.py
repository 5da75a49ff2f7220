"""Looks for our products in a competitor's shop, in few requests: what its sitemaps list, what its
system lists, and a handful of searches."""

import logging
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import quote_plus, urljoin
from zlib import crc32

from scrapy.http import Response

from crawler.extract.document import Document, fold, parse
from crawler.extract.kind import looks_like_product
from crawler.extract.search_form import search_address
from crawler.fetch import answer
from crawler.fetch.resemblance import Resemblance, Wanted, path_words
from crawler.records import PageState

if TYPE_CHECKING:
    from crawler.fetch.walk import SiteWalk

log = logging.getLogger(__name__)

LIST_REQUESTS = 12
"""Pages of a competitor's own list of products in one night: 3,000 products of Shopify. Our own
limit: a guest does not read the whole warehouse."""
FEW_HITS = 3
"""A search for a code that finds no more products than this found the product, whatever its name
is in another language."""


@dataclass(slots=True)
class Scout:
    """What is looked for in one competitor's shop, and where it was found."""

    wanted: tuple[Wanted, ...]
    searches: int
    """Searches in one night, at most."""
    turn: int = 0
    """Changes every night, so that other products have their turn in the search."""
    _search_at: str | None = None
    counts: dict[str, int] = field(default_factory=dict)
    """Products with an address to look at, by `sitemap`, `list` and `search`; requests in
    `searched`; 1 in `search_refused` where the shop did not like them."""

    def enter(self, response: Response) -> None:
        """See by the home page how the shop is searched."""
        self._search_at = search_address(parse(response.body, response.url))

    async def addresses(self, walk: "SiteWalk") -> list[str]:
        """Addresses to ask first, each once. Never raises for what the shop answers."""
        resemblance = Resemblance(self.wanted)
        found: dict[int, list[str]] = {}
        listed = ((url, path_words(url)) for url in walk.frontier.listed())
        self._take(found, "sitemap", resemblance.best(listed))
        rows = [row async for row in _list_of(walk)]
        self._take(found, "list", resemblance.best(rows))
        missing = [number for number in range(len(self.wanted)) if number not in found]
        missing.sort(key=lambda n: crc32(f"{self.turn} {self.wanted[n].name}".encode()))
        self._take(found, "search", await self._search(walk, resemblance, missing))
        return list(dict.fromkeys(url for urls in found.values() for url in urls))

    def _take(self, found: dict[int, list[str]], source: str, more: dict[int, list[str]]) -> None:
        self.counts[source] = len(more.keys() - found.keys())
        for place, urls in more.items():
            found.setdefault(place, []).extend(urls)

    async def _search(
        self, walk: "SiteWalk", resemblance: Resemblance, missing: list[int]
    ) -> dict[int, list[str]]:
        """What the shop's search finds; it is left alone from the first refusal on."""
        hits: dict[int, list[str]] = {}
        self.counts["searched"] = self.counts["search_refused"] = 0
        for place in missing[: self.searches] if self._search_at else ():
            url = (self._search_at or "").replace(
                "{query}", quote_plus(self.wanted[place].query[:100])
            )
            if walk.stopped or not walk.scope.internal(url) or not walk.scope.allowed(url):
                break  # robots.txt keeps the search closed: so do we
            self.counts["searched"] += 1
            try:
                hits[place] = await _found(walk, url, resemblance, place)
            except Exception as error:  # noqa: BLE001 - told by the count and in the log
                log.info("the search of %s is left alone: %s", walk.shop.id, error)
                self.counts["search_refused"] = 1
                break
        return {place: urls for place, urls in hits.items() if urls}


class _RefusedError(Exception):
    """The search did not answer as a search does."""


async def _found(walk: "SiteWalk", url: str, resemblance: Resemblance, place: int) -> list[str]:
    """Addresses on the page of results, or the product's own that the search leads to at once."""
    for _ in range(2):
        response = await walk.door.ask(url)
        state = answer.page_state(response)
        if state is PageState.OK:
            page = parse(response.body, response.url, headers=answer.headers_of(response))
            return _hits(walk, page, resemblance, place)
        if response.status == 404:
            return []  # some shops say so where nothing was found
        if state is not PageState.REDIRECT:
            raise _RefusedError(f"it answered {response.status}")
        led = next(_inside(walk, answer.http_facts(response).location), None)
        if led is None:
            return []
        if looks_like_product(led) or resemblance.best([(led, path_words(led))]).get(place):
            return [led]
        url = led
    return []


def _hits(walk: "SiteWalk", page: Document, resemblance: Resemblance, place: int) -> list[str]:
    """Links of a page of results that name the product; all of them where a code found few."""
    links: dict[str, str] = {}
    for node in page.css("a[href]")[:2000]:
        if not page.in_main(node):
            continue
        for url in _inside(walk, page.resolve(node.attributes.get("href") or "")[0]):
            links[url] = f"{links.get(url, '')} {fold(node.text()[:200])}"
    named = ((url, f"{text} {path_words(url)}") for url, text in links.items())
    best = resemblance.best(named).get(place, [])
    if best:
        return best
    wanted = resemblance.wanted[place]
    products = [url for url in links if looks_like_product(url)] or list(links)
    by_code = bool(wanted.gtin or (wanted.brand and wanted.mpn))
    return products if by_code and 0 < len(products) <= FEW_HITS else []


def _inside(walk: "SiteWalk", url: str | None) -> Iterator[str]:
    """The address as the walk knows it, if it is one of this shop that may be asked for."""
    try:
        address = walk.scope.address(url or "")
    except ValueError:
        return
    if walk.scope.internal(address) and address != walk.shop.url and walk.scope.allowed(address):
        yield address


async def _list_of(walk: "SiteWalk") -> AsyncIterator[tuple[str, str]]:
    """Address and name of every product on the first pages of the shop system's own list."""
    catalogue = walk.scope.adapter.catalogue
    more = catalogue.first if catalogue is not None and walk.crawl.shop_data else ""
    for _ in range(LIST_REQUESTS):
        url = urljoin(walk.shop.url, more)
        if catalogue is None or not more or not walk.scope.allowed(url):
            return
        try:
            response = await walk.door.ask(url)
        except Exception:  # noqa: BLE001 - a list that does not come names nothing
            return
        if response.status != 200:
            return
        page = catalogue.read(response.body, response.url)
        for row in page.listings:
            for address in _inside(walk, row.url):
                yield address, f"{row.brand or ''} {row.name or ''}"
        more = "" if page.error else page.more
