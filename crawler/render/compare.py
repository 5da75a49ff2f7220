"""Two pictures of the same screen: what changed, leaving out what never keeps still.

Pictures that are equal byte by byte are the same: one browser draws one page alike every time
(measured on 2026-11-23, mobile.md 1.6). Only others are looked at pixel by pixel, with the YIQ
distance and the anti-aliasing test of pixelmatch.
"""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PIL import Image, ImageChops
from pixelmatch.contrib.PIL import pixelmatch
from scipy import ndimage

from crawler.records import Box

THRESHOLD = 0.2
"""As Playwright's own test runner compares pictures (mobile.md 1.6)."""
IGNORED = 0.001
"""Share of pixels below which two pictures are the same: a rounded gradient. As above."""
JOINED_PX = 12
"""Changes nearer than this are one place. Our own limit: about the height of a letter."""
MOST_BOXES = 12


@dataclass(frozen=True, slots=True)
class Difference:
    """What two pictures do not have in common."""

    share: float
    """Of the compared pixels; 0 to 1."""
    moving: float
    """Share of the picture that was left out."""
    boxes: tuple[Box, ...]


def differing(before: Image.Image, after: Image.Image) -> np.ndarray:
    """Height by width, True where a person sees another pixel, or only one picture has any."""
    width, height = max(before.width, after.width), max(before.height, after.height)
    mask = np.ones((height, width), dtype=bool)
    both = (min(before.width, after.width), min(before.height, after.height))
    one, other = (image.convert("RGB").crop((0, 0, *both)) for image in (before, after))
    mask[: both[1], : both[0]] = False
    found = ImageChops.difference(one, other).getbbox()
    if found is None:
        return mask
    # The slow comparison sees only the rectangle in which anything differs, and its edge, which
    # the test for anti-aliasing looks at.
    box = (max(found[0] - 2, 0), max(found[1] - 2, 0),
           min(found[2] + 2, both[0]), min(found[3] + 2, both[1]))  # fmt: skip
    drawn = Image.new("RGBA", (box[2] - box[0], box[3] - box[1]))
    pixelmatch(one.crop(box), other.crop(box), drawn, threshold=THRESHOLD, diff_mask=True,
               aa_color=(0, 0, 0), diff_color=(255, 0, 0))  # fmt: skip
    mask[box[1] : box[3], box[0] : box[2]] |= np.asarray(drawn)[:, :, 0] > 0
    return mask


def compare(before: Path, after: Path, again: Path | None = None) -> Difference | None:
    """What changed from `before` to `after`; None: nothing that a person would see.

    `again` is a second picture of tonight: where it differs from the first, the page moves by
    itself (a clock, a slide show), and nothing is compared there.
    """
    if before.read_bytes() == after.read_bytes():
        return None
    with Image.open(before) as one, Image.open(after) as other:
        changed = differing(one, other)
        moving = np.zeros_like(changed)
        if again is not None and again.read_bytes() != after.read_bytes():
            with Image.open(again) as second:
                seen = differing(other, second)
            moving[: seen.shape[0], : seen.shape[1]] = _grown(seen)
    changed &= ~moving
    still = int((~moving).sum())
    share = float(changed.sum()) / still if still else 0.0
    if share < IGNORED:
        return None
    return Difference(round(share, 5), round(float(moving.mean()), 5), boxes_of(changed))


def boxes_of(mask: np.ndarray) -> tuple[Box, ...]:
    """The places of a mask, largest first; places close together are one."""
    labels, _ = ndimage.label(_grown(mask))
    found = [
        Box(x=cut[1].start, y=cut[0].start, width=cut[1].stop - cut[1].start,
            height=cut[0].stop - cut[0].start)
        for cut in ndimage.find_objects(labels)
    ]  # fmt: skip
    found.sort(key=lambda box: -box.width * box.height)
    return tuple(found[:MOST_BOXES])


def draw_difference(before: Path, after: Path, path: Path) -> None:
    """Tonight's picture in pale grey, with what changed in red, as WebP."""
    with Image.open(before) as one, Image.open(after) as other:
        mask = differing(one, other)
        pale = Image.blend(
            other.convert("L").convert("RGB"), Image.new("RGB", other.size, "white"), 0.7
        )
        canvas = Image.new("RGB", (mask.shape[1], mask.shape[0]), "white")
        canvas.paste(pale)
    canvas.paste((200, 30, 30), mask=Image.fromarray(mask.astype(np.uint8) * 255))
    canvas.save(path, "WEBP", quality=60)


def _grown(mask: np.ndarray) -> np.ndarray:
    """The mask with everything nearer than half of JOINED_PX filled in."""
    grown: np.ndarray = ndimage.maximum_filter(mask, size=JOINED_PX)
    return grown
