"""Where on a page something is: boxes, elements, and several of them."""

from crawler.records.base import Record


class Box(Record):
    """A rectangle in CSS pixels, page coordinates."""

    x: float
    y: float
    width: float
    height: float


class ElementEvidence(Record):
    """An element that something is wrong with (or that a check needs to know)."""

    selector: str
    """Short CSS path, at most 200 characters."""
    box: Box | None = None
    text: str = ""
    """Visible text or alt, at most 120 characters."""
    note: str = ""
    """What was measured: "904 px wide"."""
    value: float | None = None
    """The measured number, in the unit that the field with the element says."""
    html: str = ""
    """The element's tag as written, at most 160 characters."""


class Marks(Record):
    """Elements that have something in common."""

    count: int = 0
    """All of them."""
    items: tuple[ElementEvidence, ...] = ()
    """The first twenty."""

    def __bool__(self) -> bool:
        return self.count > 0
