"""Pages of one template beside each other: which one looks unlike all the others."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np
from PIL import Image

from crawler.records import Likeness, RenderRecord

FEWEST = 4
"""Pages of a template, at least: of three nobody can say which one is odd."""
MOST = 200
"""Pages of a template that are compared with each other."""
SIZE = (26, 51)
"""Of the small pictures, width by height: letters and the motif of a photograph disappear in it,
the places of header, picture, price and button do not. Our own choice."""
DIFFERENT = 40
"""Grey levels of 255 from which two small pixels are not alike. Our own choice."""


def likenesses(lines: Iterable[RenderRecord], shots: Path) -> Iterator[Likeness]:
    """One line for each pictured page of a template with enough pages, by device."""
    groups: dict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)
    for line in lines:
        render = line.render
        if render.template and render.screenshot and render.opened and render.laid_out:
            place = groups[render.device, render.template]
            if len(place) < MOST:
                place.append((line.key, render.screenshot.file))
    for (device, template), pages in sorted(groups.items()):
        if len(pages) < FEWEST:
            continue
        small = np.stack([_small(shots / file) for _, file in pages])
        apart = np.array([(abs(small - one) > DIFFERENT).mean(axis=(1, 2)) for one in small])
        # The distance of a page to itself is no distance.
        others = apart[~np.eye(len(pages), dtype=bool)].reshape(len(pages), -1)
        typical = np.median(others, axis=1)
        like_all = pages[int(typical.argmin())][1]
        usual = float(np.median(typical))
        for (key, _), distance in zip(pages, typical, strict=True):
            yield Likeness(
                key=key,
                device=device,
                template=template,
                pages=len(pages) - 1,
                distance=round(float(distance), 4),
                usual=round(usual, 4),
                file=like_all,
            )


def _small(path: Path) -> np.ndarray:
    with Image.open(path) as image:
        return np.asarray(image.convert("L").resize(SIZE, Image.Resampling.BOX), dtype=np.int16)
