"""The steps from the home page to the product: open, search, listing, filter, product, variant."""

import orjson

from crawler.config import Step
from crawler.extract.words import BUY_WORDS
from crawler.journeys.shopper import OPENED_S, Missing, Pressed, Shopper
from crawler.journeys.trip import Outcome, Sight, Trip
from crawler.journeys.words import NOTHING_FOUND
from crawler.records import PageKind, StepState

UNEXPECTED = "What the journey expects of this step did not come true."
MOST_CHOICES = 5
"""Of one product: size, colour, length and what a choice opens."""


async def open_shop(trip: Trip) -> Outcome:
    """The home page."""
    shopper = trip.shopper
    shopper.mark()
    await shopper.goto(shopper.home)
    elapsed = shopper.since()
    if wrong := broken(shopper):
        return Outcome(StepState.FAILED, f"The home page {wrong}.", elapsed_ms=elapsed)
    return Outcome(StepState.OK, pressed=Pressed("the home page"), elapsed_ms=elapsed)


async def search(trip: Trip) -> Outcome:
    """Type words of the product's name and look whether anything is found."""
    shopper, step = trip.shopper, trip.plan.steps.search
    found = await shopper.await_one(step.ways, step.first, OPENED_S)
    if found is None:
        return Outcome(StepState.SKIPPED, "No search field was found.", final=True)
    element, words = found
    before = await trip.sight()
    picture = await shopper.look("search-before")
    await element.fill(trip.target.words, timeout=shopper.timeout_s * 1000)
    shopper.mark()
    await element.press("Enter", timeout=shopper.timeout_s * 1000, no_wait_after=True)
    pressed = Pressed(f'typed "{trip.target.words}" into {words}', before=picture)
    last = before

    async def answered() -> bool:
        nonlocal last
        now = await trip.see()
        if now is None or not now.ready:
            return False
        last = now
        if await trip.proves(step.expect, before, now):
            return True
        changed = _unlike(before, now)
        said = now.products or NOTHING_FOUND.search(now.text) or broken(shopper)
        return not step.expect and changed and bool(said)

    proven = await shopper.until(answered)
    result = Outcome(StepState.OK, pressed=pressed, elapsed_ms=shopper.since())
    result.more = {"products": last.products}
    asked = f'"{trip.target.words}"'
    if wrong := broken(shopper):
        result.state, result.note = StepState.FAILED, f"The search for {asked} {wrong}."
    elif not _unlike(before, last):
        result.state = StepState.FAILED
        result.note = f"Nothing happened after the search for {asked}."
    elif last.products == 0 and NOTHING_FOUND.search(last.text):
        result.state = StepState.FAILED
        result.note = f"The search for {asked} found nothing, though the shop sells it."
        result.final = True
    elif not proven and not last.priced:
        result.state = StepState.UNSURE
        result.note = f"We know no product on the page that the search for {asked} led to."
    return result


async def listing(trip: Trip) -> Outcome:
    """A category that shows products, by a link or the menu if there is one."""
    shopper, step = trip.shopper, trip.plan.steps.listing
    if not trip.target.categories and not step.ways:
        return Outcome(StepState.SKIPPED, "The walk knows no category.", final=True)
    before = await trip.sight()
    pressed = await _go(trip, trip.target.categories, step, "listing", menu=True)

    async def arrived() -> bool:
        now = await trip.see()
        if now is None or not now.ready or _same(before, now):
            return False
        if step.expect:
            return await trip.proves(step.expect, before, now)
        return bool(now.products or broken(shopper))

    proven = await shopper.until(arrived)
    result = Outcome(StepState.OK, pressed=pressed, elapsed_ms=shopper.since())
    now = await trip.sight()
    result.more = {"products": now.products}
    if wrong := broken(shopper):
        result.state, result.note = StepState.FAILED, f"The category {wrong}."
    elif now.url == before.url and now.url not in trip.target.categories:
        result.state, result.note = StepState.FAILED, "The link to the category led nowhere."
    elif step.expect and not proven:
        result.state, result.note = StepState.FAILED, UNEXPECTED
    elif not step.expect and not now.products and not now.priced:
        result.state, result.note = StepState.FAILED, "The category shows no product."
    return result


async def narrow(trip: Trip) -> Outcome:
    """One choice in a filter, when the list has one."""
    shopper, step = trip.shopper, trip.plan.steps.filter
    before = await trip.sight()
    if not before.products:
        return Outcome(StepState.SKIPPED, "There is no list to narrow down.", final=True)
    try:
        pressed = await shopper.press(step.ways, first=step.first, name="filter", patience_s=0)
    except Missing:
        return Outcome(StepState.SKIPPED, "No filter was found.", final=True)

    async def narrowed() -> bool:
        now = await trip.see()
        if now is None or not now.ready:
            return False
        if step.expect:
            return await trip.proves(step.expect, before, now)
        return _unlike(before, now)

    done = await shopper.until(narrowed)
    result = Outcome(StepState.OK, pressed=pressed, elapsed_ms=shopper.since())
    now = await trip.sight()
    result.more = {"products": now.products}
    if wrong := broken(shopper):
        result.state, result.note = StepState.FAILED, f"The filter {wrong}."
    elif not done:
        result.state, result.note = StepState.FAILED, "The list did not change."
    return result


async def product(trip: Trip) -> Outcome:
    """The product's page, by a link of the list if it shows one."""
    shopper, step = trip.shopper, trip.plan.steps.product
    before = await trip.sight()
    pressed = await _go(trip, (trip.target.url,), step, "product")

    async def arrived() -> bool:
        now = await trip.see()
        if now is None or not now.ready:
            return False
        if step.expect:
            return await trip.proves(step.expect, before, now)
        return now.here or bool(broken(shopper))

    here = await shopper.until(arrived)
    result = Outcome(StepState.OK, pressed=pressed, elapsed_ms=shopper.since())
    if wrong := broken(shopper):
        result.state, result.note = StepState.FAILED, f"The product's page {wrong}."
        return result
    await shopper.settle()
    facts = trip.read(await trip.html(), shopper.page.url)
    if step.expect and not here:
        result.state, result.note = StepState.FAILED, UNEXPECTED
        return result
    if not here and facts.kind is not PageKind.PRODUCT:
        result.state = StepState.FAILED
        result.note = "The way to the product led to another page."
        return result
    low, high = facts.offer.price_low, facts.offer.price_high
    if low is None or high is None or low.amount == high.amount:
        trip.product_price = facts.offer.price
    result.more = {"price": facts.offer.price}
    return result


async def variant(trip: Trip) -> Outcome:
    """The first size and colour in stock, where the page asks for them."""
    shopper, step = trip.shopper, trip.plan.steps.variant
    scope = next((way.css for way in step.ways if way.css), "")
    asked = f"{orjson.dumps(scope).decode()},{orjson.dumps(BUY_WORDS.pattern).decode()}"
    chosen: list[str] = []
    done: set[str] = set()
    shopper.mark()
    for _ in range(MOST_CHOICES):
        wanted = await shopper.ask(f"storewalkJourney.choices({asked})") or ()
        choice = next((one for one in wanted if one["css"] not in done), None)
        if choice is None:
            break
        done.add(choice["css"])
        if choice["value"] is None:
            note = "None of the choices of size, colour or kind can be taken."
            return Outcome(StepState.FAILED, note, elapsed_ms=shopper.since())
        element = shopper.page.locator(choice["css"])
        if choice["kind"] == "select":
            await element.select_option(choice["value"], timeout=shopper.timeout_s * 1000)
        else:
            await shopper.tap(element)
        shopper.rested = False
        chosen.append(choice["text"])
        await shopper.settle()
    if not chosen:
        return Outcome(StepState.SKIPPED, "There is nothing to choose.", final=True)
    facts = trip.read(await trip.html(), shopper.page.url)
    return Outcome(
        StepState.OK,
        pressed=Pressed(f"chose {', '.join(chosen)}"),
        elapsed_ms=shopper.since(),
        more={"price": facts.offer.price if trip.product_price else None},
    )


def broken(shopper: Shopper) -> str:
    """What the server said of the last document, if that is an error: answered with HTTP 500."""
    status = shopper.status
    return f"answered with HTTP {status}" if status is not None and status >= 400 else ""


async def _go(
    trip: Trip, pages: tuple[str, ...], step: Step, name: str, *, menu: bool = False
) -> Pressed:
    """Tap what the journey names, else a link to the first of these pages that one leads to, else
    open the first.

    `menu`: a list, whose links may hide in a menu, and which is another with a filter in it."""
    shopper = trip.shopper
    if step.ways:
        return await shopper.press(step.ways, first=step.first, name=name)
    asked = orjson.dumps([pages, menu]).decode()
    for try_menu in (False, True):
        if try_menu:
            opener = await shopper.find(trip.plan.steps.listing.first) if menu else None
            if opener is None:
                break
            await shopper.tap(opener[0])
            await shopper.settle()
        for path in await shopper.ask(f"storewalkJourney.linksTo(...{asked})") or ():
            element = shopper.page.locator(path)
            if await shopper.in_reach(element):
                text = " ".join((await element.inner_text()).split())[:60]
                return await shopper.tap(
                    element, words=f'link "{text or "picture"}"', name=name, known=True
                )
    shopper.mark()
    await shopper.goto(pages[0])
    return Pressed("its address: no link to it was in reach")


def _same(before: Sight, now: Sight) -> bool:
    return (now.born, now.url) == (before.born, before.url)


def _unlike(before: Sight, now: Sight) -> bool:
    return now.text != before.text or (now.born != before.born and now.products != before.products)
