"""What a page asked for while a phone opened it, and how it got in the shopper's way."""

from typing import ClassVar

from crawler.records.base import Record
from crawler.records.phone import PhoneSection


class LoadedFile(Record):
    """One file that the page loaded, or wanted to."""

    url: str
    """Without query string, at most 300 characters."""
    kind: str
    """document, stylesheet, script, image, font, xhr, fetch, media, other."""
    size_bytes: int = 0
    """As it travels: compressed, with headers. 0 where nothing arrived."""
    own: bool = True
    """From the shop's own host, one below it, or the file server of its shop system."""


class Interruption(Record):
    """Something that stands before the page although nobody tapped."""

    kind: str
    """alert, confirm, prompt, beforeunload, print, popup or download."""
    text: str = ""
    """What it says, or the address that is opened; at most 200 characters."""


class TrafficFacts(PhoneSection):
    """Requests of one look, those of frames included."""

    of_layout: ClassVar[bool] = False

    weight_bytes: int = 0
    """What a first visit loads: a file that was in our browser's memory counts with the size it had
    when it was loaded. Up to the end of the page, which was scrolled through once."""
    foreign_bytes: int = 0
    """The part from other companies."""
    by_kind: dict[str, int] = {}
    """Bytes of each kind of file."""
    heaviest: tuple[LoadedFile, ...] = ()
    """The five largest, largest first."""
    files: int = 0
    """All that arrived."""
    unweighed: int = 0
    """Those of `files` whose size is not known; the weight is at least what is said."""
    pending: tuple[LoadedFile, ...] = ()
    """What had not arrived when the page was given up as never ready. Empty: it became ready."""
    insecure: tuple[LoadedFile, ...] = ()
    """What a page of https asked for without https."""
    interruptions: tuple[Interruption, ...] = ()
    """The first ten, in order."""
