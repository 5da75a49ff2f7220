"""The pictures of a page as a phone drew them."""

from crawler.records.element import ElementEvidence, Marks
from crawler.records.phone import PhoneSection


class PictureFacts(PhoneSection):
    """Filled by crawler/render/measure/pictures.js. Drawings (SVG) are left out of all sizes."""

    distorted: Marks = Marks()
    """Stretched in one direction. `value`: CSS pixels by which the nearer side is off."""
    lowres: Marks = Marks()
    """With too few pixels for their place. `value`: pixels of the file for a CSS pixel."""
    oversized: Marks = Marks()
    """With far more pixels than their place can show. `value`: how many times as many."""
    unsized: Marks = Marks()
    """Whose place is not known before they load: no width and height, no shape, no fixed box."""
    lazy_first: Marks = Marks()
    """loading=lazy on the first screen, over a tenth of it. Not `lcp`. `value`: percent of it."""
    never_loaded: Marks = Marks()
    """Whose address still waits in a data attribute after the page was scrolled to its end."""
    gallery_moves: bool | None = None
    """Whether a finger gets to the other pictures of a row of which one is shown: it moved under a
    swipe, scrolls by itself, or has something to tap. None: no such row, or it is covered."""
    stuck_gallery: ElementEvidence | None = None
    """The row when `gallery_moves` is False. `value`: how many pictures."""
    lcp: ElementEvidence | None = None
    """The largest element of the first paint. None: the browser named none, or it is gone."""
    lcp_picture: bool = False
    """Whether that is an <img>."""
    lcp_lazy: bool = False
    lcp_first: bool = False
    """fetchpriority=high on it, or on a preload of a picture."""
