"""One page on a slow line with a slow processor, in a cold browser: figures as Lighthouse has them.

Measured here on 2026-11-23 (mobile.md 3.1): 3.4 s a page, its LCP within 12 % of what Lighthouse
works out for the same page.
"""

from playwright.async_api import Page

from crawler.records import ThrottledFacts
from crawler.render.devices import Device
from crawler.render.policy import ThirdParties, keep_out
from crawler.render.world import MEASURE, World, prepare

METHOD = "lab, Lighthouse 13 mobile profile (150 ms, 1.6 Mbit/s, CPU 4x)"
_RTT_MS, _DOWN_KBIT, _UP_KBIT, _CPU = 150, 1.6 * 1024, 750, 4
"""Lighthouse 13's mobile profile (mobile.md 1.1)."""
_LATENCY_FACTOR, _THROUGHPUT_FACTOR = 3.75, 0.9
"""What its "devtools" kind of throttling makes of them: the browser delays whole requests."""
OPEN_TIMEOUT_MS = 40_000
QUIET_MS, SETTLE_CAP_MS = 1000, 20_000


async def throttled_speed(
    page: Page,
    url: str,
    device: Device,
    *,
    blocked: tuple[str, ...] = (),
    third_parties: ThirdParties = "load",
) -> ThrottledFacts:
    """How fast the page is on a middling phone. Raises PlaywrightError when it does not open."""
    cdp = await page.context.new_cdp_session(page)
    await prepare(cdp, "observe.js", blocked)
    await keep_out(page, url, third_parties)
    await cdp.send("Network.enable")
    await cdp.send(
        "Network.emulateNetworkConditions",
        {
            "offline": False,
            "latency": _RTT_MS * _LATENCY_FACTOR,
            "downloadThroughput": _DOWN_KBIT * 1024 / 8 * _THROUGHPUT_FACTOR,
            "uploadThroughput": _UP_KBIT * 1024 / 8 * _THROUGHPUT_FACTOR,
        },
    )
    await cdp.send("Emulation.setCPUThrottlingRate", {"rate": _CPU})
    await page.goto(url, wait_until="domcontentloaded", timeout=OPEN_TIMEOUT_MS)
    world = await World.open(cdp, MEASURE)
    await world.run(f"storewalk.settle({QUIET_MS}, {SETTLE_CAP_MS})")
    size = f"{device.width}, {device.height}"
    first = await world.run(f"storewalk.look({size})")
    later = await world.run(f"storewalk.lookAgain({size})")
    return ThrottledFacts.model_validate({**first["speed"], **later["speed"], "method": METHOD})
