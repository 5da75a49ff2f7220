"""Evidence on pictures: where a finding's elements are, and the part that shows one of them."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from crawler.records import Box, RenderFacts, Screenshot
from reports.language import _
from reports.model.night import Night
from reports.model.phone.pages import Glimpse, Mark, Shot
from reports.model.rows import Found
from reports.model.words import clip

SCREEN_FAMILIES = ("mobile", "access")
MARGIN = 36
"""CSS pixels around an element, so that a reader knows where on the page it is."""
SMALLEST = (240, 140)
"""A part of a picture is at least so wide and high."""
MOST_MARKS = 40


def of_screen(finding: Found) -> bool:
    """Whether a finding is about what a screen showed."""
    return finding.check.partition("/")[0] in SCREEN_FAMILIES


def boxes_of(finding: Found) -> Iterator[tuple[Box, str]]:
    """The elements of a finding's evidence that have a place, each with what was measured."""
    for element in finding.evidence.get("elements") or ():
        if isinstance(element, dict) and isinstance(element.get("box"), dict):
            try:
                box = Box.model_validate(element["box"])
            except ValidationError:
                continue  # of another version; the finding is shown in words
            words = element.get("note") or element.get("text") or ""
            yield box, clip(str(words), 80)


def picture(
    shot: Screenshot | None, alt: str, marks: Sequence[tuple[Box, str, str]] = (), y: float = 0
) -> Shot | None:
    """A picture with marks (box on the page, tone, label); `y` is the page's at its upper edge."""
    if shot is None or not shot.width or not shot.height:
        return None
    drawn = (_mark(shot, box, tone, label, y) for box, tone, label in marks)
    kept = [mark for mark in drawn if mark is not None]
    return Shot(Path(shot.file).name, shot.width, shot.height, alt, tuple(kept[:MOST_MARKS]))


def marks_of(render: RenderFacts, found: Sequence[Found]) -> list[tuple[Box, str, str]]:
    """Everything to mark on the pictures of a page: evidence, then price and buy button."""
    marks = [
        (box, finding.severity.value, f"{finding.message} {words}".strip())
        for finding in found
        for box, words in boxes_of(finding)
    ]
    for tone, label, element in (
        ("good", _("Price"), render.price),
        ("accent", _("Buy button"), render.buy_button),
    ):
        if element is not None and element.box is not None:
            marks.append((element.box, tone, f"{label}: {clip(element.text, 80)}".rstrip(": ")))
    return marks


def glimpse(night: Night, finding: Found) -> Glimpse | None:
    """The first element of a finding that is on a picture."""
    for render in night.screens.get(finding.subject, ()):
        device = finding.evidence.get("device")
        if device and render.device != device:
            continue
        for box, words in boxes_of(finding):
            found = render.picture_of(box)
            if found is None:
                continue
            alt = _("The place on {url}").format(url=finding.url)
            label = f"{finding.message} {words}".strip()
            shot = picture(found.picture, alt, [(box, finding.severity.value, label)], found.y)
            if shot is None or not shot.marks:
                continue
            return Glimpse(
                shot=shot,
                **_part(shot, shot.marks[0]),
                url=finding.url,
                hash=night.hash_of(finding.site, finding.url),
                text=finding.message,
            )
    return None


def glimpse_data(found: Glimpse | None) -> dict[str, Any] | None:
    """A glimpse for page.html: numbers and a file name."""
    if found is None:
        return None
    mark = found.shot.marks[0]
    return {
        "file": found.shot.file,
        "size": [found.shot.width, found.shot.height],
        "part": [found.x, found.y, found.width, found.height],
        "mark": [mark.x, mark.y, mark.width, mark.height, mark.tone],
    }


def files_of(night: Night) -> Iterator[str]:
    """Names of all pictures that the site shows."""
    for renders in night.screens.values():
        for render in renders:
            shots = [render.screenshot, render.full_picture]
            shots += [crop.picture for crop in render.crops]
            yield from (shot.file for shot in shots if shot is not None)
            if change := render.picture_change:
                yield from (name for name in (change.before, change.difference) if name)
    for journey in night.journeys:
        for step in journey.steps:
            yield from (shot.file for shot in (step.before, step.screenshot) if shot is not None)


def _mark(shot: Screenshot, box: Box, tone: str, label: str, top: float) -> Mark | None:
    x, y = max(0.0, box.x), max(0.0, box.y - top)
    right = min(box.x + box.width, shot.width)
    bottom = min(box.y - top + box.height, shot.height)
    if right - x < 1 or bottom - y < 1:
        return None
    return Mark(x, y, round(right - x, 1), round(bottom - y, 1), tone, label)


def _part(shot: Shot, mark: Mark) -> dict[str, float]:
    width = min(max(mark.width + 2 * MARGIN, SMALLEST[0]), shot.width)
    height = min(max(mark.height + 2 * MARGIN, SMALLEST[1]), shot.height)
    x = min(max(mark.x + mark.width / 2 - width / 2, 0), shot.width - width)
    y = min(max(mark.y + mark.height / 2 - height / 2, 0), shot.height - height)
    return {"x": round(x, 1), "y": round(y, 1), "width": round(width, 1),
            "height": round(height, 1)}  # fmt: skip
