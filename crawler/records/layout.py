"""How a page stands on the screen of a phone: viewport tags, sizes, what is cut or covered."""

from typing import ClassVar

from crawler.records.base import Record
from crawler.records.element import ElementEvidence, Marks
from crawler.records.phone import PhoneSection


class ViewportFacts(PhoneSection):
    """The viewport tags of the rendered page, and what came of them."""

    of_layout: ClassVar[bool] = False

    tags: tuple[str, ...] = ()
    """Content of each tag in document order, the first ten; browsers obey the last."""
    in_body: int = 0
    """How many of them stand in the body."""
    zoom: float | None = None
    """How many times fingers can enlarge the page, at most 5. None: nobody tried."""


class Overlay(Record):
    """A layer that covers more than a third of the first screen before anybody touched it."""

    element: ElementEvidence
    share: float
    """Of the screen, 0 to 1."""
    kind: str
    """consent (cookies), age (how old are you), or other."""
    refuse: bool | None = None
    """Whether it has a control with which to refuse. None: it is a frame that cannot be read."""
    close: ElementEvidence | None = None
    """The largest control that closes it; `value` is its shorter side in px."""
    close_known: bool = False
    """Whether `close` is sure: without it, no control looks as if it did anything else."""


class LayoutFacts(PhoneSection):
    """What stands where on the phone."""

    cut: Marks = Marks()
    """Words that end more than 8 px outside a page that does not scroll to the side; `value` is
    where they end, px."""
    wide_media: Marks = Marks()
    """Frames and films that are wider than a page that does not scroll to the side; `value` is
    their width in px."""
    letters: int = 0
    """Characters that can be seen on the whole page; a form field counts as one."""
    first_screen_letters: int = 0
    first_screen_picture: float = 0.0
    """The largest picture, film, frame or drawing, as a share of the first screen."""
    locked_height: int = 0
    """Height in px of a page that cannot be scrolled by hand; 0 where it can."""
    turned: str = ""
    """The media condition under which a style sheet turns the whole page by 90 degrees."""
    elements: int = 0
    """All elements of the document."""
    most_children: ElementEvidence | None = None
    """The element with most children; `value` is their number."""
    rtl: bool = False
    """The page is written from right to left."""
    overlay: Overlay | None = None
    bars_share: float = 0.0
    """Rows of the first screen that bars take which stay while the page scrolls, 0 to 1."""
    bars: Marks = Marks()
    """Those bars; `value` is their height in px."""


class WidthLook(Record):
    """The same page on a screen of another width."""

    width: int
    """CSS pixels."""
    layout_width: int
    scroll_width: int
    overflow: tuple[ElementEvidence, ...] = ()
    """As RenderFacts.overflow."""
    cut: Marks = Marks()
    """As LayoutFacts.cut."""
    small_targets: Marks = Marks()
    """As TapFacts.small."""


class WidthsFacts(PhoneSection):
    """The page on other widths, by resizing it."""

    looks: tuple[WidthLook, ...] = ()
