"""Letters and words on the screen of a phone."""

from crawler.records.element import ElementEvidence, Marks
from crawler.records.phone import PhoneSection


class TextFacts(PhoneSection):
    """The words that can be seen, their size, and what makes them hard to read."""

    letters: int = 0
    """Characters that can be seen; shares are of them."""
    small_share: float = 0.0
    """Share of characters under 12 px, 0 to 1."""
    small: Marks = Marks()
    """Elements with such words, most words first; `value` is the size in px."""
    median_px: float | None = None
    """The size that half of the characters do not exceed. None: no words."""
    median: ElementEvidence | None = None
    """The element with most words of that size."""
    tight: Marks = Marks()
    """Body text of three lines and more closer than 1.2 times its size; `value` is that ratio."""
    clipped: Marks = Marks()
    """Words that their own box cuts off, without an ellipsis; `value` is how many px."""
    overlaps: Marks = Marks()
    """Words that lie on words of another block; `note` says on which."""
    fonts_pending: tuple[str, ...] = ()
    """Font families that were still loading, and whose text is invisible until then."""
    over_picture: Marks = Marks()
    """Words on a gradient or a picture that leaves them less than 3:1; `value` is the ratio."""
    dark: Marks | None = None
    """Words with less than 3:1 only when the visitor asks for dark colours; `value` is the ratio.
    None: no style sheet that could be read has dark colours."""
    rtl_letters: int = 0
    """Characters of words in Arabic, Hebrew and the like, in blocks of twenty and more."""
    rtl_wrong: int = 0
    """How many of them run from left to right or are set to the left."""
    leftward: Marks = Marks()
    """The elements with those."""
