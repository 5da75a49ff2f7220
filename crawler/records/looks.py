"""What is known of earlier looks at a page, and what came of comparing its pictures."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from crawler.records.base import Record
from crawler.records.element import Box
from crawler.records.phone import PhoneSection


class LookReason(StrEnum):
    """Why a page was chosen to be looked at, most urgent first."""

    HOME = "home"
    WATCHED = "watched"
    """A watched product."""
    TEMPLATE = "template"
    """It stands for the pages of its template; the same ones every night."""
    FLAGGED = "flagged"
    """It had a problem on the screen: to see whether it was mended."""
    CHANGED = "changed"
    """It is new, or its title, price or stock changed since the night before."""
    ROTATION = "rotation"
    """Its turn has come: it was not looked at for the longest time."""
    RIVAL = "rival"
    """A competitor's page whose HTML shows no price."""


STEADY = frozenset({LookReason.HOME, LookReason.WATCHED, LookReason.TEMPLATE})
"""Looked at every night: their pictures can be compared, and they are seen on more widths."""


class Placed(Record):
    """Where something that sells stood on the screen."""

    what: str
    """price or buy button."""
    box: Box


class PictureLine(Record):
    """A line of shots/index.jsonl in the history: the last good picture of a page."""

    key: str
    device: str
    file: str
    run: str
    browser: str
    """Name and version: pictures of two browsers are never compared."""
    placed: tuple[Placed, ...] = ()


class PictureChange(PhoneSection):
    """The first screen tonight against the last good night."""

    of_layout = False

    before_run: str
    before: str = ""
    """File in shots/ of the picture then. Empty when the two are equal."""
    difference: str = ""
    """File in shots/ in which what changed is red."""
    share: float = 0.0
    """Of the pixels that keep still, those that changed; 0 to 1."""
    moving: float = 0.0
    """Share of the screen that changes by itself within a second: it is not compared."""
    boxes: tuple[Box, ...] = ()
    """Where it changed, largest first."""
    placed: tuple[Placed, ...] = ()
    """What sells, as it stood then."""


class Likeness(PhoneSection):
    """A line of likeness.jsonl.gz: a page's first screen against others of its template."""

    key: str
    device: str
    template: str
    pages: int
    """Compared with."""
    distance: float
    """Median share of the small picture that differs; 0 to 1."""
    usual: float
    """The median of that over the template's pages."""
    file: str = ""
    """Picture of the page that is most like all others."""


@dataclass(frozen=True, slots=True)
class EarlierPicture:
    """The last good picture of a page, on disk."""

    path: Path
    line: PictureLine


@dataclass(frozen=True, slots=True)
class LooksBefore:
    """What the history knows before tonight's looks; empty on a first night."""

    last: Mapping[str, str] = field(default_factory=dict)
    """Run of the last look by page URL, own shop."""
    flagged: frozenset[str] = frozenset()
    """URLs with open findings of the screen."""
    changed: frozenset[str] = frozenset()
    """URLs that are new or changed since the last sound night."""
    pictures: Mapping[tuple[str, str], EarlierPicture] = field(default_factory=dict)
    """By page key and device."""
