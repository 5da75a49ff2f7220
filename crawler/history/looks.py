"""Earlier looks at the own shop: when each page had its turn, and the last good picture of some."""

import csv
import shutil
from collections.abc import Mapping
from pathlib import Path

from crawler.history.events import Known, write_whole
from crawler.history.seen import Seen
from crawler.records import (
    STEADY,
    EarlierPage,
    EarlierPicture,
    LooksBefore,
    PageState,
    PictureLine,
    Placed,
    RenderFacts,
    RunDir,
    split_page_key,
)
from crawler.records.codec import read_lines, write_lines

SCREEN_FAMILIES = ("mobile/", "access/")
"""Checks of what a screen showed: their findings are looked at again."""
MOST_PICTURE_BYTES = 20_000_000
"""Of the folder: some 1,000 first screens of 18 KB. Our own limit, for who keeps it in git."""


class LookMemory:
    """The file `looks.csv` and the folder `shots` of a history."""

    def __init__(self, history: Path) -> None:
        self.history = history
        self.path = history / "looks.csv"
        self.shots = history / "shots"
        self.index = self.shots / "index.jsonl.gz"

    def before(self, run: RunDir, known: Mapping[str, Known]) -> LooksBefore:
        """What helps to choose tonight's pages, and the pictures to compare with.

        `known` are the findings as of the night before. A picture whose file is gone is no picture.
        """
        name = run.manifest().run
        pictures = {
            (line.key, line.device): EarlierPicture(self.shots / line.file, line)
            for line in read_lines(self.index, PictureLine)
            if line.run < name and (self.shots / line.file).exists()
        }
        return LooksBefore(
            last={url: when for url, when in self.last().items() if when < name},
            flagged=frozenset(
                one.event.url
                for one in known.values()
                if one.open and one.event.check.startswith(SCREEN_FAMILIES)
            ),
            changed=self._changed(run, name),
            pictures=pictures,
        )

    def last(self) -> dict[str, str]:
        """Run of the last look by URL of the own shop."""
        if not self.path.exists():
            return {}
        with self.path.open(encoding="utf-8", newline="") as file:
            return {row["url"]: row["run"] for row in csv.DictReader(file)}

    def write(self, run: RunDir) -> None:
        """Remember tonight's looks, and keep the pictures of the pages that are seen every night.

        Only called after a sound night: a shop that was down leaves the last good pictures.
        """
        manifest = run.manifest()
        looks = self.last()
        lines = {(line.key, line.device): line for line in read_lines(self.index, PictureLine)}
        for key, renders in run.all_renders().items():
            site, url = split_page_key(key)
            if site != manifest.own or not any(render.opened for render in renders):
                continue
            looks[url] = manifest.run
            for render in renders:
                if render.reason in STEADY and render.opened and not render.stylesheets_failed:
                    self._keep(run, key, render, lines)
        self._trim(lines)
        rows = [f"{_cell(url)},{when}\n" for url, when in sorted(looks.items())]
        write_whole(self.path, "".join(["url,run\n", *rows]).encode())
        self.shots.mkdir(parents=True, exist_ok=True)
        write_lines(self.index, (lines[place] for place in sorted(lines)))

    def _keep(
        self,
        run: RunDir,
        key: str,
        render: RenderFacts,
        lines: dict[tuple[str, str], PictureLine],
    ) -> None:
        shot = render.screenshot
        if shot is None or not (run.shots / shot.file).exists():
            return
        manifest = run.manifest()
        self.shots.mkdir(parents=True, exist_ok=True)
        kept = self.shots / shot.file
        if not kept.exists() or kept.read_bytes() != (run.shots / shot.file).read_bytes():
            shutil.copyfile(run.shots / shot.file, kept)
        lines[key, render.device] = PictureLine(
            key=key,
            device=render.device,
            file=shot.file,
            run=manifest.run,
            browser=manifest.browser,
            placed=placed(render),
        )

    def _trim(self, lines: dict[tuple[str, str], PictureLine]) -> None:
        """Drop the pictures that were not taken for the longest, down to the budget."""
        sizes = {place: _size(self.shots / line.file) for place, line in lines.items()}
        total = sum(sizes.values())
        for place in sorted(lines, key=lambda place: (lines[place].run, place)):
            if total <= MOST_PICTURE_BYTES:
                break
            (self.shots / lines.pop(place).file).unlink(missing_ok=True)
            total -= sizes[place]

    def _changed(self, run: RunDir, name: str) -> frozenset[str]:
        manifest = run.manifest()
        was = {
            hash(page.url): _told(page)
            for page in Seen(self.history).pages(before=name)
            if page.site == manifest.own
        }
        if not was:
            return frozenset()
        return frozenset(
            page.url
            for page in run.pages()
            if page.site == manifest.own
            and page.state is PageState.OK
            and was.get(hash(page.url)) != _told(EarlierPage.of(page))
        )


def placed(render: RenderFacts) -> tuple[Placed, ...]:
    """Where the price and the buy button stand."""
    found = {"price": render.price, "buy button": render.buy_button}
    return tuple(
        Placed(what=what, box=element.box)
        for what, element in found.items()
        if element is not None and element.box is not None
    )


def _told(page: EarlierPage) -> int:
    """What a page said, without how often it was seen."""
    return hash((page.title, page.h1, page.price, page.availability, page.kind))


def _cell(text: str) -> str:
    return f'"{text.replace(chr(34), chr(34) * 2)}"' if any(c in text for c in ',"\n') else text


def _size(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0
