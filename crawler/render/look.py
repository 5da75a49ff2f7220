"""One page on one device: open, settle, measure, picture, sweep, second look."""

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

from playwright.async_api import CDPSession, Page
from playwright.async_api import Error as PlaywrightError
from playwright.async_api import TimeoutError as PlaywrightTimeout

from crawler.records import (
    OfferFacts,
    PageView,
    RenderFacts,
    RenderState,
    render_facts,
)
from crawler.render.album import PageAlbum
from crawler.render.axe import accessibility
from crawler.render.devices import Device
from crawler.render.limit import MAX_MB, Limit
from crawler.render.picture import Camera
from crawler.render.policy import ThirdParties, keep_out
from crawler.render.swipe import gallery_moves
from crawler.render.tags import TagWatch
from crawler.render.traffic import Events, Weights
from crawler.render.views import other_views
from crawler.render.world import MEASURE, MOST_HOPS, World, moved_on, prepare

QUIET_MS = 500
SETTLE_CAP_MS = 6000
"""Both measured in mobile.md 3.3: network idle never comes on a page that polls."""
OPEN_TIMEOUT_MS = 20_000
MOST_HTML = 10_000_000
"""Characters of the rendered HTML that are read for facts. Our own limit, as that of the walk."""


async def look_at(
    page: Page,
    url: str,
    device: Device,
    *,
    album: PageAlbum | None,
    read: Callable[[str], tuple[OfferFacts, PageView]],
    blocked: tuple[str, ...] = (),
    third_parties: ThirdParties = "load",
    tags: tuple[str, ...] = (),
    axe: bool = False,
    widths: bool = True,
    weights: Weights | None = None,
    max_mb: float = MAX_MB,
    quiet_ms: int = QUIET_MS,
) -> RenderFacts:
    """Look at one page. A page that does not open gives facts with state FAILED, not an error.

    `album` takes the pictures; without one none is taken. `read` turns the rendered HTML into
    its facts. `axe`: whether accessibility is looked at; `widths`: whether other widths are.
    `quiet_ms` is how long nothing may happen before the page is taken for ready. `tags`: ids that
    should be there. `weights`: sizes known from earlier pages. `max_mb`: where loading is stopped.
    Raises PlaywrightError when the browser itself went away.
    """
    parts = urlsplit(url)
    events = Events(parts.netloc, weights or Weights(), secure=parts.scheme == "https")
    events.listen(page)
    watch = TagWatch()
    watch.listen(page)
    cdp = await page.context.new_cdp_session(page)
    await prepare(cdp, "observe.js", blocked)
    await keep_out(page, url, third_parties)
    base = RenderFacts(
        device=device.name,
        mobile=device.mobile,
        state=RenderState.OK,
        rendered_at=datetime.now(UTC).replace(microsecond=0),
        device_width=device.width,
        device_height=device.height,
    )
    note = ""
    status: int | None = None
    limit = Limit(page, cdp, max_mb)
    await limit.watch()
    try:
        response = await limit.first(
            page.goto(url, wait_until="domcontentloaded", timeout=OPEN_TIMEOUT_MS)
        )
        status = response.status if response else None
    except PlaywrightTimeout:
        note = f"it did not open within {OPEN_TIMEOUT_MS // 1000} s"
    except PlaywrightError as error:
        told = str(error)
        # Aborted is what a tab says that crashes while it opens a page.
        page_said = "net::" in told and "ERR_ABORTED" not in told
        if not page_said and "Download is starting" not in told and not limit.reached:
            raise  # not the page's doing: the browser or the tab went away
        if not limit.reached:
            text = f"it did not open: {str(error).splitlines()[0][:160]}"
            return base.model_copy(update={"state": RenderState.FAILED, "note": text})
    for _ in range(MOST_HOPS):
        try:
            found, more = await _seen(
                page, cdp, device, events, album=album, axe=axe, widths=widths, quiet_ms=quiet_ms
            )
        except PlaywrightError as error:
            # The next document is there already; settling waits for it to be ready.
            if not moved_on(error):
                raise
        else:
            break
    else:
        text = f"it led on to another page, or to itself, {MOST_HOPS} times"
        return base.model_copy(update={"state": RenderState.FAILED, "note": text})
    html = found.pop("html")
    cookies = [cookie.get("name", "") for cookie in await page.context.cookies()]
    found["tags"] = watch.facts(html, cookies, tags, complete=third_parties == "load")
    if limit.reached:
        found["stylesheets_failed"] = True  # they may be among what was stopped
    note = limit.reached or note or more
    facts = render_facts(
        {
            **base.model_dump(),
            **found,
            "state": RenderState.PARTIAL if note else RenderState.OK,
            "note": "; ".join(filter(None, (note, found["note"]))),
            "final_url": page.url[:2000],
            "status": status,
        }
    )
    offer, view = await asyncio.to_thread(read, html)
    return facts.model_copy(update={"offer": offer, "view": view})


async def _seen(
    page: Page,
    cdp: CDPSession,
    device: Device,
    events: Events,
    *,
    album: PageAlbum | None,
    axe: bool,
    widths: bool,
    quiet_ms: int,
) -> tuple[dict[str, Any], str]:
    """What the document that is there now shows, as fields of RenderFacts and its `html`, and why
    it is not all. Raises PlaywrightError when it is replaced by another (`moved_on`)."""
    world = await World.open(cdp, MEASURE)
    settled = await world.run(f"storewalk.settle({quiet_ms}, {SETTLE_CAP_MS})")
    pending = () if settled else events.pending()
    unstyled = any(file.kind == "stylesheet" for file in pending)
    if unstyled:
        await cdp.send("Page.stopLoading")  # it would keep the page from being drawn
    measured = await measure(world, device)
    pictures: dict[str, Any] = {}
    camera = Camera(cdp, world, device, album.masks if album else ())
    if album:
        pictures = await album.first_screen(camera)
    await world.run("storewalk.sweep()")
    later = await measure(world, device, "lookAgain")
    if album:
        height = measured["page_height"]
        pictures |= await album.whole_page(camera, height)
        if "full_picture" not in pictures:
            pictures |= await album.parts(camera, joined(measured, later), height)
    html = await world.run(f"document.documentElement.outerHTML.slice(0, {MOST_HTML})")
    heard = {
        **events.facts(),
        "traffic": await events.traffic(pending, printed=await world.run("storewalk.seen.printed")),
    }
    access, why_not = await accessibility(world) if axe else (None, "")
    if device.mobile:  # late: other widths and colours are not what this device shows
        others = await other_views(cdp, world, device, widths=widths)
        later = joined(later, others)
        if not others:
            await page.wait_for_load_state("domcontentloaded", timeout=OPEN_TIMEOUT_MS)
            world = await World.open(cdp, MEASURE)
    # Scripts of the page hear of it, so nothing is measured after it.
    later = joined(later, {"forms": await world.run("storewalk.paste()")})
    if device.mobile:
        later = joined(later, {"pictures": await gallery_moves(cdp, world, device)})
    found = {
        **joined(measured, later),
        **heard,
        **pictures,
        "html": html,
        "note": why_not,
        "axe": access,
    }
    if unstyled:
        found["stylesheets_failed"] = True
    return found, "" if settled else f"it was still loading after {SETTLE_CAP_MS // 1000} s"


async def measure(world: World, device: Device, function: str = "look") -> dict[str, Any]:
    """What the measuring scripts see now: fields and sections of RenderFacts as JSON.

    `function` is look, or lookAgain for what shows only after the page was scrolled.
    """
    found: dict[str, Any] = await world.run(
        f"storewalk.{function}({device.width}, {device.height})"
    )
    return found


def joined(first: dict[str, Any], later: dict[str, Any]) -> dict[str, Any]:
    """Both looks in one; sections that both filled are put together."""
    both = dict(first)
    for name, value in later.items():
        old = both.get(name)
        both[name] = {**old, **value} if isinstance(old, dict) else value
    return both
