"""The crawl stage: walk every site, probe what the own one links to, write it all down."""

import asyncio
import logging
import time
from collections.abc import AsyncIterator, Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from scrapy import Spider
from scrapy.crawler import AsyncCrawlerProcess
from scrapy.http import Response

from crawler.config import Config, WatchedProduct
from crawler.fetch.health import health_notes
from crawler.fetch.settings import scrapy_settings
from crawler.fetch.targets import TargetCheck
from crawler.fetch.walk import SiteWalk
from crawler.fetch.writer import RunWriter
from crawler.records import HealthNote, LinkTarget, Role, RunDir, SiteFacts
from crawler.records.codec import read_lines, write_table

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class CrawlProgress:
    """How far one site is."""

    site: str
    done: int
    known: int
    phase: str = "pages"
    """pages or links."""


@dataclass(slots=True)
class CrawlOutcome:
    """How the crawl ended."""

    finished: bool = False
    """False: it was interrupted and can be resumed."""
    sites: tuple[SiteFacts, ...] = ()
    health: tuple[HealthNote, ...] = ()
    errors: list[BaseException] = field(default_factory=list)


def crawl(
    config: Config,
    products: tuple[WatchedProduct, ...],
    run: RunDir,
    *,
    pages_before: dict[str, int],
    on_progress: Callable[[CrawlProgress], None],
) -> CrawlOutcome:
    """Walk all sites into the run directory; resumes what stands there already.

    Runs the reactor, so it can be called once in a process. `pages_before` are OK pages per site
    of the last run, to tell a half-empty night.
    """
    outcome = CrawlOutcome()
    process = AsyncCrawlerProcess(scrapy_settings(config))
    if logging.getLogger().level > logging.DEBUG:
        for name in ("scrapy", "twisted", "asyncio"):
            # What matters is in the records; a failed request is a finding, not a log line.
            logging.getLogger(name).setLevel(logging.CRITICAL)
    process.crawl(
        WalkSpider,
        plan=_Plan(config, products, run, pages_before, on_progress, outcome),
    )
    process.start()
    for error in outcome.errors:
        raise error
    return outcome


@dataclass(slots=True)
class _Plan:
    config: Config
    products: tuple[WatchedProduct, ...]
    run: RunDir
    pages_before: dict[str, int]
    on_progress: Callable[[CrawlProgress], None]
    outcome: CrawlOutcome


class WalkSpider(Spider):
    """Lends Scrapy's downloader, with its politeness per host, to the walks."""

    name = "storewalk"

    def __init__(self, plan: _Plan, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.plan = plan

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
        probes = tuple(read_lines(plan.run.probes_path, LinkTarget))
        with RunWriter(plan.run) as writer:
            walks = [self._walk(shop, writer) for shop in plan.config.shops]
            self._resume(walks, writer, earlier)
            await asyncio.gather(*(walk.walk() for walk in walks))
            own = walks[0]
            links = TargetCheck(
                own,
                plan.run.links(),
                download=self._download,
                writer=writer,
                known=probes,
                deadline=own.deadline,
            )
            left = len(links.waiting())
            plan.on_progress(CrawlProgress(own.shop.id, 0, left, "links"))
            await links.probe_all(
                lambda done: plan.on_progress(CrawlProgress(own.shop.id, done, left, "links"))
            )
            write_table(plan.run.targets_path, links.results(), LinkTarget)
            self._finish(walks)

    def _walk(self, shop: Any, writer: RunWriter) -> SiteWalk:
        plan = self.plan
        own = shop is plan.config.store
        return SiteWalk(
            shop,
            Role.OWN if own else Role.COMPETITOR,
            plan.config.crawl,
            download=self._download,
            writer=writer,
            agent=plan.config.agent_token,
            first=[p.urls[shop.id] for p in plan.products if shop.id in p.urls],
            deadline=time.monotonic() + plan.config.crawl.max_minutes * 60,
            on_page=lambda site, done, known: plan.on_progress(CrawlProgress(site, done, known)),
            on_site=self._save_site,
            on_robots=self._slow_down,
        )

    def _save_site(self, facts: SiteFacts) -> None:
        """Keep the platform at once: an interrupted walk goes on with the same one."""
        others = [site for site in self.plan.run.sites() if site.id != facts.id]
        self.plan.run.write_sites((*others, facts))

    def _slow_down(self, slot: str, seconds: float) -> None:
        """Keep a host's Crawl-delay where it is slower than the configured pace."""
        assert self.crawler.engine is not None  # noqa: S101 - Scrapy opened us
        host = self.crawler.engine.downloader.slots.get(slot)
        if host is not None and seconds > host.delay:
            host.delay = seconds

    def _resume(
        self, walks: Iterable[SiteWalk], writer: RunWriter, earlier: dict[str, SiteFacts]
    ) -> None:
        run = self.plan.run
        for walk in walks:
            if walk.shop.id not in earlier:
                continue
            mine = [page for page in run.pages() if page.site == walk.shop.id]
            for page in mine:
                writer.count(page)
            urls = {page.key: page.url for page in mine}
            links = ((urls[line.key], line.links) for line in run.links() if line.key in urls)
            walk.resume(earlier[walk.shop.id].platform, mine, links)

    def _finish(self, walks: list[SiteWalk]) -> None:
        outcome = self.plan.outcome
        outcome.sites = tuple(walk.facts() for walk in walks)
        outcome.health = tuple(
            note
            for walk in walks
            for note in health_notes(walk, pages_before=self.plan.pages_before.get(walk.shop.id))
        )
        self.plan.run.write_sites(outcome.sites)
        outcome.finished = True
