"""What a choice about cookies changes on the own home page.

Without one, after refusing, after accepting, as the EDPS Website Evidence Collector looks at pages
(mobile.md 1.9): each in a fresh context, and opened again after the choice. What tags want to send
is written down and never leaves the browser.
"""

from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from urllib.parse import urlsplit

from playwright.async_api import CDPSession, Locator, Page, Request
from playwright.async_api import Error as PlaywrightError
from playwright.async_api import TimeoutError as PlaywrightTimeout

from crawler.records import Choice, ConsentFacts, ConsentPhase
from crawler.render.banner import NEVER, accepting, refusing
from crawler.render.context import Seat
from crawler.render.devices import Device
from crawler.render.identity import Identity
from crawler.render.look import OPEN_TIMEOUT_MS, measure
from crawler.render.tags import TagWatch, owner_of
from crawler.render.world import HOP_TIMEOUT_MS, MEASURE, MOST_HOPS, World, moved_on, prepare

QUIET_MS = 1500
SETTLE_CAP_MS = 8000
"""Both longer than in look.py: a tag manager starts its tags some time after the page."""
BANNER_MS = 2000
"""For the banner, after nothing happened on the page for `QUIET_MS`. Our own limits."""
TAP_MS = 2000
MOST_HOSTS = 50
MOST_COOKIES = 100
MOST_TEXT = 60

TOOLS = (
    ("OneTrust", "window.OneTrust || window.OnetrustActiveGroups"),
    ("Cookiebot", "window.Cookiebot && window.Cookiebot.consent"),
    ("Usercentrics", "window.UC_UI"),
    ("Didomi", "window.Didomi"),
    ("Shopify customer privacy", "window.Shopify && window.Shopify.customerPrivacy"),
    ("a tool of the IAB framework", "typeof window.__tcfapi === 'function'"),
)
"""What each leaves in the page (mobile.md 1.9). The first that is there counts."""
OWN_BANNER = "a banner of its own"

NO_BANNER = "No banner with a button that accepts or refuses was found."
UNSEEN = "The page could not be seen without a choice, so nothing was tapped."
MISSING = {
    Choice.REJECTED: "The banner offers no way to refuse on its first level.",
    Choice.ACCEPTED: "No button that accepts everything was found on the banner.",
}
OFFERED: dict[Choice, Callable[[Page], Locator]] = {
    Choice.REJECTED: refusing,
    Choice.ACCEPTED: accepting,
}


@dataclass(frozen=True, slots=True)
class Home:
    """The home page of a shop, and how it is looked at."""

    site: str
    url: str
    device: Device
    identity: Identity
    blocked: tuple[str, ...]
    """Patterns of addresses that are never asked."""
    limit_s: float
    """For each phase."""
    quiet_ms: int = QUIET_MS
    banner_ms: int = BANNER_MS


async def look_at_choices(
    home: Home, seat: Seat, turn: Callable[[str], Awaitable[None]]
) -> ConsentFacts:
    """All three phases; one that fails says so and is not complete.

    `turn` waits until an address of the shop may be asked for.
    """
    facts = ConsentFacts(site=home.site, url=home.url, device=home.device.name)
    for choice in Choice:
        if why := _why_not(facts, choice):
            facts = _with(facts, ConsentPhase(name=choice, note=why))
            continue

        def look(
            page: Page, choice: Choice = choice, so_far: ConsentFacts = facts
        ) -> Awaitable[ConsentFacts]:
            visit = _Visit(page, home, turn)
            if choice is Choice.NONE:
                return visit.untouched(so_far)
            return visit.chosen(so_far, choice)

        await seat.leave()  # to a fresh context
        try:
            facts = await seat.use(home.device, home.identity, home.limit_s, look)
        except TimeoutError:
            note = f"It hung for {home.limit_s:g} s."
            facts = _with(facts, ConsentPhase(name=choice, note=note))
        except (PlaywrightError, OSError) as error:
            note = f"The browser gave up: {str(error).splitlines()[0][:160]}"
            facts = _with(facts, ConsentPhase(name=choice, note=note))
    await seat.leave()
    return facts


def _why_not(facts: ConsentFacts, choice: Choice) -> str:
    """Why there is nothing to choose; empty when there is, and for the phase without a choice."""
    if choice is Choice.NONE:
        return ""
    untouched = facts.phase(Choice.NONE)
    if untouched is None or not untouched.complete:
        return UNSEEN
    if not facts.refuse and not facts.accept:
        return NO_BANNER
    text = facts.refuse if choice is Choice.REJECTED else facts.accept
    if not text:
        return MISSING[choice]
    return f'"{text}" was not tapped: it may order or pay something.' if NEVER.search(text) else ""


def _with(facts: ConsentFacts, phase: ConsentPhase) -> ConsentFacts:
    return facts.model_copy(update={"phases": (*facts.phases, phase)})


class _Visit:
    """The home page in one fresh context."""

    cdp: CDPSession
    world: World

    def __init__(self, page: Page, home: Home, turn: Callable[[str], Awaitable[None]]) -> None:
        self.page = page
        self.home = home
        self.turn = turn
        self.watch = TagWatch()
        self.hosts: set[str] = set()

    async def untouched(self, facts: ConsentFacts) -> ConsentFacts:
        """Nothing is tapped; what could be is looked for."""
        await self._prepare()
        note = await self._open()
        known = {} if note else await self._banner()
        return _with(facts.model_copy(update=known), await self._phase(Choice.NONE, note))

    async def chosen(self, facts: ConsentFacts, choice: Choice) -> ConsentFacts:
        """One button is tapped and the page opened again."""
        await self._prepare()
        offered = OFFERED[choice](self.page).filter(visible=True).first
        note = await self._open()
        text = ""
        if not note:
            text, note = await self._tap(offered)
        if not note:
            note = await self._open()
        if note:
            return _with(facts, ConsentPhase(name=choice, note=note, pressed=text))
        again = await offered.is_visible()
        note = "The banner was there again after the choice." if again else ""
        return _with(facts, await self._phase(choice, note, text))

    async def _prepare(self) -> None:
        self.cdp = await self.page.context.new_cdp_session(self.page)
        await prepare(self.cdp, "observe.js", self.home.blocked)
        self.page.on("request", self._asked)

    async def _open(self) -> str:
        """Open the page anew, and listen from now on. Returns why it cannot be judged."""
        await self.page.goto("about:blank")  # what the page before says at its end is not counted
        await self.turn(self.home.url)
        self.watch, self.hosts = TagWatch(), set()
        self.watch.listen(self.page)
        try:
            response = await self.page.goto(
                self.home.url, wait_until="domcontentloaded", timeout=OPEN_TIMEOUT_MS
            )
        except PlaywrightTimeout:
            return f"It did not open within {OPEN_TIMEOUT_MS // 1000} s."
        except PlaywrightError as error:
            if "net::" not in str(error):
                raise  # not the page's doing: the browser or the tab went away
            return f"It did not open: {str(error).splitlines()[0][:160]}"
        if response is not None and response.status >= 400:
            return f"It answered with status {response.status}."
        return "" if await self._rests() else "It did not finish loading."

    async def _rests(self) -> bool:
        """Wait for the page, and for those that it leads on to. False: it is still loading."""
        for _ in range(MOST_HOPS):
            try:
                self.world = await World.open(self.cdp, MEASURE)
                await self.world.run(f"storewalk.settle({self.home.quiet_ms}, {SETTLE_CAP_MS})")
                # A page that polls never rests, but its own files and tags are there.
                return bool(await self.world.run("document.readyState === 'complete'"))
            except PlaywrightError as error:
                if not moved_on(error):
                    raise
                with suppress(PlaywrightTimeout):
                    await self.page.wait_for_load_state("domcontentloaded", timeout=HOP_TIMEOUT_MS)
        return False

    async def _banner(self) -> dict[str, object]:
        """Fields of ConsentFacts: the tool, and the buttons of its banner."""
        buttons = {choice: find(self.page).filter(visible=True).first
                   for choice, find in OFFERED.items()}  # fmt: skip
        refuse, accept = buttons[Choice.REJECTED], buttons[Choice.ACCEPTED]
        with suppress(PlaywrightTimeout):  # then there is none
            await refuse.or_(accept).first.wait_for(timeout=self.home.banner_ms)
        texts = {name: await _text(one) for name, one in (("refuse", refuse), ("accept", accept))}
        overlay = (await measure(self.world, self.home.device))["layout"]["overlay"]
        return {
            **texts,
            "wall": overlay is not None and overlay["kind"] == "consent",
            "cmp": await self._tool() or (OWN_BANNER if any(texts.values()) else ""),
        }

    async def _tool(self) -> str:
        """Read in the page's own world, where the tool is. A page that lies gets the wrong name."""
        tests = "".join(
            f"try {{ if ({test}) return {number}; }} catch {{}} "
            for number, (_, test) in enumerate(TOOLS)
        )
        expression = f"(() => {{ {tests} return -1; }})()"
        answer = await self.cdp.send(
            "Runtime.evaluate", {"expression": expression, "returnByValue": True}
        )
        number = answer["result"].get("value", -1)
        return TOOLS[number][0] if isinstance(number, int) and number >= 0 else ""

    async def _tap(self, offered: Locator) -> tuple[str, str]:
        """The text of what was tapped, and why it cannot be judged."""
        try:
            await offered.wait_for(timeout=self.home.banner_ms)
            text = await _text(offered)
            if NEVER.search(text):
                return text, f'"{text}" was not tapped: it may order or pay something.'
            await offered.click(timeout=TAP_MS)
        except PlaywrightTimeout:
            return "", "The button could not be tapped."
        await self._rests()
        away = urlsplit(self.page.url).netloc != urlsplit(self.home.url).netloc
        return text, f'"{text}" led to another place.' if away else ""

    async def _phase(self, choice: Choice, note: str, pressed: str = "") -> ConsentPhase:
        given = self.home.identity.access.cookies
        names = [cookie.get("name", "")[:MOST_TEXT] for cookie in await self.page.context.cookies()]
        names = sorted({name for name in names if name and name not in given})
        return ConsentPhase(
            name=choice,
            complete=not note,
            note=note,
            pressed=pressed,
            tags=self.watch.facts("", names, (), complete=True)["tags"],
            cookies={name: owner_of(name) for name in names[:MOST_COOKIES]},
            hosts=tuple(sorted(self.hosts))[:MOST_HOSTS],
        )

    def _asked(self, request: Request) -> None:
        parts = urlsplit(request.url)
        own = urlsplit(self.home.url).netloc
        if parts.scheme in ("http", "https") and parts.netloc != own:
            self.hosts.add(parts.netloc[:200])


async def _text(control: Locator) -> str:
    """What a button says; empty when there is none, or it says nothing."""
    if not await control.count():
        return ""
    said = await control.inner_text() or await control.get_attribute("value")
    text = " ".join((said or await control.get_attribute("aria-label") or "").split())
    return text[:MOST_TEXT]
