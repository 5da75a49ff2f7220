"""A finger that swipes over a gallery: whether the pictures move is seen, not guessed from code."""

from typing import Any

from playwright.async_api import CDPSession

from crawler.render.devices import Device
from crawler.render.world import World

MOVES = 6
"""Places of the finger between its first and its last: scripts tell a swipe from a tap by them."""


async def gallery_moves(cdp: CDPSession, world: World, device: Device) -> dict[str, Any]:
    """Fields of PictureFacts. Scripts of the page hear of it, so it comes last."""
    found = await world.run(f"storewalk.gallery({device.width}, {device.height})")
    if found is None:
        return {}
    if "gallery" not in found:
        return {"gallery_moves": True}
    await _swipe(cdp, found["x"], found["y"], found["far"])
    if await world.run("storewalk.galleryMoved()"):
        return {"gallery_moves": True}
    return {"gallery_moves": False, "stuck_gallery": found["gallery"]}


async def _swipe(cdp: CDPSession, x: float, y: float, far: float) -> None:
    for number in range(MOVES + 1):
        kind = "touchMove" if number else "touchStart"
        point = {"x": x + far * number / MOVES, "y": y}
        await cdp.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [point]})
    await cdp.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
