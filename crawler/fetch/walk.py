"""The walk through one site: robots.txt, sitemaps, home page, then every page they lead to."""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable, Iterable
from typing import NamedTuple
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.http import Response

from crawler.addresses import is_private_host
from crawler.config.model import CompetitorConfig, CrawlBudget, StoreConfig
from crawler.extract.document import parse
from crawler.extract.page import extract_page
from crawler.extract.robots import Robots
from crawler.fetch import answer
from crawler.fetch.entrances import SitemapReader, read_robots
from crawler.fetch.frontier import Frontier, Task
from crawler.fetch.writer import RunWriter
from crawler.platforms.base import PlatformAdapter
from crawler.platforms.detect import adapter, detect
from crawler.records import (
    HttpFacts,
    Link,
    LinkFacts,
    PageKind,
    PageRecord,
    PageState,
    PlatformFacts,
    RobotsFacts,
    Role,
    SiteFacts,
    SitemapFile,
    normalise_url,
    page_key,
)

log = logging.getLogger(__name__)

Download = Callable[[Request], Awaitable[Response]]

FOLLOWED_TAGS = frozenset({"a", "area", "canonical", "hreflang"})
SECOND_TRY_AFTER_S = 30.0
"""A 5xx or a missing answer is asked again so much later, and only then believed."""
GIVE_UP_AFTER = 8
"""So many refusals (403, 429, bot walls) in a row end the walk of a site."""
LONGEST_PAUSE_S = 60.0
"""Retry-After is kept up to this; a host that wants more is left alone for the night."""


class Said(NamedTuple):
    """How a URL answered, in short; kept for every page of the night."""

    state: PageState
    status: int | None
    location: str | None
    failure: str | None


class SiteWalk:
    """One site of tonight's walk."""

    def __init__(
        self,
        shop: StoreConfig | CompetitorConfig,
        role: Role,
        crawl: CrawlBudget,
        *,
        download: Download,
        writer: RunWriter,
        agent: str,
        first: Iterable[str] = (),
        deadline: float = float("inf"),
        on_page: Callable[[str, int, int], None] = lambda site, done, known: None,
        on_site: Callable[[SiteFacts], None] = lambda facts: None,
        on_robots: Callable[[str, float], None] = lambda slot, seconds: None,
    ) -> None:
        """`first` are watched URLs; `deadline` is a time of time.monotonic()."""
        self.shop = shop
        self.role = role
        self.crawl = crawl
        self.download = download
        self.writer = writer
        self.agent = agent
        self.first = tuple(first)
        self.deadline = deadline
        self.on_page = on_page
        self.on_site = on_site
        self.on_robots = on_robots
        self.slot = urlsplit(shop.url).netloc
        self.hosts = _twins(self.slot)
        self.frontier = Frontier(shop.max_pages or crawl.max_pages)
        self.robots: Robots | None = None
        self.robots_facts: RobotsFacts | None = None
        self.sitemaps: list[SitemapFile] = []
        self.listed: dict[str, str] = {}
        self.platform = PlatformFacts()
        self.adapter: PlatformAdapter = adapter("generic")
        self.stopped = ""
        self.traps = 0
        self.answers: dict[str, Said] = {}
        self._private = is_private_host(urlsplit(shop.url).hostname or "")
        self._resumed = False
        self._refused = 0
        self._busy = 0
        self._wake = asyncio.Event()
        self._resume_at = 0.0

    def resume(
        self,
        platform: PlatformFacts | None,
        pages: Iterable[PageRecord],
        links: Iterable[tuple[str, LinkFacts]],
    ) -> None:
        """Take over what an interrupted run collected: nothing of it is fetched again."""
        if platform is not None:
            self._resumed = True
            self.platform = platform
            self.adapter = adapter(platform.name)
        depths: dict[str, int | None] = {}
        for page in pages:
            self.frontier.mark_done(page.url)
            self._remember_answer(page)
            depths[page.url] = page.depth
            if page.http.location:
                self._add(page.http.location, page.depth, page.url)
        for url, facts in links:
            self._follow(url, depths.get(url), facts.links)

    async def walk(self) -> None:
        """Everything, in order. Never raises for what a site answers."""
        await self._read_entrances()
        if self.stopped:
            return
        await self._look_at_home()
        self.on_site(self.facts())
        for url in self.first:
            self._add(url, None, None, first=True)
        self.listed = {self._address(url): file for url, file in self.listed.items()}
        for url in self.listed:
            self._add(url, None, None)
        await asyncio.gather(*(self._worker() for _ in range(self.crawl.concurrency)))

    def facts(self) -> SiteFacts:
        """The site as seen so far."""
        counts = {str(state): number for state, number in self._counts().items()}
        counts |= {"known": self.frontier.known, "left": self.frontier.left, "traps": self.traps}
        return SiteFacts(
            id=self.shop.id,
            name=self.shop.name,
            role=self.role,
            url=self.shop.url,
            platform=self.platform,
            robots=self.robots_facts,
            sitemaps=tuple(self.sitemaps),
            currency=self.shop.currency,
            language=self.shop.language,
            fix_hints=dict(self.adapter.fix_hints),
            counts=counts,
        )

    def internal(self, url: str) -> bool:
        """Whether a URL belongs to this site (its host or the www twin)."""
        return urlsplit(url).netloc in self.hosts

    def allowed(self, url: str) -> bool:
        """Whether robots.txt lets us ask."""
        if self.robots is None or not self.crawl.respect_robots:
            return True
        return self.robots.allows(url, self.agent)

    async def ask(self, url: str, method: str = "GET") -> Response:
        """One polite request to this site; waits where the site asked us to."""
        pause = self._resume_at - time.monotonic()
        if pause > 0:
            await asyncio.sleep(pause)
        return await self.download(answer.request(url, method=method, slot=self.slot))

    async def _read_entrances(self) -> None:
        self.robots, self.robots_facts = await read_robots(self.ask, self.shop.url, self.agent)
        if (self.robots_facts.status or 0) >= 500 and self.crawl.respect_robots:
            self.stopped = f"robots.txt answered {self.robots_facts.status}"
            return
        if self.robots_facts.crawl_delay_s and self.crawl.respect_robots:
            self.on_robots(self.slot, min(self.robots_facts.crawl_delay_s, LONGEST_PAUSE_S))
        named = [*self.robots_facts.sitemaps]
        if isinstance(self.shop, StoreConfig):
            named += self.shop.sitemaps
        reader = SitemapReader(self.ask, self.internal, self.allowed)
        await reader.read(self.shop.url, named)
        self.sitemaps = reader.files
        self.listed = reader.listed

    async def _look_at_home(self) -> None:
        """Find the platform on the home page; its record is written like any other page's."""
        home = Task(self.shop.url, depth=0)
        if self.frontier.add(home):
            self.frontier.take()
            await self._visit(home)
            return
        if self._resumed:
            return  # the interrupted run has found the platform already
        try:
            response = await self.ask(self.shop.url)
        except Exception as error:  # noqa: BLE001 - a resumed walk goes on without the platform
            log.warning("%s: home page: %s", self.shop.id, answer.failure_of(error))
            return
        self._detect(response)

    def _detect(self, response: Response) -> None:
        if self.shop.platform != "auto":
            self.platform = PlatformFacts(name=self.shop.platform, evidence=("configured",))
        else:
            headers = answer.headers_of(response)
            self.platform = detect(parse(response.body, response.url, headers=headers), headers)
        self.adapter = adapter(self.platform.name)

    async def _worker(self) -> None:
        while not self.stopped and time.monotonic() < self.deadline:
            task = self.frontier.take()
            if task is None:
                if self._busy == 0:
                    self._wake.set()
                    return
                self._wake.clear()
                await self._wake.wait()
                continue
            self._busy += 1
            try:
                await self._visit(task)
            finally:
                self._busy -= 1
                self._wake.set()

    async def _visit(self, task: Task) -> None:
        if not self.allowed(task.url):
            self._write(self._record(task, PageState.ROBOTS, HttpFacts()), None)
            return
        if task.attempts:
            await asyncio.sleep(0.5 if self._private else SECOND_TRY_AFTER_S)
        task.attempts += 1
        try:
            response = await self.ask(task.url)
        except asyncio.CancelledError:
            raise
        except Exception as error:  # noqa: BLE001 - any failure to answer is the finding
            http = answer.no_answer(error, task.attempts)
            if task.attempts < 2 and http.failure != "private_address":
                self.frontier.again(task)
            else:
                self._write(self._record(task, PageState.FAILED, http), None)
            return
        self._take_in(task, response)

    def _take_in(self, task: Task, response: Response) -> None:
        http = answer.http_facts(response, task.attempts)
        state = answer.page_state(response)
        if self._refuses(task, state, http):
            return
        if (http.status or 0) >= 500 and task.attempts < 2:
            self.frontier.again(task)
            return
        if state is PageState.OK and task.url == self.shop.url:
            self._detect(response)
        record = self._record(task, state, http)
        links: LinkFacts | None = None
        if state is PageState.OK:
            record, links = self._read(record, response)
        self._write(record, links)
        if http.location:
            self._add(http.location, task.depth, task.url)
        if links is not None:
            self._follow(task.url, task.depth, links.links)

    def _read(self, record: PageRecord, response: Response) -> tuple[PageRecord, LinkFacts]:
        document = parse(response.body, response.url, headers=record.http.headers)
        facts = extract_page(
            document,
            platform=self.adapter,
            home_url=self.shop.url,
            currency_hint=self.shop.currency,
            language_hint=self.shop.language,
            http=record.http,
        )
        links = LinkFacts(links=tuple(self._with_address(link) for link in facts.links.links))
        update = {
            "kind": facts.kind,
            "head": facts.head,
            "outline": facts.outline,
            "images": facts.images,
            "structured": facts.structured,
            "offer": facts.offer,
        }
        return record.model_copy(update=update), links

    def _record(self, task: Task, state: PageState, http: HttpFacts) -> PageRecord:
        kind = PageKind.HOME if task.url == self.shop.url else None
        kind = kind or self.adapter.kind_of(task.url, None) or PageKind.OTHER
        return PageRecord(
            key=page_key(self.shop.id, task.url),
            site=self.shop.id,
            url=task.url,
            state=state,
            kind=kind,
            depth=task.depth,
            in_sitemap=self.listed.get(task.url),
            found_on=task.found_on,
            googlebot_allowed=self.robots is None or self.robots.allows(task.url, "Googlebot"),
            fetched_at=answer.now_utc(),
            http=http,
        )

    def _refuses(self, task: Task, state: PageState, http: HttpFacts) -> bool:
        """Slow down when the site asks for it. True when the page will be asked again."""
        if state is not PageState.BLOCKED and http.status != 503:
            self._refused = 0
            return False
        self._refused += 1
        wait = answer.retry_after_s(http.headers)
        if self._refused >= GIVE_UP_AFTER or (wait or 0) > LONGEST_PAUSE_S:
            self.stopped = f"it refuses us ({http.status}), {self._refused} times in a row"
        if http.status not in (429, 503) or self.stopped or task.attempts >= 2:
            return False
        self._resume_at = time.monotonic() + (wait if wait is not None else 5.0)
        self.frontier.again(task)
        return True

    def _follow(self, url: str, depth: int | None, links: Iterable[Link]) -> None:
        for link in links:
            if link.tag not in FOLLOWED_TAGS or link.url is None or "nofollow" in link.rel:
                continue
            deeper = depth + 1 if depth is not None and link.tag in ("a", "area") else None
            self._add(link.url, deeper, url)

    def _add(
        self, url: str, depth: int | None, found_on: str | None, *, first: bool = False
    ) -> None:
        try:
            address = self._address(normalise_url(url))
        except ValueError:
            return
        if not self.internal(address) or self.frontier.knows(address):
            return
        if self.adapter.is_trap(address):
            self.traps += 1
            return
        if first or self.in_section(address):
            self.frontier.add(Task(address, depth, found_on), first=first)

    def in_section(self, url: str) -> bool:
        """Whether a URL lies in the part of the shop that is walked."""
        if not isinstance(self.shop, StoreConfig):
            return True
        path = urlsplit(url).path
        if any(path.startswith(prefix) for prefix in self.shop.exclude):
            return False
        return not self.shop.only or any(path.startswith(prefix) for prefix in self.shop.only)

    def _address(self, url: str) -> str:
        drop = self.adapter.drop_parameters
        return normalise_url(url, drop=drop) if drop and "?" in url else url

    def _with_address(self, link: Link) -> Link:
        if link.url is None or "?" not in link.url or not self.internal(link.url):
            return link
        return link.model_copy(update={"url": self._address(link.url)})

    def _write(self, page: PageRecord, links: LinkFacts | None) -> None:
        self.writer.write_page(page, links)
        self._remember_answer(page)
        self.on_page(self.shop.id, sum(self._counts().values()), self.frontier.known)

    def _remember_answer(self, page: PageRecord) -> None:
        http = page.http
        self.answers[page.url] = Said(page.state, http.status, http.location, http.failure)

    def _counts(self) -> dict[str, int]:
        return dict(self.writer.counts_of(self.shop.id))


def _twins(netloc: str) -> frozenset[str]:
    bare = netloc.removeprefix("www.")
    return frozenset({bare, f"www.{bare}"})
