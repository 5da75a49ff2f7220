"""One page on one device: open, settle, measure, picture, sweep, second look."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

from playwright.async_api import Error as PlaywrightError
from playwright.async_api import Page
from playwright.async_api import TimeoutError as PlaywrightTimeout

from crawler.records import (
    OfferFacts,
    PageView,
    RenderFacts,
    RenderState,
    render_facts,
)
from crawler.render.album import PageAlbum
from crawler.render.devices import Device
from crawler.render.picture import Camera
from crawler.render.traffic import Events
from crawler.render.views import other_views
from crawler.render.world import MEASURE, World, prepare

QUIET_MS = 500
SETTLE_CAP_MS = 6000
"""Both measured in mobile.md 3.3: network idle never comes on a page that polls."""
OPEN_TIMEOUT_MS = 20_000


async def look_at(
    page: Page,
    url: str,
    device: Device,
    *,
    album: PageAlbum | None,
    read: Callable[[str], tuple[OfferFacts, PageView]],
    blocked: tuple[str, ...] = (),
    quiet_ms: int = QUIET_MS,
) -> RenderFacts:
    """Look at one page. A page that does not open gives facts with state FAILED, not an error.

    `album` takes the pictures; without one none is taken. `read` turns the rendered HTML into
    its facts. `quiet_ms` is how long nothing may happen before the page is taken for ready.
    Raises PlaywrightError when the browser itself went away.
    """
    events = Events(urlsplit(url).netloc)
    events.listen(page)
    cdp = await page.context.new_cdp_session(page)
    await prepare(cdp, "observe.js", blocked)
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
    try:
        response = await page.goto(url, wait_until="domcontentloaded", timeout=OPEN_TIMEOUT_MS)
        status = response.status if response else None
    except PlaywrightTimeout:
        note = f"it did not open within {OPEN_TIMEOUT_MS // 1000} s"
    except PlaywrightError as error:
        if "net::" not in str(error) and "Download is starting" not in str(error):
            raise  # not the page's doing: the browser or the tab went away
        text = f"it did not open: {str(error).splitlines()[0][:160]}"
        return base.model_copy(update={"state": RenderState.FAILED, "note": text})
    world = await World.open(cdp, MEASURE)
    settled = await world.run(f"storewalk.settle({quiet_ms}, {SETTLE_CAP_MS})")
    if not settled and not note:
        note = f"it was still loading after {SETTLE_CAP_MS // 1000} s"
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
    html = await world.run("document.documentElement.outerHTML")
    heard = events.facts()
    if device.mobile:  # late: other widths and colours are not what this device shows
        later = joined(later, await other_views(cdp, world, device))
    # Scripts of the page hear of it, so nothing is measured after it.
    later = joined(later, {"forms": await world.run("storewalk.paste()")})
    facts = render_facts(
        {
            **base.model_dump(),
            **joined(measured, later),
            **heard,
            "state": RenderState.PARTIAL if note else RenderState.OK,
            "note": note,
            "final_url": page.url[:2000],
            "status": status,
            **pictures,
        }
    )
    offer, view = read(html)
    return facts.model_copy(update={"offer": offer, "view": view})


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
