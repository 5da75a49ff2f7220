"""The stages of a run and the manifest that ties them together."""

import hashlib
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from crawler import __version__, room
from crawler.cli.browser import page_browser
from crawler.cli.earlier import memory_of, previous_run
from crawler.cli.paper import printer
from crawler.cli.parts import part_notes, parts_of
from crawler.cli.progress import Talk
from crawler.cli.trouble import state_notes, with_damage
from crawler.cli.usable import require_pages
from crawler.collector import calm_collector
from crawler.config import Config, WatchedProduct
from crawler.errors import ConfigError
from crawler.fetch.parts import WHOLE, Parts
from crawler.history import History, LinkMemory, LookMemory, Seen, remember
from crawler.market import pages_of, watches
from crawler.records import (
    HealthNote,
    JourneyRecord,
    JourneyState,
    RunDiff,
    RunDir,
    RunManifest,
    Severity,
    StageTime,
    run_id,
)

RESUME_WITHIN = timedelta(hours=24)
"""An unfinished run older than this is left alone: the shop has changed since."""


@dataclass(frozen=True, slots=True)
class Places:
    """Where a run reads and writes."""

    run: RunDir
    history: Path
    site: Path


def settings_digest(config: Config, products: tuple[WatchedProduct, ...]) -> str:
    """Of everything that decides what is collected."""
    watched = sorted(
        url
        for product in products
        if product.row or not product.pairs
        for site, url in product.urls.items()
        if site not in product.pairs
    )  # pairs are found from what was collected, and may change between two stages
    collected = config.model_dump_json(
        include={"store", "competitors", "crawl"},
        exclude={"store": {"shipping"}, "competitors": {"__all__": {"shipping"}}},
    )
    parts = collected + repr(watched)
    return hashlib.blake2b(parts.encode(), digest_size=8).hexdigest()


def open_run(
    config: Config,
    products: tuple[WatchedProduct, ...],
    path: Path | None,
    *,
    started_at: datetime | None,
    talk: Talk,
    root: Path = Path("runs"),
    resume: bool = False,
) -> RunDir:
    """A new run directory, or the unfinished one to go on with.

    Raises ConfigError when the named directory holds a finished run or one of other settings, and
    with `resume` when there is no unfinished walk.
    """
    now = (started_at or datetime.now(UTC)).replace(microsecond=0)
    digest = settings_digest(config, products)
    if path is not None:
        run = RunDir(path)
        if not run.exists and not resume:
            return _begin(run, config, digest, now)
        manifest = run.manifest()
        if manifest.settings_digest != digest:
            raise ConfigError(
                "the run there was begun with other settings (shops, products or crawl limits)",
                where=str(path),
                hint="Give another --run-dir, or restore the settings to resume it.",
            )
        if _finished(manifest):
            raise ConfigError(
                "the run there is finished",
                where=str(path),
                hint=f"Give another --run-dir to walk again, or: storewalk report {path}",
            )
        return _resumed(run, talk)
    for candidate in sorted(root.glob("*/run.json"), reverse=True)[:1]:
        run = RunDir(candidate.parent)
        manifest = run.manifest()
        fresh = now - manifest.started_at < RESUME_WITHIN
        if manifest.settings_digest == digest and not _finished(manifest) and fresh:
            return _resumed(run, talk)
    if resume:
        raise ConfigError(
            "there is no unfinished walk with these settings to go on with",
            where=f"{root}/",
            hint="Name it with --run-dir, or leave --resume out to begin a new one.",
        )
    return _begin(RunDir(root / run_id(now)), config, digest, now)


def crawl_stage(
    config: Config,
    products: tuple[WatchedProduct, ...],
    places: Places,
    talk: Talk,
    *,
    frontier: str = "",
    shard: Parts = WHOLE,
    paired: frozenset[tuple[str, str]] = frozenset(),
) -> None:
    """Walk the sites, or with `frontier` or `shard` our part of them.

    `paired`: own addresses and competitors for which nothing has to be looked for any more.
    Raises WalkError when the own shop could not be read at all.
    """
    from crawler.fetch.progress import CrawlProgress  # noqa: PLC0415 - loads Scrapy
    from crawler.fetch.run import CrawlPlan, crawl  # noqa: PLC0415 - loads Scrapy

    run = places.run
    manifest = run.manifest()
    if manifest.finished_crawl:
        require_pages(run)
        return
    parts = parts_of(run, shard)
    before = History(places.history).pages_before(manifest.run)
    names = {shop.id: shop.name for shop in config.shops}

    def show(progress: CrawlProgress) -> None:
        what = {"links": "links and files", "lists": "products in lists"}.get(
            progress.phase, "pages"
        )
        name = f"{names[progress.site]}: {what}"
        talk.update(name, progress.done, progress.known, progress.note)

    room.require(run.path, places.history, places.site)
    with timed(run, "crawl"), talk.stage("Walking the shops"):
        plan = CrawlPlan(
            config,
            products,
            run,
            pages_before=before,
            known_links=LinkMemory(places.history).fresh(manifest.started_at),
            on_progress=show,
            memory=memory_of(places.history, manifest),
            previous=previous_run(run),
            paired=paired,
            browser=page_browser(config),
            frontier=frontier,
            parts=parts,
        )
        outcome = crawl(plan)
    if not outcome.finished:
        raise KeyboardInterrupt
    for hint in outcome.hints:
        talk.say(f"  {hint}")
    if plan.partial:
        talk.say(f"  This part is done. When all are: storewalk merge {run.path} ... --into DIR")
        return
    notes = [
        *outcome.health,
        *_section_note(config),
        *part_notes(config, manifest),
        *state_notes(places.history),
    ]
    run.write_manifest(
        run.manifest().model_copy(update={"finished_crawl": True, "health": tuple(notes)})
    )
    for site in run.sites():
        seen = site.counts.get("ok", 0)
        talk.say(f"  {site.name}: {seen} pages read of {site.counts.get('known', 0)} known")
    require_pages(run)
    for note in notes:
        talk.say(f"  ! {note.message}\n    {note.hint}")


def check_stage(
    config: Config, products: tuple[WatchedProduct, ...], places: Places, talk: Talk
) -> None:
    """Run the checks over what was collected."""
    from crawler.checks.engine import Engine  # noqa: PLC0415 - loads every check
    from crawler.checks.market import MarketInput  # noqa: PLC0415 - as above

    run = places.run
    for note in with_damage(run):
        talk.say(f"  ! {note.message}\n    {note.hint}")
    manifest = run.manifest()
    history = History(places.history)
    watched = pages_of(watches(products, config.store.id))
    seen = Seen(places.history)
    calm_collector()
    with timed(run, "check"), talk.stage("Checking"):
        engine = Engine(
            run,
            config,
            products,
            failing_before=history.failing(before=manifest.run),
            earlier=seen.file(before=manifest.run),
            earlier_sites=seen.sites(before=manifest.run),
            market=MarketInput(history.prices(before=manifest.run, pages=watched)),
        )
        total = sum(sum(site.counts.values()) for site in run.sites())
        judgement = engine.judge(lambda done: talk.update("pages", done, total))
    crashed = [tally for tally in judgement.tallies if tally.crashed]
    for tally in crashed:
        last = tally.first_crash.strip().splitlines()[-1] if tally.first_crash else ""
        talk.say(f"  ! {tally.check} could not run on {tally.crashed} page(s): {last}")


def render_stage(
    config: Config, products: tuple[WatchedProduct, ...], places: Places, talk: Talk
) -> None:
    """Look at chosen pages in a browser; without one, say so and go on."""
    run = places.run
    if not config.render.enabled or not config.render.max_pages:
        return
    if any(stage.name == "render" for stage in run.manifest().stages):
        return
    from crawler.render.stage import render  # noqa: PLC0415 - loads Playwright

    with timed(run, "render"), talk.stage("Looking at pages on a phone"):
        known = History(places.history).known(before=run.manifest().run)
        outcome = render(
            config,
            products,
            run,
            before=LookMemory(places.history).before(run, known),
            on_progress=lambda done, total: talk.update("pages", done, total),
        )
    manifest = run.manifest()
    run.write_manifest(
        manifest.model_copy(
            update={"browser": outcome.browser, "health": (*manifest.health, *outcome.notes)}
        )
    )
    for note in outcome.notes:
        talk.say(f"  ! {note.message}\n    {note.hint}")
    for hint in outcome.hints:
        talk.say(f"  {hint}")


def journey_stage(
    config: Config, products: tuple[WatchedProduct, ...], places: Places, talk: Talk
) -> None:
    """Walk the way to the checkout, where the owner switched it on; without a browser say so."""
    run = places.run
    if not config.journeys.enabled:
        return
    if any(stage.name == "journeys" for stage in run.manifest().stages):
        return
    from crawler.journeys.stage import walk_journeys  # noqa: PLC0415 - loads Playwright

    with timed(run, "journeys"), talk.stage("Walking to the checkout"):
        outcome = walk_journeys(config, products, run, on_progress=talk.update)
    manifest = run.manifest()
    changed = {
        "browser": manifest.browser or outcome.browser,
        "health": (*manifest.health, *outcome.notes),
    }
    run.write_manifest(manifest.model_copy(update=changed))
    for record in outcome.journeys:
        talk.say(f"  {record.name}: {_reached(record)}")
    for note in outcome.notes:
        talk.say(f"  ! {note.message}\n    {note.hint}")


def _reached(record: JourneyRecord) -> str:
    if record.state is JourneyState.OK:
        return f"reached the checkout's first form in {record.elapsed_ms / 1000:.1f} s"
    ended = next((step.name for step in record.steps if step.note == record.note), "the start")
    return f"ended at {ended}: {record.note}"


def remember_stage(places: Places, talk: Talk) -> RunDiff:
    """Compare with the history and write it."""
    from reports.model.score import score  # noqa: PLC0415 - composition root

    run = places.run
    with timed(run, "remember"), talk.stage("Remembering"):
        return remember(
            run, places.history, score=lambda diff: score(run, diff, places.history).value
        )


def report_stage(config: Config, places: Places, talk: Talk) -> Path:
    """Build the site; returns its index.html."""
    from reports.build import build_site  # noqa: PLC0415 - composition root

    with timed(places.run, "report"), talk.stage("Building the site"):
        result = build_site(
            places.run, places.history, config, places.site,
            progress=lambda text: None, printer=printer(config, places.run, talk),
        )  # fmt: skip
    return Path(result.index)


def gate(run: RunDir, fail_on: str | None) -> int:
    """Number of findings at or above a severity; 0 without a gate."""
    if not fail_on:
        return 0
    limit = Severity(fail_on).rank
    return sum(1 for finding in run.findings() if finding.severity.rank <= limit)


@contextmanager
def timed(run: RunDir, name: str) -> Iterator[None]:
    """Write down in the manifest how long a stage took."""
    started_at = datetime.now(UTC).replace(microsecond=0)
    started = time.monotonic()
    yield
    manifest = run.manifest()
    seconds = round(time.monotonic() - started, 1)
    stages = [stage for stage in manifest.stages if stage.name != name]
    stages.append(StageTime(name=name, started_at=started_at, seconds=seconds))
    run.write_manifest(manifest.model_copy(update={"stages": tuple(stages)}))


def _begin(run: RunDir, config: Config, digest: str, now: datetime) -> RunDir:
    run.write_manifest(
        RunManifest(
            tool_version=__version__,
            run=run_id(now),
            started_at=now,
            settings_digest=digest,
            user_agent=config.user_agent,
            accept_language=config.crawl.accept_language,
            devices=config.render.devices,
            viewport=_viewport(config),
            own=config.store.id,
        )
    )
    return run


def _viewport(config: Config) -> str:
    from crawler.render.devices import DEVICES  # noqa: PLC0415 - beside Playwright's users

    device = DEVICES[config.render.devices[0]]
    return f"{device.width}x{device.height}"


def _resumed(run: RunDir, talk: Talk) -> RunDir:
    pages = sum(1 for _ in run.pages())
    talk.say(f"Going on with the unfinished walk in {run.path}: {pages} pages are there already.")
    return run


def _finished(manifest: RunManifest) -> bool:
    return any(stage.name == "report" for stage in manifest.stages)


def _section_note(config: Config) -> list[HealthNote]:
    some = config.store.only or config.store.exclude or config.crawl.discover == "list"
    if not some:
        return []
    return [
        HealthNote(
            code="run-section",
            site=config.store.id,
            message="Only a section of the shop was walked.",
            hint="Findings elsewhere are kept as they are.",
        )
    ]
