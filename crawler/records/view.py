"""What one view of a page says: as the server sent it, after scripts ran, or sent to a phone."""

from crawler.records.base import Record
from crawler.records.head import HeadFacts
from crawler.records.kind import PageKind
from crawler.records.offer import OfferFacts
from crawler.records.rating import RatingSign


class PageView(Record):
    """The facts of a page that may differ between two views of it."""

    head: HeadFacts
    kind: PageKind
    h1: tuple[str, ...] = ()
    """Texts of the main headings, empty ones left out."""
    word_count: int = 0
    links: int = 0
    """References of any kind."""
    structured_types: tuple[str, ...] = ()
    """Types of the top-level items of structured data, sorted."""
    features: tuple[str, ...] | None = None
    """Of breadcrumb, gtin, rating, returns, shipping and variants what the structured data speaks
    of, anywhere in it. None: nobody looked."""
    rating: RatingSign | None = None
    """As OutlineFacts.rating."""
    lost_fragments: tuple[str, ...] | None = None
    """As LinkFacts.lost_fragments."""
    offer: OfferFacts | None = None
    """None: no product."""


class PhoneViews(Record):
    """A line of phones.jsonl.gz: one page asked for by a desktop and by a phone, one after the
    other. The server's HTML, without scripts."""

    key: str
    desktop: PageView
    phone: PageView
