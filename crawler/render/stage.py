"""The render stage: chosen pages, several at once, each one on disk when it is done.

A page that hangs or crashes costs that page; a browser that dies is started again.
"""

import asyncio
import logging
import os
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass, field

from playwright.async_api import Error as PlaywrightError
from playwright.async_api import Page, async_playwright

from crawler import room
from crawler.config import Config, WatchedProduct
from crawler.errors import BrowserError
from crawler.extract.document import parse
from crawler.extract.page import extract_page, view_of
from crawler.platforms.detect import adapter
from crawler.records import (
    STEADY,
    HealthNote,
    HttpFacts,
    LookReason,
    LooksBefore,
    OfferFacts,
    PageRecord,
    PageView,
    RenderFacts,
    RenderRecord,
    RenderState,
    RunDir,
    SiteFacts,
    ThrottledFacts,
)
from crawler.records.codec import LineWriter, read_lines, write_lines
from crawler.render.album import WHOLE, Album
from crawler.render.browser import choose_browser
from crawler.render.consent import Home, look_at_choices
from crawler.render.context import LiveBrowser, Pace, Seat, live_browsers
from crawler.render.devices import DEVICES, Device
from crawler.render.identity import Identities
from crawler.render.likeness import likenesses
from crawler.render.look import look_at
from crawler.render.policy import TRACKING, private_patterns
from crawler.render.select import Chosen, choose_pages
from crawler.render.throttle import throttled_speed
from crawler.render.traffic import Weights

log = logging.getLogger(__name__)

TRIES = 2
SLOWER = 2
"""Times the usual seconds for a page on a slow line."""
PAGES_PER_CORE = 2
"""A page waits most of its time: on two cores four at once gave a quarter more pages a second than
two (`python -m tests.bench phone`, 2026-11-30). A full browser shows one page at a time and needs a
process for each, so it gets one per core."""
MOST_WORKERS = 4
"""Pages at once, and not more than a live shop bears."""


@dataclass(slots=True)
class RenderOutcome:
    """How the stage ended."""

    browser: str = ""
    pages: int = 0
    notes: tuple[HealthNote, ...] = ()
    hints: tuple[str, ...] = ()
    """What the user may want to change."""


@dataclass(frozen=True, slots=True)
class _Job:
    chosen: Chosen
    device: Device
    whole: bool
    """Picture the page to its end."""

    @property
    def page(self) -> PageRecord:
        return self.chosen.page


@dataclass(slots=True)
class _Stage:
    """What the workers share."""

    config: Config
    run: RunDir
    pace: Pace
    identities: Identities
    sites: dict[str, SiteFacts]
    queue: "asyncio.Queue[tuple[_Job, int]]"
    writer: LineWriter
    album: Album
    on_progress: Callable[[int, int], None]
    total: int
    throttled: dict[tuple[str, str], ThrottledFacts] = field(default_factory=dict)
    """By page and device."""
    weights: Weights = field(default_factory=Weights)
    done: int = 0
    failed: list[str] = field(default_factory=list)

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
    before: LooksBefore | None = None,
    only: frozenset[str] | None = None,
    on_progress: Callable[[int, int], None],
) -> RenderOutcome:
    """Look at the chosen pages of a crawled run; goes on where an interrupted stage stopped.

    `only`: choose among these addresses. None: among all.

    Without a browser nothing is looked at, and the outcome says so: no check of the phone view
    then gives a verdict. Raises ConfigError when an environment variable of a shop's access is not
    set.
    """
    try:
        return asyncio.run(
            _render(config, products, run, before or LooksBefore(), only, on_progress)
        )
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
    before: LooksBefore,
    only: frozenset[str] | None,
    on_progress: Callable[[int, int], None],
) -> RenderOutcome:
    chosen = choose_pages(
        (page for page in run.pages() if only is None or page.url in only),
        config.store.id,
        products,
        config.render.max_pages,
        before=before,
        per_template=config.render.per_template,
    )
    done = {(line.key, line.render.device) for line in read_lines(run.renders_path, RenderRecord)}
    jobs = [
        _Job(one, DEVICES[name], whole)
        for name in config.render.devices
        for one, whole in _with_whole(chosen)
        if (one.page.key, name) not in done
    ]
    manifest = run.manifest()
    identities = Identities(config, manifest.user_agent, manifest.time_zone)
    queue: asyncio.Queue[tuple[_Job, int]] = asyncio.Queue()
    for job in jobs:
        queue.put_nowait((job, 1))
    async with async_playwright() as playwright:
        choice = await choose_browser(playwright, config.render.executable_path)
        with LineWriter(run.renders_path) as writer:
            stage = _Stage(
                config=config,
                run=run,
                pace=Pace(config),
                identities=identities,
                sites={site.id: site for site in run.sites()},
                queue=queue,
                writer=writer,
                album=Album(
                    run.shots,
                    f"{choice.name} {choice.version}",
                    before,
                    config.render.mask,
                    config.render.pictures_mb * 1_000_000,
                    config.render.full_pages,
                ),
                on_progress=on_progress,
                total=len(jobs),
            )
            workers = min(
                config.render.concurrency or usual_workers(shell=choice.shell), max(len(jobs), 1)
            )
            browsers = live_browsers(playwright, choice, workers)
            seats = [Seat(browser) for browser in browsers]
            if config.render.throttling != "none":
                await _measure_throttled(stage, seats[0].live, jobs)
            choices = _look_at_choices(stage, seats[0].live, chosen)
            if not choice.shell:
                await choices  # alone: a full browser shows one page at a time
            beside = [choices] if choice.shell else []
            await asyncio.gather(*beside, *(_Worker(stage, seat).work() for seat in seats))
            for browser in browsers:
                await browser.close()
    write_lines(
        run.likeness_path, likenesses(read_lines(run.renders_path, RenderRecord), run.shots)
    )
    return RenderOutcome(
        f"{choice.name} {choice.version}", stage.done, _notes(stage), _hints(stage)
    )


def _with_whole(chosen: list[Chosen]) -> Iterator[tuple[Chosen, bool]]:
    """The pages, and whether the whole of them is pictured: once for each template at least."""
    seen: set[str] = set()
    for one in chosen:
        first = one.reason is LookReason.TEMPLATE and one.template not in seen
        seen.add(one.template)
        yield one, one.reason in WHOLE or first


def _notes(stage: _Stage) -> tuple[HealthNote, ...]:
    notes = []
    if stage.failed:
        said = f"{len(stage.failed)} of {stage.total} pages did not open in the browser: "
        notes.append(("render-failed", said + "; ".join(stage.failed[:3]), ""))
    if left := stage.total - stage.done:
        said = f"The disk is nearly full: {left} of {stage.total} pages were not looked at."
        notes.append(("run-disk-full", said, "Free some space. "))
    hint, site = "They were not judged on a phone tonight.", stage.config.store.id
    return tuple(
        HealthNote(code=code, site=site, message=message, hint=mend + hint)
        for code, message, mend in notes
    )


async def _measure_throttled(stage: _Stage, live: LiveBrowser, jobs: list[_Job]) -> None:
    """One page of each template of the own shop, each alone in a fresh context."""
    own = stage.config.store.id
    mine = [job for job in jobs if job.page.site == own and job.device.mobile]
    chosen = {job.chosen.template or str(job.page.kind): job for job in reversed(mine)}
    for job in chosen.values():
        url = job.page.url

        def measure(page: Page, job: _Job = job, url: str = url) -> Awaitable[ThrottledFacts]:
            return throttled_speed(
                page,
                url,
                job.device,
                blocked=(*TRACKING, *private_patterns(url)),
                third_parties=stage.config.render.third_parties,
            )

        await stage.pace.turn(url)
        seat = Seat(live)
        limit_s = stage.config.render.page_timeout_s * SLOWER
        try:
            facts = await seat.use(job.device, stage.identities.of_site(own), limit_s, measure)
        except (TimeoutError, PlaywrightError, OSError) as error:
            why = str(error)[:200] or "it hung"
            log.warning("%s was not measured on a slow line: %s", url, why)
        else:
            stage.throttled[job.page.key, job.device.name] = facts
        await seat.leave()


async def _look_at_choices(stage: _Stage, live: LiveBrowser, chosen: list[Chosen]) -> None:
    """The own home page without a choice about cookies, after refusing, after accepting.

    Where other companies' files are kept out tags cannot be seen, and nobody looks.
    """
    render, own = stage.config.render, stage.config.store.id
    url = next((one.page.url for one in chosen if one.reason is LookReason.HOME), "")
    wanted = render.consent and render.third_parties == "load"
    if not wanted or not url or stage.run.consent(own) is not None:
        return
    devices = [DEVICES[name] for name in render.devices]
    home = Home(
        site=own,
        url=url,
        device=next((device for device in devices if device.mobile), devices[0]),
        identity=stage.identities.of_site(own),
        blocked=(*TRACKING, *private_patterns(url)),
        limit_s=render.page_timeout_s * SLOWER,
    )
    facts = await look_at_choices(home, Seat(live), stage.pace.turn)
    with LineWriter(stage.run.consent_path) as writer:
        writer.write(facts)


def usual_workers(*, shell: bool) -> int:
    """How many pages at once suit this machine and this browser."""
    return min(MOST_WORKERS, (PAGES_PER_CORE if shell else 1) * (os.cpu_count() or 1))


def _hints(stage: _Stage) -> tuple[str, ...]:
    left = stage.album.left_out
    if not left:
        return ()
    most = stage.config.render.pictures_mb
    return (
        f"{left} whole pages were not pictured: tonight's pictures reached {most} MB. "
        "Raise render.pictures_mb, or switch render.full_pages off.",
    )


class _Worker:
    """Takes pages from the queue until it is empty."""

    def __init__(self, stage: _Stage, seat: Seat) -> None:
        self.stage = stage
        self.seat = seat

    async def work(self) -> None:
        """Never raises for what a page does; a fault of our own is logged and ends the page."""
        while not room.cramped(self.stage.run):
            try:
                job, attempt = self.stage.queue.get_nowait()
            except asyncio.QueueEmpty:
                break
            await self.stage.pace.turn(job.page.url)
            try:
                facts = await self._look(job)
            except TimeoutError:
                note = f"it hung for {self.stage.config.render.page_timeout_s:g} s"
                self.stage.finish(job, _unseen(job, RenderState.FAILED, note))
            except (PlaywrightError, OSError) as error:
                if attempt < TRIES:
                    self.stage.queue.put_nowait((job, attempt + 1))
                else:
                    note = str(error).splitlines()[0][:200]
                    self.stage.finish(job, _unseen(job, RenderState.CRASHED, note))
            else:
                slow = self.stage.throttled.get((job.page.key, job.device.name))
                self.stage.finish(job, facts.model_copy(update={"throttled": slow}))
        await self.seat.leave()

    async def _look(self, job: _Job) -> RenderFacts:
        render = self.stage.config.render
        album = None
        if render.screenshots:
            album = self.stage.album.page(job.page.key, whole=job.whole)

        def look(page: Page) -> Awaitable[RenderFacts]:
            return look_at(
                page,
                job.page.url,
                job.device,
                album=album,
                read=lambda html: self._read(job, html),
                blocked=(*TRACKING, *private_patterns(job.page.url)),
                third_parties=render.third_parties,
                tags=render.tags,
                max_mb=render.max_page_mb,
                weights=self.stage.weights,
                # One template breaks on one width: a few pages of it say so.
                widths=job.chosen.reason in STEADY,
                axe=render.accessibility and job.page.site == self.stage.config.store.id,
            )

        identity = self.stage.identities.of_site(job.page.site)
        facts = await self.seat.use(job.device, identity, render.page_timeout_s, look)
        chosen = {"reason": job.chosen.reason, "template": job.chosen.template}
        return facts.model_copy(update=chosen)

    def _read(self, job: _Job, html: str) -> tuple[OfferFacts, PageView]:
        site = self.stage.sites[job.page.site]
        facts = extract_page(
            parse(html.encode("utf-8", "replace"), job.page.url),
            platform=adapter(site.platform.name),
            home_url=site.url,
            currency_hint=site.currency,
            language_hint=site.language,
            http=HttpFacts(status=200, content_type="text/html"),
        )
        return facts.offer, view_of(facts)


def _unseen(job: _Job, state: RenderState, note: str) -> RenderFacts:
    return RenderFacts(
        device=job.device.name,
        mobile=job.device.mobile,
        state=state,
        note=note,
        device_width=job.device.width,
        device_height=job.device.height,
    )
