"""The hand and the eyes of a journey: finds, taps, types, waits for a proof, takes pictures."""

import asyncio
import re
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import quote_plus, urljoin, urlsplit

import orjson
from playwright.async_api import CDPSession, Dialog, Locator, Page, Response
from playwright.async_api import Error as PlaywrightError
from playwright.async_api import TimeoutError as PlaywrightTimeout

from crawler.config import Way
from crawler.errors import StorewalkError
from crawler.journeys.guard import Guard, belongs
from crawler.journeys.words import NEVER_WITH_BASKET, pattern_of
from crawler.records import Box, ElementEvidence, FieldFacts, Screenshot
from crawler.render.banner import NEVER
from crawler.render.devices import Device
from crawler.render.picture import screen
from crawler.render.traffic import Events
from crawler.render.world import MEASURE, World, moved_on, prepare

QUIET_MS, SETTLE_CAP_MS = 150, 2500
"""Before a picture: shorter than in look.py, because a shopper does not wait for a page to end."""
POLL_S = 0.05
TRIAL_MS = 1000
"""For an element to be in reach of a finger: on the screen, still, and on top."""
OPENED_S = 1.5
"""For a menu to slide in, and for what has a way around."""
MOST_CANDIDATES = 6
"""Elements tried for each way: the same link stands in a menu, a header and a footer."""


class Refused(StorewalkError):  # noqa: N818 - what became of a press, not a fault
    """What would have been pressed is something that we never press, or leads away."""


class Missing(StorewalkError):  # noqa: N818 - as above
    """Nothing to press is on the page, or no finger reaches it."""


@dataclass(frozen=True, slots=True)
class Pressed:
    """What was pressed."""

    way: str
    """In words: button "Add to basket"."""
    element: ElementEvidence | None = None
    before: Screenshot | None = None


@dataclass(slots=True)
class Told:
    """What the page told since the last tap."""

    change_ms: int | None = None
    tap_ms: int | None = None
    dialogs: list[str] = field(default_factory=list)


class Shopper:
    """One page of one context, used as a person uses it."""

    cdp: CDPSession
    """There from `begin` on."""

    def __init__(
        self,
        page: Page,
        device: Device,
        guard: Guard,
        *,
        home: str,
        timeout_s: float,
        shot: Callable[[str], Path] | None,
    ) -> None:
        """`shot` names the file of a picture; None: no pictures."""
        self.page = page
        self.device = device
        self.guard = guard
        self.home = home
        self.timeout_s = timeout_s
        self.shot = shot
        self.words = ""
        self.with_basket = False
        """Something is in the basket, so that "buy now" is an order."""
        self.told = Told()
        self.marked_at = 0.0
        """Of the event loop's clock."""
        self.status: int | None = None
        self.rested = False
        """The page was waited for since the last press."""
        self.forbidden = ""
        """Text of what the last search left alone because it may order or pay."""
        self.opened: list[str] = []
        """Addresses of new tabs that the page opened."""
        self.events = Events(urlsplit(home).netloc)
        self._tasks: set[asyncio.Task[None]] = set()

    async def begin(self) -> None:
        """Get the page ready; before its first address."""
        self.events.listen(self.page)
        self.page.on("dialog", self._dialog)
        self.page.on("response", self._response)
        self.page.on("popup", self._popup)
        self.cdp = cdp = await self.page.context.new_cdp_session(self.page)
        cdp.on("Runtime.bindingCalled", self._bound)
        await cdp.send("Runtime.enable")
        binding = {"name": "storewalkTell", "executionContextName": "storewalk"}
        await cdp.send("Runtime.addBinding", binding)
        await prepare(cdp, "observe.js", ())
        await prepare(cdp, "journey.js", ())

    async def goto(self, address: str) -> None:
        """Open an address of the shop. Raises PlaywrightError when it does not open."""
        await self.page.goto(address, wait_until="domcontentloaded", timeout=self.timeout_s * 1000)

    async def ask(self, expression: str, *names: str) -> Any:
        """What an expression of our scripts says. None: the page was just replaced by another."""
        try:
            world = await World.open(self.cdp, "journey.js", *names)
            return await world.run(expression)
        except PlaywrightError as error:
            if moved_on(error):
                return None
            raise

    async def fields(self) -> tuple[FieldFacts, ...]:
        """The fields of all forms on the page."""
        rows = await self.ask("storewalk.fields()", MEASURE)
        return tuple(FieldFacts.model_validate(row) for row in rows or ())

    def mark(self) -> None:
        """From now on the time of this step counts."""
        self.told.change_ms = self.told.tap_ms = None
        self.rested = False
        self.marked_at = asyncio.get_running_loop().time()

    def since(self) -> int:
        """Since the mark or the last tap, ms."""
        return round((asyncio.get_running_loop().time() - self.marked_at) * 1000)

    async def until(
        self, proof: Callable[[], Awaitable[bool]], limit_s: float | None = None
    ) -> bool:
        """Wait until something is true; False when it is not in time."""
        loop = asyncio.get_running_loop()
        end = loop.time() + (self.timeout_s if limit_s is None else limit_s)
        while True:
            if await proof():
                return True
            if loop.time() >= end:
                return False
            await asyncio.sleep(POLL_S)

    async def settle(self) -> None:
        """Let the page come to rest, for the picture; not longer than a short while, and once
        after each press."""
        if self.rested:
            return
        self.rested = True
        await self.ask(f"storewalk.settle({QUIET_MS}, {SETTLE_CAP_MS})", MEASURE)

    async def look(self, name: str) -> Screenshot | None:
        """A picture of the screen. None: pictures are off, or it could not be taken."""
        if self.shot is None:
            return None
        return await screen(self.cdp, self.device, self.shot(name))

    async def find(self, ways: tuple[Way, ...]) -> tuple[Locator, str] | None:
        """The first element that a way shows, a finger reaches and we may press; and how it was
        found."""
        self.forbidden = ""
        for way in ways:
            for one in await self._candidates(way):
                if not await self.in_reach(one):
                    continue
                said = await self._said(one)
                if self._forbids(" ".join(said)):
                    self.forbidden = said[0][:60]
                    continue
                return one, f'{way.role or "element"} "{said[0][:60]}"'
        return None

    async def await_one(
        self, ways: tuple[Way, ...], first: tuple[Way, ...] = (), patience_s: float | None = None
    ) -> tuple[Locator, str] | None:
        """As `find`, but waits for it: pages draw their buttons late. None means the step's time.

        `first` is tapped once when nothing shows: a menu, a magnifying glass.
        """
        loop = asyncio.get_running_loop()
        end = loop.time() + (self.timeout_s if patience_s is None else patience_s)
        while True:
            found = await self.find(ways)
            if found is not None or self.forbidden:
                return found
            if first and (opener := await self.find(first)):
                first = ()
                await self.tap(opener[0])
                end = max(end, loop.time() + OPENED_S)
            elif loop.time() >= end:
                return None
            await asyncio.sleep(POLL_S)

    async def press(
        self,
        ways: tuple[Way, ...],
        *,
        name: str,
        first: tuple[Way, ...] = (),
        patience_s: float | None = None,
    ) -> Pressed:
        """Tap what the ways lead to, or go to the address that one of them names.

        Raises Missing and Refused.
        """
        addresses = [self.address(way.address) for way in ways if way.address]
        found = await self.await_one(ways, first, OPENED_S if addresses else patience_s)
        if found is not None:
            element, words = found
            return await self.tap(element, words=words, name=name)
        if self.forbidden:
            raise Refused(f'"{self.forbidden}" may order or pay something, so it was not pressed')
        if not addresses:
            raise Missing("nothing to press was found")
        self.mark()
        await self.goto(addresses[0])
        return Pressed(f"the address {urlsplit(addresses[0]).path}")

    async def tap(
        self, element: Locator, *, words: str = "", name: str = "", known: bool = False
    ) -> Pressed:
        """Tap an element, unless it could order or pay something: `known` says that it cannot, as
        a link to a page that the walk has read. Raises Refused."""
        said = await self._said(element)
        text = said[0]
        if not known and self._forbids(" ".join(said)):
            raise Refused(f'"{text[:60]}" may order or pay something, so it was not pressed')
        await element.scroll_into_view_if_needed(timeout=TRIAL_MS)
        before = await self.look(f"{name}-before") if name else None
        box = await element.bounding_box()
        await self.ask("storewalkJourney.arm()")
        timeout = self.timeout_s * 1000
        self.mark()
        if self.device.mobile:
            await element.tap(timeout=timeout, no_wait_after=True)
        else:
            await element.click(timeout=timeout, no_wait_after=True)
        evidence = ElementEvidence(
            selector=words[:200], box=Box.model_validate(box) if box else None, text=text[:120]
        )
        return Pressed(words, evidence, before)

    async def follow_tabs(self) -> bool:
        """Go where a new tab went, in this one; False when none was opened in the shop."""
        while self.opened:
            address = self.opened.pop()
            if belongs(urlsplit(address).hostname or "", self.guard.host):
                await self.goto(address)
                self.opened.clear()
                return True
        return False

    def address(self, template: str) -> str:
        """An address of a way, whole, with the search words in it."""
        return urljoin(self.home, template.replace("{words}", quote_plus(self.words)))

    async def _candidates(self, way: Way) -> list[Locator]:
        named = pattern_of(way)
        if way.href:
            asked = orjson.dumps([way.href, named.pattern if named else ""]).decode()
            paths = await self.ask(f"storewalkJourney.links(...{asked})") or ()
            return [self.page.locator(path) for path in paths[:MOST_CANDIDATES]]
        if way.role:
            found = self.page.get_by_role(way.role, name=named)
        elif way.css:
            found = self.page.locator(way.css)
            if named:
                found = found.filter(has_text=named).or_(found.and_(self.page.get_by_label(named)))
        else:
            return []
        found = found.filter(visible=True)
        return [found.nth(number) for number in range(min(await found.count(), MOST_CANDIDATES))]

    async def in_reach(self, element: Locator) -> bool:
        """Whether a finger can tap it: beside the screen or under something else it cannot."""
        try:
            box = await element.bounding_box(timeout=TRIAL_MS)
            if box is None or box["width"] < 2 or box["height"] < 2:
                return False
            if box["x"] + box["width"] <= 0 or box["x"] >= self.device.width:
                return False
            await element.click(trial=True, timeout=TRIAL_MS)
        except PlaywrightTimeout:
            return False
        except PlaywrightError as error:
            if moved_on(error):
                return False
            raise
        return True

    async def _said(self, element: Locator) -> list[str]:
        """Everything by which one might know what it does; what a shopper reads comes first."""
        said = [await element.inner_text(timeout=TRIAL_MS)]
        for attribute in ("value", "aria-label", "title", "placeholder", "name", "id", "class"):
            said.append(await element.get_attribute(attribute, timeout=TRIAL_MS) or "")
        return [text for part in said if (text := " ".join(part.split()))] or [""]

    def _forbids(self, text: str) -> bool:
        if NEVER.search(text):
            return True
        return self.with_basket and NEVER_WITH_BASKET.search(text) is not None

    def _dialog(self, dialog: Dialog) -> None:
        self.told.dialogs.append(f"{dialog.type}: {' '.join(dialog.message.split())[:200]}")
        self._later(dialog.accept())

    def _later(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def _response(self, response: Response) -> None:
        request = response.request
        if request.is_navigation_request() and request.frame == self.page.main_frame:
            self.status = response.status

    def _popup(self, tab: Page) -> None:
        self._later(self._close_tab(tab))

    async def _close_tab(self, tab: Page) -> None:
        try:
            await tab.wait_for_url(re.compile("^http"), timeout=2000, wait_until="commit")
            self.opened.append(tab.url)
            await tab.close()
        except PlaywrightError:
            await tab.close()

    def _bound(self, event: dict[str, Any]) -> None:
        kind, value = orjson.loads(event["payload"])
        if kind == "change" and self.told.change_ms is None:
            self.told.change_ms = round(value)
        elif kind == "tap":
            self.told.tap_ms = max(self.told.tap_ms or 0, round(value))
