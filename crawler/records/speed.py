"""How long a page took, and what moved while it loaded."""

from typing import ClassVar

from crawler.records.element import Marks
from crawler.records.phone import PhoneSection

NOT_THROTTLED = "lab, not throttled"


class SpeedFacts(PhoneSection):
    """Times of one look, in milliseconds after the navigation began. None: it did not happen."""

    of_layout: ClassVar[bool] = False

    method: str = NOT_THROTTLED
    """How it was measured; belongs beside every number."""
    ttfb_ms: float | None = None
    """First byte of the answer."""
    fcp_ms: float | None = None
    """First text or picture."""
    lcp_ms: float | None = None
    """Largest text or picture, until the page was ready."""
    tbt_ms: float | None = None
    """Sum of what tasks took beyond 50 ms each, until the page was ready."""
    cls: float | None = None
    """Layout shift score: the largest session window."""
    longest_task_ms: float | None = None
    shifted: Marks = Marks()
    """Elements that moved, those that moved most first; `value` is the score of all shifts in which
    they moved, `box` where they stand in the end."""


class ThrottledFacts(SpeedFacts):
    """The same on a slow line with a slow processor, in a browser that had loaded nothing yet."""
