"""A product as a list outside its page tells it: a row of a feed, an entry of the shop system."""

from crawler.records.base import Record
from crawler.records.offer import Availability, Money, OfferSource, Variant


class Listing(Record):
    """A line of listings.jsonl.gz: one product, or one variant, in a feed or a shop system's data.

    Values are read, never judged: `attributes` keeps what was written, for the checks.
    """

    site: str = ""
    """The shop whose feed or system it is."""
    source: OfferSource
    """platform or feed."""
    place: str
    """Where, for people: "products.xml, line 120" or "/products.json?page=1, products[3]"."""
    id: str | None = None
    """The feed's own id of the row, or the shop system's id of the product."""
    url: str | None = None
    """Landing page, normalised. None: none was written, or it is no web address."""
    name: str | None = None
    sku: str | None = None
    gtin: str | None = None
    """Digits as written; validity is a check."""
    mpn: str | None = None
    brand: str | None = None
    group: str | None = None
    """item_group_id: rows that share it are variants of one product."""
    price: Money | None = None
    """What a shopper pays without a sale. None: none, or unreadable."""
    sale_price: Money | None = None
    """What a shopper pays now, where that is less."""
    price_low: Money | None = None
    """Cheapest variant, when variants differ."""
    price_high: Money | None = None
    """Dearest variant, when variants differ."""
    availability: Availability | None = None
    variants: tuple[Variant, ...] = ()
    attributes: dict[str, str] = {}
    """Name to text as written, white space at the ends cut, at most 5,000 characters each; names
    in lower case without a prefix such as `g:`. Empty for entries of a shop system."""

    @property
    def now(self) -> Money | None:
        """What a shopper pays now by this list."""
        return self.sale_price or self.price


class FeedFile(Record):
    """One feed that was read, or could not be."""

    url: str
    """Address or path as configured."""
    kind: str = ""
    """xml, tsv or csv; "" when unreadable."""
    rows: int = 0
    status: int | None = None
    """Of the answer. None: a file, or no answer."""
    size_bytes: int = 0
    error: str = ""
    """Why it could not be read, or where reading had to stop; the rows before that are kept."""
    faults: tuple[str, ...] = ()
    """Places that could not be read, with their line, at most 20."""
