"""The crawl stage: walk every site, probe what the own one links to, write it all down."""

import asyncio
import logging
import time
from collections.abc import AsyncIterator, Callable, Iterable, Mapping
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from scrapy import Spider
from scrapy.crawler import AsyncCrawlerProcess
from scrapy.http import Response

from crawler import room
from crawler.collector import calm_collector
from crawler.config import Config, WatchedProduct
from crawler.config.access import filled, opened
from crawler.errors import ConfigError
from crawler.fetch.counterparts import Scout
from crawler.fetch.counts import site_facts
from crawler.fetch.door import Door, Guests
from crawler.fetch.frontier import SiteFrontier
from crawler.fetch.health import health_notes
from crawler.fetch.host import host_facts
from crawler.fetch.lists import read_lists
from crawler.fetch.pace import START_RATE, Pace
from crawler.fetch.parts import WHOLE, Parts
from crawler.fetch.phone import phone_views, sample
from crawler.fetch.progress import CrawlProgress, hints_of, progress_of
from crawler.fetch.readers import Readers
from crawler.fetch.references import References
from crawler.fetch.resemblance import Wanted
from crawler.fetch.revisit import LastNight
from crawler.fetch.rotation import Memory
from crawler.fetch.scope import Scope
from crawler.fetch.scripts import Browser
from crawler.fetch.settings import scrapy_settings
from crawler.fetch.targets import TargetCheck
from crawler.fetch.walk import SiteWalk
from crawler.fetch.writer import RunWriter
from crawler.records import FeedFile, HealthNote, LinkTarget, Role, RunDir, SiteFacts
from crawler.records.codec import read_lines, write_lines

log = logging.getLogger(__name__)

SHOW_EVERY_S = 0.25
MOST_WANTED = 20_000
"""Own products looked for in one competitor's shop; our own limit, for memory."""


@dataclass(slots=True)
class CrawlOutcome:
    """How the crawl ended."""

    finished: bool = False
    """False: it was interrupted and can be resumed."""
    sites: tuple[SiteFacts, ...] = ()
    health: tuple[HealthNote, ...] = ()
    feeds: tuple[FeedFile, ...] = ()
    hints: tuple[str, ...] = ()
    """Sentences for the person who started it: what happened, and which setting helps."""
    errors: list[BaseException] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class CrawlPlan:
    """Everything that a crawl is made of."""

    config: Config
    products: tuple[WatchedProduct, ...]
    run: RunDir
    pages_before: Mapping[str, int] = field(default_factory=dict)
    """OK pages that each site should have, to tell a half-empty night."""
    memory: Memory = field(default_factory=Memory)
    """What earlier nights know, for a shop that is larger than a night."""
    known_links: Iterable[LinkTarget] = ()
    """What links to other hosts led to on earlier nights, as long as that holds."""
    on_progress: Callable[[CrawlProgress], None] = lambda progress: None
    previous: RunDir | None = None
    """The last run, for conditional requests. None: ask for everything anew."""
    paired: frozenset[tuple[str, str]] = frozenset()
    """Own addresses and competitors for which the same product is known or was refused."""
    browser: Browser | None = None
    frontier: str = ""
    """Address of the Redis that workers of this walk share; "" walks alone."""
    parts: Parts = WHOLE
    """What of a divided walk is walked here."""
    outcome: CrawlOutcome = field(default_factory=CrawlOutcome)

    @property
    def partial(self) -> bool:
        """Whether other walks have the rest: links are probed when all parts are merged."""
        return bool(self.frontier) or not self.parts.final


def crawl(plan: CrawlPlan) -> CrawlOutcome:
    """Walk all sites into the run directory; resumes what stands there already.

    Runs the reactor, so it can be called once in a process. Raises RunDirError when the disk has
    no room for it.
    """
    room.require(plan.run.path)
    calm_collector()
    process = AsyncCrawlerProcess(scrapy_settings(plan.config))
    if logging.getLogger().level > logging.DEBUG:
        for name in ("scrapy", "twisted", "asyncio", "aiohttp"):
            # What matters is in the records; a failed request is a finding, not a log line.
            logging.getLogger(name).setLevel(logging.CRITICAL)
    process.crawl(WalkSpider, plan=plan)
    process.start()
    for error in plan.outcome.errors:
        raise error
    return plan.outcome


class WalkSpider(Spider):
    """Lends Scrapy's downloader to the walks."""

    name = "storewalk"

    def __init__(self, plan: CrawlPlan, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.plan = plan
        self.guests = Guests(self._download, plan.config.crawl.accept_language)

    async def start(self) -> AsyncIterator[Any]:
        """Do everything; nothing is left to schedule afterwards."""
        try:
            await self._work()
        except asyncio.CancelledError:
            raise
        except Exception as error:  # noqa: BLE001 - handed to the caller of crawl()
            self.plan.outcome.errors.append(error)
        return
        yield

    async def _download(self, request: Any) -> Response:
        assert self.crawler.engine is not None  # noqa: S101 - Scrapy opened us
        return await self.crawler.engine.download_async(request)

    async def _work(self) -> None:
        plan = self.plan
        earlier = {site.id: site for site in plan.run.sites()}
        for place in plan.config.store.feeds:
            filled(place, "store.feeds")  # a missing secret is told before the walk, not after it
        plan.outcome.feeds = next((site.feeds for site in earlier.values() if site.feeds), ())
        async with AsyncExitStack() as stack:
            if plan.browser is not None:
                await stack.enter_async_context(plan.browser)
            writer = stack.enter_context(RunWriter(plan.run))
            rate = sum(plan.config.pace(shop) for shop in plan.config.shops)
            # The readers end with the walks, so that their memory is free for the tables.
            async with Readers.for_pace(rate) as readers:
                shops = [shop for shop in plan.config.shops if self._here(shop) or not plan.partial]
                walks = [self._walk(shop, writer, readers, stack) for shop in shops]
                self._resume(walks, writer, earlier)
                showing = asyncio.create_task(self._show(walks))
                try:
                    await asyncio.gather(*(walk.walk() for walk in walks if self._here(walk.shop)))
                    full = any(walk.stopped in room.ENDS for walk in walks)
                    if not plan.partial and not full:
                        await self._read_lists(walks[0])
                finally:
                    showing.cancel()
            plan.on_progress(progress_of(walks[0]))
            if not plan.partial and not full:
                await self._probe(walks[0], writer, stack)
            self._finish(walks)
        # Behind the stack: the files that only the walk needed are gone, and their room is free.
        plan.run.write_sites(plan.outcome.sites)
        plan.outcome.finished = True

    def _here(self, shop: Any) -> bool:
        return shop is self.plan.config.store or self.plan.parts.has_host(shop.host)

    async def _show(self, walks: list[SiteWalk]) -> None:
        while True:
            for walk in walks:
                self.plan.on_progress(progress_of(walk))
            await asyncio.sleep(SHOW_EVERY_S)

    async def _read_lists(self, own: SiteWalk) -> None:
        plan = self.plan
        if plan.run.listings_path.exists():
            return  # an interrupted run read them

        def show(done: int) -> None:
            plan.on_progress(CrawlProgress(own.shop.id, done, done, "lists"))

        plan.outcome.feeds = await read_lists(own, plan.config, plan.run, show)
        self._save_site(site_facts(own).model_copy(update={"feeds": plan.outcome.feeds}))
        if own.crawl.discover == "links" and not own.stopped:
            # What only a list names is asked for last, where there is room in the budget.
            await own.work(row.url for row in plan.run.listings() if row.url)

    async def _probe(self, own: SiteWalk, writer: RunWriter, stack: AsyncExitStack) -> None:
        run = self.plan.run
        if own.crawl.discover == "links" and not own.stopped:
            own.host = await host_facts(own, self.guests)
            await self._ask_as_phone(own)
        references = References(run.links_path, own.shop.id, run.path / "references.sqlite")
        stack.callback(references.close)
        links = TargetCheck(
            own,
            references,
            guests=self.guests,
            writer=writer,
            known=(*self.plan.known_links, *read_lines(run.probes_path, LinkTarget)),
            deadline=own.deadline,
        )
        waiting = links.waiting()
        probing = asyncio.create_task(links.probe_all(waiting))
        while not probing.done():
            self.plan.on_progress(CrawlProgress(own.shop.id, links.done, len(waiting), "links"))
            await asyncio.wait([probing], timeout=SHOW_EVERY_S)
        await probing
        write_lines(run.targets_path, links.results())

    async def _ask_as_phone(self, own: SiteWalk) -> None:
        run = self.plan.run
        config = self.plan.config
        if run.phones_path.exists() or not config.render.enabled:
            return  # an interrupted run did it, or nobody wants to know what phones see
        pages = sample(run.pages(), own.shop.id, config.crawl.phone_pages)
        agent = config.user_agent
        write_lines(run.phones_path, [views async for views in phone_views(own, pages, agent)])

    def _walk(
        self, shop: Any, writer: RunWriter, readers: Readers, stack: AsyncExitStack
    ) -> SiteWalk:
        plan = self.plan
        config = plan.config
        own = shop is config.store
        scope = Scope(shop, config.crawl, config.agent_token, parts=plan.parts)
        rate = config.pace(shop)
        local = config.local(shop)
        pace = Pace(rate, config.crawl.concurrency, start_rate=rate if local else START_RATE)
        door = Door(
            self._download,
            pace,
            scope.slot,
            opened=opened(shop.access, f"access of {shop.name}"),
            accept_language=config.accept_language(shop),
            spent=lambda: readers.spent_s,
        )
        database = plan.run.path / f"frontier-{shop.id}.sqlite"
        budget = scope.budget(shop.max_pages or config.crawl.max_pages)
        frontier = self._frontier(shop.id, budget, database)
        stack.callback(frontier.close, database)
        listed = [*config.crawl.urls] if own else []
        return SiteWalk(
            shop,
            Role.OWN if own else Role.COMPETITOR,
            config.crawl if own else config.crawl.model_copy(update={"discover": "links"}),
            door=door,
            scope=scope,
            frontier=frontier,
            writer=writer,
            readers=readers,
            browser=plan.browser,
            last_night=self._last_night(shop.id, stack),
            # Workers with one queue share a breadth-first walk; it has no turns.
            memory=Memory() if plan.frontier else plan.memory,
            scout=None if own else self._scout(shop.id),
            first=[*(p.urls[shop.id] for p in plan.products if shop.id in p.urls), *listed],
            deadline=time.monotonic() + config.crawl.max_minutes * 60 * plan.parts.share_of_time,
            on_site=self._save_site,
        )

    def _scout(self, site: str) -> Scout | None:
        """Whoever looks for what has no known page in a competitor's shop. None: nothing does."""
        crawl = self.plan.config.crawl
        if not crawl.counterparts or self.plan.partial:
            return None
        listed = {p.urls.get(self.plan.config.store.id, "") for p in self.plan.products}
        wanted = [
            Wanted(p.name, p.brand, p.mpn, p.gtin)
            for p in self.plan.products
            if p.name and site not in p.urls
        ]
        if self.plan.previous is not None:
            wanted += [
                Wanted(row.name, row.brand or "", row.mpn or "", row.gtin or "")
                for row in self.plan.previous.offers()
                if row.role == Role.OWN
                and row.name
                and row.url not in listed
                and (row.url, site) not in self.plan.paired
            ]
        if not wanted:
            return None
        night = self.plan.run.manifest().started_at.toordinal()
        return Scout(tuple(wanted[:MOST_WANTED]), crawl.counterpart_searches, night)

    def _frontier(self, site: str, budget: int, database: Path) -> SiteFrontier:
        plan = self.plan
        if not plan.frontier:
            return SiteFrontier(budget, database)
        try:
            from crawler.fetch.shared import SharedFrontier  # noqa: PLC0415 - an extra
        except ModuleNotFoundError as error:
            raise ConfigError(
                f"--frontier needs a package that is not installed: {error.name}",
                hint="pip install 'storewalk[redis]'",
            ) from None
        walk = f"{plan.run.manifest().settings_digest}:{site}"
        return SharedFrontier(budget, database, server=plan.frontier, walk=walk)

    def _last_night(self, site: str, stack: AsyncExitStack) -> LastNight | None:
        if self.plan.previous is None or not self.plan.config.crawl.revalidate:
            return None
        path = self.plan.run.path / f"last-night-{site}.sqlite"
        night = LastNight(self.plan.previous, site, path)
        stack.callback(night.close)
        return night if night.pages else None

    def _save_site(self, facts: SiteFacts) -> None:
        """Keep the platform at once: an interrupted walk goes on with the same one."""
        others = [site for site in self.plan.run.sites() if site.id != facts.id]
        self.plan.run.write_sites((*others, facts))

    def _resume(
        self, walks: Iterable[SiteWalk], writer: RunWriter, earlier: dict[str, SiteFacts]
    ) -> None:
        run = self.plan.run
        for walk in walks:
            if walk.shop.id not in earlier:
                continue
            prefix = f"{walk.shop.id}:"

            def pages(site: str = walk.shop.id) -> Iterable[Any]:
                for page in run.pages():
                    if page.site == site:
                        writer.count(page)
                        yield page

            lines = (line for line in run.links() if line.key.startswith(prefix))
            walk.resume(
                earlier[walk.shop.id].platform,
                pages(),
                ((line.key.removeprefix(prefix), line.links) for line in lines),
            )

    def _expected(self, walk: SiteWalk) -> int | None:
        """OK pages that the history expects, as far as its parts are here."""
        before = self.plan.pages_before.get(walk.shop.id)
        return None if before is None else walk.scope.budget(before)

    def _finish(self, walks: list[SiteWalk]) -> None:
        outcome = self.plan.outcome
        own, *others = (site_facts(walk) for walk in walks)
        outcome.sites = (own.model_copy(update={"feeds": outcome.feeds}), *others)
        outcome.health = tuple(
            note for walk in walks for note in health_notes(walk, pages_before=self._expected(walk))
        )
        outcome.hints = tuple(hint for walk in walks for hint in hints_of(walk))
