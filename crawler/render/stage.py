"""The render stage: chosen pages, several at once, each one on disk when it is done.

A page that hangs or crashes costs that page; a browser that dies is started again.
"""

import asyncio
import logging
import os
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from playwright.async_api import Browser, BrowserContext, Playwright, async_playwright
from playwright.async_api import Error as PlaywrightError

from crawler.addresses import is_private_host
from crawler.config import Config, WatchedProduct
from crawler.errors import BrowserError
from crawler.extract.document import parse
from crawler.extract.page import extract_page
from crawler.platforms.detect import adapter
from crawler.records import (
    HealthNote,
    HttpFacts,
    OfferFacts,
    PageRecord,
    RenderFacts,
    RenderRecord,
    RenderState,
    RunDir,
    SiteFacts,
    file_key,
)
from crawler.records.codec import LineWriter, read_lines
from crawler.render.browser import BrowserChoice, choose_browser, launch
from crawler.render.devices import DEVICES, Device
from crawler.render.look import look_at
from crawler.render.select import choose_pages

log = logging.getLogger(__name__)

PAGES_PER_CONTEXT = 50
"""A context is replaced after so many pages, and after any trouble."""
TRIES = 2
MOST_WORKERS = 4
"""Pages at once: one a core, and not more than a live shop bears."""
PRIVATE_PATTERNS = (
    "*://localhost*", "*://127.*", "*://10.*", "*://192.168.*", "*://169.254.*", "*://172.16.*",
    "*://172.17.*", "*://172.18.*", "*://172.19.*", "*://172.2*", "*://172.30.*", "*://172.31.*",
    "*://[*",
)  # fmt: skip
"""What a page on the public web may not load through our browser."""


@dataclass(slots=True)
class RenderOutcome:
    """How the stage ended."""

    browser: str = ""
    pages: int = 0
    notes: tuple[HealthNote, ...] = ()


@dataclass(frozen=True, slots=True)
class _Job:
    page: PageRecord
    device: Device


@dataclass(slots=True)
class _Stage:
    """What the workers share."""

    config: Config
    run: RunDir
    choice: BrowserChoice
    sites: dict[str, SiteFacts]
    queue: "asyncio.Queue[tuple[_Job, int]]"
    writer: LineWriter
    on_progress: Callable[[int, int], None]
    total: int
    done: int = 0
    failed: list[str] = field(default_factory=list)
    _next_start: dict[str, float] = field(default_factory=dict)

    async def wait_turn(self, url: str) -> None:
        """Keep the pace of the configuration between two pages of one host."""
        host = urlsplit(url).netloc
        if is_private_host(urlsplit(url).hostname or ""):
            return
        now = time.monotonic()
        start = max(now, self._next_start.get(host, 0.0))
        self._next_start[host] = start + 1 / self.config.crawl.requests_per_second
        await asyncio.sleep(start - now)

    def finish(self, job: _Job, facts: RenderFacts) -> None:
        """Write one result down."""
        self.writer.write(RenderRecord(key=job.page.key, render=facts))
        if facts.state in (RenderState.FAILED, RenderState.CRASHED):
            self.failed.append(f"{job.page.url}: {facts.note}")
        self.done += 1
        self.on_progress(self.done, self.total)


def render(
    config: Config,
    products: tuple[WatchedProduct, ...],
    run: RunDir,
    *,
    on_progress: Callable[[int, int], None],
) -> RenderOutcome:
    """Look at the chosen pages of a crawled run; goes on where an interrupted stage stopped.

    Without a browser nothing is looked at, and the outcome says so: no check of the phone view
    then gives a verdict.
    """
    try:
        return asyncio.run(_render(config, products, run, on_progress))
    except BrowserError as error:
        note = HealthNote(
            code="render-failed",
            site=config.store.id,
            message=f"No page was looked at on a phone: {error.message}",
            hint=error.hint,
        )
        return RenderOutcome(notes=(note,))


async def _render(
    config: Config,
    products: tuple[WatchedProduct, ...],
    run: RunDir,
    on_progress: Callable[[int, int], None],
) -> RenderOutcome:
    pages = choose_pages(run.pages(), config.store.id, products, config.render.max_pages)
    done = {(line.key, line.render.device) for line in read_lines(run.renders_path, RenderRecord)}
    jobs = [
        _Job(page, DEVICES[name])
        for name in config.render.devices
        for page in pages
        if (page.key, name) not in done
    ]
    queue: asyncio.Queue[tuple[_Job, int]] = asyncio.Queue()
    for job in jobs:
        queue.put_nowait((job, 1))
    async with async_playwright() as playwright:
        choice = await choose_browser(playwright, config.render.executable_path)
        with LineWriter(run.renders_path) as writer:
            stage = _Stage(
                config=config,
                run=run,
                choice=choice,
                sites={site.id: site for site in run.sites()},
                queue=queue,
                writer=writer,
                on_progress=on_progress,
                total=len(jobs),
            )
            workers = min(MOST_WORKERS, os.cpu_count() or 1, max(len(jobs), 1))
            shared = await launch(playwright, choice) if choice.shell else None
            await asyncio.gather(
                *(_Worker(stage, playwright, shared).work() for _ in range(workers))
            )
            if shared is not None:
                await shared.close()
    return RenderOutcome(f"{choice.name} {choice.version}", stage.done, _notes(stage))


def _notes(stage: _Stage) -> tuple[HealthNote, ...]:
    if not stage.failed:
        return ()
    return (
        HealthNote(
            code="render-failed",
            site=stage.config.store.id,
            message=f"{len(stage.failed)} of {stage.total} pages did not open in the browser: "
            + "; ".join(stage.failed[:3]),
            hint="They were not judged on a phone tonight.",
        ),
    )


class _Worker:
    """Takes pages from the queue until it is empty."""

    def __init__(self, stage: _Stage, playwright: Playwright, shared: Browser | None) -> None:
        self.stage = stage
        self.playwright = playwright
        self.browser = shared
        self.own_browser = shared is None
        self.context: BrowserContext | None = None
        self.device: Device | None = None
        self.used = 0

    async def work(self) -> None:
        """Never raises for what a page does; a fault of our own is logged and ends the page."""
        while True:
            try:
                job, attempt = self.stage.queue.get_nowait()
            except asyncio.QueueEmpty:
                break
            await self.stage.wait_turn(job.page.url)
            try:
                limit = self.stage.config.render.page_timeout_s
                async with asyncio.timeout(limit):
                    facts = await self._look(job)
            except TimeoutError:
                await self._drop_context()
                note = f"it hung for {self.stage.config.render.page_timeout_s:g} s"
                self.stage.finish(job, _unseen(job, RenderState.FAILED, note))
            except (PlaywrightError, OSError) as error:
                await self._drop_context()
                if attempt < TRIES:
                    self.stage.queue.put_nowait((job, attempt + 1))
                else:
                    note = str(error).splitlines()[0][:200]
                    self.stage.finish(job, _unseen(job, RenderState.CRASHED, note))
            else:
                self.stage.finish(job, facts)
        await self._drop_context()
        if self.own_browser and self.browser is not None and self.browser.is_connected():
            await self.browser.close()

    async def _look(self, job: _Job) -> RenderFacts:
        context = await self._context_for(job.device)
        page = await context.new_page()
        render = self.stage.config.render
        shot = None
        if render.screenshots:
            name = f"{file_key(job.page.key)}-{job.device.name}.webp"
            shot = self.stage.run.shots / name
        facts = await look_at(
            page,
            job.page.url,
            job.device,
            shot=shot,
            read_offer=lambda html, url: self._offer(job, html),
            blocked=self._blocked(job.page.url),
        )
        await page.close()
        self.used += 1
        return facts

    async def _context_for(self, device: Device) -> BrowserContext:
        if self.browser is None or not self.browser.is_connected():
            self.browser = await launch(self.playwright, self.stage.choice)
            self.own_browser = True
            self.context = None
        if self.device is not device or self.used >= PAGES_PER_CONTEXT:
            await self._drop_context()
        if self.context is None:
            crawl = self.stage.config.crawl
            self.context = await self.browser.new_context(
                viewport={"width": device.width, "height": device.height},
                screen={"width": device.width, "height": device.height},
                device_scale_factor=device.scale,
                is_mobile=device.mobile,
                has_touch=device.mobile,
                user_agent=device.user_agent(
                    self.stage.choice.version, self.stage.run.manifest().user_agent
                ),
                locale=crawl.accept_language.split(",")[0].split(";")[0].strip(),
                timezone_id="UTC",
                reduced_motion="reduce",
                service_workers="block",
                accept_downloads=False,
                extra_http_headers={"Accept-Language": crawl.accept_language},
            )
            self.device = device
            self.used = 0
        return self.context

    async def _drop_context(self) -> None:
        context, self.context = self.context, None
        if context is None:
            return
        try:
            async with asyncio.timeout(5):
                await context.close()
        except (PlaywrightError, TimeoutError) as error:
            log.debug("context did not close: %s", error)
            if self.own_browser:
                self.browser = None  # a browser that does not answer is left and replaced

    def _offer(self, job: _Job, html: str) -> OfferFacts:
        site = self.stage.sites[job.page.site]
        facts = extract_page(
            parse(html.encode("utf-8", "replace"), job.page.url),
            platform=adapter(site.platform.name),
            home_url=site.url,
            currency_hint=site.currency,
            language_hint=site.language,
            http=HttpFacts(status=200, content_type="text/html"),
        )
        return facts.offer

    def _blocked(self, url: str) -> tuple[str, ...]:
        """Private addresses, unless the shop itself stands on one."""
        return () if is_private_host(urlsplit(url).hostname or "") else PRIVATE_PATTERNS


def _unseen(job: _Job, state: RenderState, note: str) -> RenderFacts:
    return RenderFacts(
        device=job.device.name,
        state=state,
        note=note,
        device_width=job.device.width,
        device_height=job.device.height,
    )
