"""The walk through one site: robots.txt, sitemaps, home page, then every page they lead to."""

import asyncio
import sqlite3
import time
from collections.abc import Callable, Iterable

from scrapy.http import Response

from crawler import room
from crawler.config.model import CompetitorConfig, CrawlBudget, StoreConfig
from crawler.errors import is_full
from crawler.extract.document import parse
from crawler.fetch import answer
from crawler.fetch.counterparts import Scout
from crawler.fetch.counts import Counts, is_flaky, site_facts
from crawler.fetch.door import ClosedError, Door
from crawler.fetch.entrances import SitemapReader, read_robots
from crawler.fetch.frontier import Said, SiteFrontier, Task, wait_of
from crawler.fetch.knock import knock
from crawler.fetch.reader import PageReader, Reading, followed
from crawler.fetch.readers import AHEAD, Readers
from crawler.fetch.revisit import LastNight
from crawler.fetch.rotation import Memory, Round, begin_round
from crawler.fetch.scope import Scope
from crawler.fetch.scripts import Browser, Scripts
from crawler.fetch.traps import Traps
from crawler.fetch.tries import GIVE_UP_AFTER, TRIES, TRIES_REFUSED, second_try_s
from crawler.fetch.writer import RunWriter
from crawler.platforms.detect import adapter, detect
from crawler.records import (
    HostFacts,
    HttpFacts,
    LinkFacts,
    PageKind,
    PageRecord,
    PageState,
    PlatformFacts,
    RobotsFacts,
    Role,
    SiteFacts,
    SitemapFile,
)


class SiteWalk:
    """One site of tonight's walk."""

    def __init__(
        self,
        shop: StoreConfig | CompetitorConfig,
        role: Role,
        crawl: CrawlBudget,
        *,
        door: Door,
        scope: Scope,
        frontier: SiteFrontier,
        writer: RunWriter,
        readers: Readers,
        browser: Browser | None = None,
        last_night: LastNight | None = None,
        memory: Memory = Memory(),  # noqa: B008 - frozen
        first: Iterable[str] = (),
        scout: Scout | None = None,
        deadline: float = float("inf"),
        on_site: Callable[[SiteFacts], None] = lambda facts: None,
    ) -> None:
        """`first` are watched URLs; `deadline` is a time of time.monotonic(); `memory` is what is
        known of earlier nights."""
        self.shop, self.role = shop, role
        self.crawl = crawl
        self.door = door
        self.scope = scope
        self.frontier = frontier
        self.writer = writer
        self.readers = readers
        self.scripts = Scripts(crawl.browser, browser, crawl.browser_pages)
        self.last_night = last_night
        self.memory = memory
        self.round: Round | None = None
        """The rotation, in a shop that is larger than a night."""
        self.first = tuple(first)
        self._first: set[str] = set()
        """Addresses asked for before others; what they redirect to is as urgent as they are."""
        self.scout = scout
        self.deadline = deadline
        self.on_site = on_site
        self.reader = PageReader(
            shop.url, scope.hosts, currency=shop.currency, language=shop.language
        )
        self.robots_facts: RobotsFacts | None = None
        self.sitemaps: list[SitemapFile] = []
        self.host: HostFacts | None = None
        self.platform = PlatformFacts()
        self.traps = Traps()
        self.counts = Counts()
        self.stopped = ""
        self.platform_known = False
        """Whether the platform is known."""
        self._refused = 0
        self._busy = 0
        self._wake = asyncio.Event()

    def resume(
        self,
        platform: PlatformFacts | None,
        pages: Iterable[PageRecord],
        links: Iterable[tuple[str, LinkFacts]],
    ) -> None:
        """Take over what an interrupted run collected: nothing of it is fetched again."""
        if platform is not None:
            self._use(platform)
        depths: dict[int, int | None] = {}
        for page in pages:
            self.frontier.mark_done(page.url, Said.of(page))
            self.counts.take_over(page)
            depths[hash(page.url)] = page.depth
        for url, location in list(self.frontier.redirects()):
            self._add(location, depths[hash(url)], url)
        for url, facts in links:
            self._follow(url, depths.get(hash(url)), followed(facts.links, self.scope.hosts))

    async def walk(self) -> None:
        """Everything, in order. Never raises for what a site answers."""
        self.scope.robots, self.robots_facts = await read_robots(
            self.door.ask, self.shop.url, self.scope.agent, again_after_s=second_try_s(self.door)
        )
        if (self.robots_facts.status or 0) >= 500 and self.crawl.respect_robots:
            self.stopped = f"robots.txt answered {self.robots_facts.status}"
            return
        if self.robots_facts.crawl_delay_s and self.crawl.respect_robots:
            self.door.pace.at_most(1 / self.robots_facts.crawl_delay_s)
        knocked = await knock(self)
        self.on_site(site_facts(self))
        if self.crawl.discover != "list":
            await self._read_sitemaps(self.robots_facts.sitemaps)
        mine = [at for at in knocked if self.frontier.take_now(at[0])]
        for url in self.first:
            self._add(url, None, None, first=True)
            self.counts.foreign += not self.scope.internal(url)
        self.round = begin_round(self, self.memory)
        for task, response in mine:
            await self._take_in(task, response)
        for url in await self.scout.addresses(self) if self.scout is not None else ():
            self._add(url, None, None, first=True)
        if self.crawl.discover == "links":
            self._add(self.shop.url, 0, None, first=True)
        for url in self.frontier.listed():
            self._add(url, None, None)
        await self.work()

    async def work(self, more: Iterable[str] = ()) -> None:
        """Ask for everything that waits, and for `more`, as far as the budget goes."""
        for url in more:
            self._add(url, None, None)
        workers = self.crawl.concurrency + AHEAD * self.readers.processes
        await asyncio.gather(*(self._worker() for _ in range(workers)))

    async def _read_sitemaps(self, named: tuple[str, ...]) -> None:
        extra = self.shop.sitemaps if isinstance(self.shop, StoreConfig) else ()
        reader = SitemapReader(
            self.door.ask, self.scope, self.frontier, self.scope.adapter.seeds(self.shop.url)
        )
        await reader.read(self.shop.url, (*named, *extra))
        self.sitemaps = reader.files

    def detect(self, response: Response) -> None:
        """Find the shop system out from a page that answered well."""
        if self.shop.platform != "auto":
            self._use(PlatformFacts(name=self.shop.platform, evidence=("configured",)))
            return
        headers = answer.headers_of(response)
        self._use(detect(parse(response.body, response.url, headers=headers), headers))

    def _use(self, platform: PlatformFacts) -> None:
        self.platform_known = True
        self.platform = platform
        self.scope.adapter = adapter(platform.name)
        self.reader = PageReader(
            self.shop.url,
            self.scope.hosts,
            platform.name,
            currency=self.shop.currency,
            language=self.shop.language,
        )

    async def _worker(self) -> None:
        while not self.stopped and time.monotonic() < self.deadline:
            if self.writer.cramped():
                self.stopped = room.NEARLY_FULL
                break
            task = self.frontier.take()
            self.door.pace.share = self.frontier.workers * self.scope.sharing
            if task is None:
                if self._busy == 0 and self.frontier.finished():
                    self._wake.set()
                    return
                self._wake.clear()
                await self._wait()
                continue
            self._busy += 1
            try:
                await self._visit(task)
            except (OSError, sqlite3.OperationalError) as error:
                if not is_full(error):
                    raise
                self.stopped = room.FULL
            finally:
                self._busy -= 1
                self._wake.set()

    async def _wait(self) -> None:
        """Until another worker, here or elsewhere, may have found something."""
        try:
            await asyncio.wait_for(self._wake.wait(), 1.0)
        except TimeoutError:
            return

    async def _visit(self, task: Task) -> None:
        if self.traps.closed(task.url) and not task.earlier:
            self.frontier.drop(task)
            self.traps.leave_out(task.url)
            return
        if not self.scope.allowed(task.url):
            self._write(self._record(task, PageState.ROBOTS, HttpFacts()))
            return
        if wait_of(task):
            await asyncio.sleep(wait_of(task))
        validators = task.validators
        if self.last_night and not self.crawl.keep_html:  # an archive needs the whole answer
            validators = self.last_night.validators(task.url) or validators
        try:
            response = await self.door.ask(task.url, headers=validators, alone=bool(task.earlier))
        except ClosedError:
            self.frontier.again(task)
            return
        except Exception as error:  # noqa: BLE001 - any failure to answer is the finding
            self._no_answer(task, answer.failure_of(error))
            return
        await self._take_in(task, response)

    def _no_answer(self, task: Task, failure: str) -> None:
        self.counts.errors[failure] += 1
        if len(task.earlier) + 1 < TRIES and failure not in ("private_address", "too_large"):
            self._later(task, failure)
            return
        http = HttpFacts(failure=failure, attempts=len(task.earlier) + 1, earlier=task.earlier)
        self._write(self._record(task, PageState.FAILED, http))

    async def _take_in(self, task: Task, response: Response) -> None:
        night = self.last_night
        # Some servers answer 304 to a request that named nothing to compare with.
        if response.status == 304 and night is not None and night.validators(task.url):
            self._unchanged(task, night, response)
            return
        http = answer.http_facts(response, task.earlier)
        if response.status == 304 and task.validators:
            self.counts.unchanged += 1
            same = http.model_copy(update={"unchanged": True})
            self._write(self._record(task, PageState.SAME, same))
            return
        state = answer.page_state(response)
        if state in (PageState.BLOCKED, PageState.ERROR):
            self.counts.errors[str(http.status)] += 1
        if self._refuses(task, state, http):
            return
        if (http.status or 0) >= 500 and len(task.earlier) + 1 < TRIES:
            self._later(task, str(http.status))
            return
        if is_flaky(state, task.earlier):
            self.counts.flaky += 1
        if state is PageState.OK and not self.platform_known:
            self.detect(response)
            self.on_site(site_facts(self))
        record = self._record(task, state, http)
        if state is not PageState.OK:
            self._write(record)
            if http.location:
                self._add(http.location, task.depth, task.url, first=task.url in self._first)
            return
        if self.crawl.keep_html:
            self.writer.keep_html(response, answer.now_utc())
        reading = await self._read(record, response)
        self._keep(task, record, reading)

    async def _read(self, record: PageRecord, response: Response) -> Reading:
        headers, body = record.http.headers, response.body
        reading = await self.readers.read(self.reader, record, body, headers)
        if not self.scripts.wanted(record.url, reading):
            return reading
        async with self.door.pace.turn():
            view = await self.scripts.view(record.url)
        if view is None:
            return reading
        seen = await self.readers.read(self.reader, record, body, headers, view.html)
        # Lists that show a few rows at a time drop the others again: the browser saw them pass.
        seen.follow.extend((url, True) for url in view.links)
        if not self.scripts.learn(record.url, reading, seen):
            return reading
        self.counts.rendered += 1
        return seen

    def _unchanged(self, task: Task, night: LastNight, response: Response) -> None:
        self.counts.unchanged += 1
        http = answer.http_facts(response, task.earlier)
        record, links = night.again(self._record(task, PageState.OK, http), http.headers, http)
        self._keep(task, record, self.reader.again(record, links))

    def _keep(self, task: Task, record: PageRecord, reading: Reading) -> None:
        self.writer.write_reading(record, reading)
        self.frontier.answered(task.url, Said.of(record))
        self.traps.learn(task.url, reading.news)
        self._follow(task.url, task.depth, reading.follow)

    def _record(self, task: Task, state: PageState, http: HttpFacts) -> PageRecord:
        kind = PageKind.HOME if task.url == self.shop.url else None
        kind = kind or self.scope.adapter.kind_of(task.url, None) or PageKind.OTHER
        return PageRecord(
            key=f"{self.shop.id}:{task.url}",  # a page key: the URL of a task is normalised
            site=self.shop.id,
            url=task.url,
            state=state,
            kind=kind,
            depth=task.depth,
            in_sitemap=self.frontier.listed_in(task.url),
            lastmod=self.frontier.lastmod_of(task.url),
            found_on=task.found_on,
            googlebot_allowed=self.scope.for_google(task.url),
            fetched_at=answer.now_utc(),
            http=http,
        )

    def _refuses(self, task: Task, state: PageState, http: HttpFacts) -> bool:
        """Whether the site asks us for less. True when the page will be asked again."""
        if state is not PageState.BLOCKED and http.status != 503:
            self._refused = 0
            return False
        self._refused += 1
        if self._refused >= GIVE_UP_AFTER or self.door.closed:
            why = self.door.closed or f"{self._refused} times in a row"
            self.stopped = self.door.closed = f"it refuses us ({http.status}), {why}"
        if http.status not in (429, 503) or self.stopped:
            return False
        if len(task.earlier) + 1 >= TRIES_REFUSED:
            return False
        self._later(task, str(http.status), 0.0)
        return True

    def _later(self, task: Task, why: str, seconds: float | None = None) -> None:
        """Ask once more, after everything else and alone."""
        if seconds is None:
            seconds = second_try_s(self.door)
        self.counts.retried += 1
        task.earlier = (*task.earlier, why)
        task.not_before = time.monotonic() + seconds
        self.frontier.again(task)

    def _follow(self, url: str, depth: int | None, links: Iterable[tuple[str, bool]]) -> None:
        if self.crawl.discover != "links":
            return
        for target, click in links:
            if not self.frontier.remembers(target):
                self._add(target, depth + 1 if depth is not None and click else None, url)

    def _add(
        self, url: str, depth: int | None, found_on: str | None, *, first: bool = False
    ) -> None:
        try:
            address = self.scope.address(url)
        except ValueError:
            return
        if first:
            self._first.add(address)
        self._queue(Task(address, depth, found_on), first=first)

    def _queue(self, task: Task, *, first: bool = False) -> None:
        if self.frontier.remembers(task.url) or not self._inside(task.url, first=first):
            return
        if self.scope.adapter.is_trap(task.url):
            self.frontier.leave_out(task.url)
        elif self.traps.closed(task.url):
            if self.frontier.leave_out(task.url):
                self.traps.leave_out(task.url)
        else:
            self.frontier.add(task, first=first)

    def wants(self, url: str) -> bool:
        """Whether the walk asks for an address that earlier nights knew."""
        return self._inside(url) and not self.scope.adapter.is_trap(url)

    def _inside(self, url: str, *, first: bool = False) -> bool:
        if not self.scope.internal(url) or not self.scope.mine(url):
            return False
        return first or self.scope.in_section(url)

    def _write(self, page: PageRecord) -> None:
        self.writer.write_page(page)
        self.frontier.answered(page.url, Said.of(page))
