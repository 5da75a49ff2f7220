"""The pictures of one night: taken, compared with the last good night, kept within a budget."""

import asyncio
import shutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from crawler.records import Crop, LookReason, LooksBefore, PictureChange, file_key
from crawler.render.compare import Difference, compare, draw_difference
from crawler.render.picture import Camera

AGAIN_S = 1.0
"""Between two pictures of a page that changed: clocks move on within it."""
WHOLE = frozenset({LookReason.HOME, LookReason.WATCHED})
"""Reasons for which the whole page is pictured, besides the first page of each template."""


MOST_STRIPS = 6
"""Parts of a page that are pictured besides its first screen. Our own limit: 40 ms each."""
MARGIN_PX = 60
"""Around an element, so that a person sees where it stands."""
MOST_STRIP_PX = 600

Crops = dict[str, tuple[Crop, ...]]


@dataclass(slots=True)
class Album:
    """Shared by all that take pictures in one run."""

    shots: Path
    browser: str
    """Name and version: pictures of two browsers are never compared."""
    before: LooksBefore
    masks: Sequence[str] = ()
    most_bytes: int = 60_000_000
    full_pages: bool = True
    used: int = 0
    left_out: int = 0
    """Whole pages that the budget had no room for."""

    def page(self, key: str, *, whole: bool) -> "PageAlbum":
        """The pictures of one page; `whole`: to its end as well."""
        return PageAlbum(self, key, whole=whole and self.full_pages)


@dataclass(frozen=True, slots=True)
class PageAlbum:
    """The pictures of one page on one device."""

    album: Album
    key: str
    whole: bool

    @property
    def masks(self) -> Sequence[str]:
        """Selectors of what is left out."""
        return self.album.masks

    async def first_screen(self, camera: Camera) -> dict[str, Any]:
        """Take the first screen; fields of RenderFacts. A changed one is taken twice."""
        path = self._path(camera, "")
        shot = await camera.first_screen(path)
        if shot is None:
            return {}
        self._count(path)
        earlier = self.album.before.pictures.get((self.key, camera.device.name))
        if earlier is None or earlier.line.browser != self.album.browser:
            return {"screenshot": shot}
        found = await asyncio.to_thread(compare, earlier.path, path)
        if found is not None:
            await asyncio.sleep(AGAIN_S)
            again = self._path(camera, "-again")
            if await camera.first_screen(again):
                found = await asyncio.to_thread(compare, earlier.path, path, again)
                again.unlink()
        change = PictureChange(before_run=earlier.line.run, placed=earlier.line.placed)
        if found is not None:
            change = await asyncio.to_thread(self._told, change, found, earlier.path, camera)
        return {"screenshot": shot, "picture_change": change}

    async def whole_page(self, camera: Camera, height: int) -> dict[str, Any]:
        """Take the page to its end where that was asked for and there is room."""
        if not self.whole:
            return {}
        if self.album.used >= self.album.most_bytes:
            self.album.left_out += 1
            return {}
        path = self._path(camera, "-whole")
        shot = await camera.full_page(path, height)
        if shot is None:
            return {}
        self._count(path)
        return {"full_picture": shot}

    async def parts(self, camera: Camera, measured: Mapping[str, Any], height: int) -> Crops:
        """Take what was measured below the first screen: the first element of each kind."""
        crops: list[Crop] = []
        for top, bottom in _strips(measured, camera.device.height, height):
            path = self._path(camera, f"-{top}")
            shot = await camera.part(path, top, bottom - top)
            if shot is not None:
                self._count(path)
                crops.append(Crop(x=0, y=top, picture=shot))
        return {"crops": tuple(crops)}

    def _told(
        self, change: PictureChange, found: Difference, earlier: Path, camera: Camera
    ) -> PictureChange:
        path = self._path(camera, "")
        before, difference = self._path(camera, "-before"), self._path(camera, "-change")
        shutil.copyfile(earlier, before)
        draw_difference(earlier, path, difference)
        self._count(before)
        self._count(difference)
        return change.model_copy(
            update={
                "before": before.name,
                "difference": difference.name,
                "share": found.share,
                "moving": found.moving,
                "boxes": found.boxes,
            }
        )

    def _path(self, camera: Camera, kind: str) -> Path:
        name = f"{file_key(self.key)}-{camera.device.name}{kind}.webp"
        return self.album.shots / name

    def _count(self, path: Path) -> None:
        self.album.used += path.stat().st_size


def _strips(measured: Mapping[str, Any], fold: int, end: int) -> list[tuple[int, int]]:
    """Top and bottom of the parts to picture, in page coordinates, from the top of the page."""
    wanted: list[tuple[int, int]] = []
    for box in _first_boxes(measured):
        middle = box["y"] + box["height"] / 2
        if not fold < middle < end:
            continue
        top = max(int(box["y"]) - MARGIN_PX, 0)
        bottom = min(int(box["y"] + box["height"]) + MARGIN_PX, end)
        wanted.append((top, min(bottom, top + MOST_STRIP_PX)))
    strips: list[tuple[int, int]] = []
    for top, bottom in sorted(wanted):
        if strips and bottom <= strips[-1][0] + MOST_STRIP_PX:
            strips[-1] = (strips[-1][0], max(bottom, strips[-1][1]))
        else:
            strips.append((top, bottom))
    return strips[:MOST_STRIPS]


def _first_boxes(value: Any) -> Iterator[Mapping[str, float]]:
    """The box of the first element of everything that was measured, wherever it stands."""
    if not isinstance(value, Mapping):
        return
    items = value.get("items")
    if items:
        box = items[0].get("box")
        if box:
            yield box
        return
    for name, part in value.items():
        if isinstance(part, Mapping):
            yield from _first_boxes(part)
        elif isinstance(part, list | tuple) and part and name in _LISTS:
            box = part[0].get("box")
            if box:
                yield box


_LISTS = frozenset({"overflow", "small_targets", "broken_images"})
"""Fields of RenderFacts that are lists of elements."""
