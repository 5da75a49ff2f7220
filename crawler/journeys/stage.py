"""The journeys of a run, one after the other, each in a fresh context and on disk when done."""

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from playwright.async_api import Browser, async_playwright
from playwright.async_api import Error as PlaywrightError

from crawler.config import Config, JourneyPlan, WatchedProduct
from crawler.errors import BrowserError
from crawler.extract.document import parse
from crawler.extract.page import PageFacts, extract_page
from crawler.journeys.consent import Consent
from crawler.journeys.goal import goal_of
from crawler.journeys.guard import Guard
from crawler.journeys.library import plans_of
from crawler.journeys.shopper import Shopper
from crawler.journeys.trip import Target, Trip
from crawler.journeys.walk import WALKED, Walk
from crawler.platforms.detect import adapter
from crawler.records import (
    HealthNote,
    HttpFacts,
    JourneyRecord,
    JourneyState,
    RunDir,
    SiteFacts,
)
from crawler.records.codec import LineWriter, read_lines
from crawler.render.browser import BrowserChoice, choose_browser, launch
from crawler.render.context import CLOSE_TIMEOUT_S, open_context
from crawler.render.devices import DEVICES
from crawler.render.gate import keep_gate
from crawler.render.identity import Identities

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class JourneyOutcome:
    """How the stage ended."""

    browser: str = ""
    journeys: tuple[JourneyRecord, ...] = ()
    notes: tuple[HealthNote, ...] = ()


@dataclass(frozen=True, slots=True)
class Shop:
    """What a journey needs to know of the shop and of us."""

    config: Config
    site: SiteFacts
    shots: Path | None
    """Folder for pictures. None: no pictures."""
    user_agent: str
    time_zone: str = "UTC"

    def read(self, html: str, url: str) -> PageFacts:
        """HTML and address of a page to its facts."""
        return extract_page(
            parse(html.encode("utf-8", "replace"), url),
            platform=adapter(self.site.platform.name),
            home_url=self.site.url,
            currency_hint=self.site.currency,
            language_hint=self.site.language,
            http=HttpFacts(status=200, content_type="text/html"),
        )


def walk_journeys(
    config: Config,
    products: tuple[WatchedProduct, ...],
    run: RunDir,
    *,
    on_progress: Callable[[str, int, int], None] = lambda name, done, total: None,
) -> JourneyOutcome:
    """Walk the journeys of the own shop that this run has not walked yet.

    Without a browser, and without a product to buy, nothing is walked and the outcome says so.
    Raises ConfigError for what is wrong with the journeys' files.
    """
    site = next((site for site in run.sites() if site.id == config.store.id), None)
    if site is None:
        return JourneyOutcome()
    done = {line.name for line in read_lines(run.journeys_path, JourneyRecord)}
    plans = {
        name: plan
        for name, plan in plans_of(config, site.platform.name).items()
        if name not in done
    }
    target = goal_of(config, products, run)
    if target is None:
        named = config.journeys.product
        message = (
            f"No journey was walked: the walk did not see the product {named!r}."
            if named
            else "No journey was walked: no product with a price that can be bought was seen."
        )
        hint = "Name one with journeys.product: its address or its SKU."
        return JourneyOutcome(notes=(_note(config, message, hint),))
    manifest = run.manifest()
    shots = run.shots if config.render.screenshots else None
    shop = Shop(config, site, shots, manifest.user_agent, manifest.time_zone)
    try:
        return asyncio.run(_walk_all(shop, plans, target, run, on_progress))
    except BrowserError as error:
        message = f"No journey was walked: {error.message}"
        return JourneyOutcome(notes=(_note(config, message, error.hint),))


async def _walk_all(
    shop: Shop,
    plans: dict[str, JourneyPlan],
    target: Target,
    run: RunDir,
    on_progress: Callable[[str, int, int], None],
) -> JourneyOutcome:
    records: list[JourneyRecord] = []
    async with async_playwright() as playwright:
        choice = await choose_browser(playwright, shop.config.render.executable_path)
        browser = await launch(playwright, choice)
        with LineWriter(run.journeys_path) as writer:
            for name, plan in plans.items():

                def tell(steps: int, name: str = name) -> None:
                    on_progress(name, steps, len(WALKED))

                if not browser.is_connected():
                    browser = await launch(playwright, choice)
                record = await walk_one(shop, browser, choice, name, plan, target, on_step=tell)
                writer.write(record)
                records.append(record)
        await browser.close()
    unsure = [record for record in records if record.state is JourneyState.UNSURE]
    notes = tuple(
        _note(
            shop.config,
            f"The journey {record.name} ended for a reason of our own: {record.note}",
            "What it did not reach was not judged tonight.",
        )
        for record in unsure
    )
    return JourneyOutcome(f"{choice.name} {choice.version}", tuple(records), notes)


async def walk_one(
    shop: Shop,
    browser: Browser,
    choice: BrowserChoice,
    name: str,
    plan: JourneyPlan,
    target: Target,
    *,
    on_step: Callable[[int], None] = lambda steps: None,
) -> JourneyRecord:
    """One journey in a fresh context of a running browser."""
    settings = shop.config.journeys
    device = DEVICES[shop.config.render.devices[0]]
    base = JourneyRecord(
        site=shop.site.id,
        name=name,
        device=device.name,
        device_width=device.width,
        device_height=device.height,
        state=JourneyState.UNSURE,
        browser=f"{choice.name} {choice.version}",
        product_url=target.url,
        product_name=target.name,
        search_words=target.words,
    )
    identity = Identities(shop.config, shop.user_agent, shop.time_zone).of_site(shop.site.id)
    shots = shop.shots
    guard = Guard(shop.site.url)
    consent = Consent()
    context = await open_context(browser, device, choice.version, identity)
    try:
        await guard.stand(context)
        page = await context.new_page()
        await keep_gate(page, identity)
        shopper = Shopper(
            page,
            device,
            guard,
            home=shop.site.url,
            timeout_s=settings.step_timeout_s,
            shot=(lambda step: shots / f"journey-{name}-{step}.webp") if shots else None,
        )
        shopper.words = target.words
        await shopper.begin()
        await consent.watch(page)
        trip = Trip(
            plan=plan,
            shopper=shopper,
            target=target,
            consent=consent,
            read=shop.read,
            identity=settings.identity,
            currency=shop.site.currency,
        )
        return await Walk(trip, base, settings.max_minutes * 60, on_step).go()
    except PlaywrightError as error:
        text = str(error).splitlines()[0][:160]
        return base.model_copy(update={"note": f"The browser went away: {text}"})
    finally:
        try:
            async with asyncio.timeout(CLOSE_TIMEOUT_S):
                await context.close()
        except (PlaywrightError, TimeoutError) as error:
            log.debug("context did not close: %s", error)


def _note(config: Config, message: str, hint: str) -> HealthNote:
    return HealthNote(code="journey-failed", site=config.store.id, message=message, hint=hint)
