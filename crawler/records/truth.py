"""What every side says of one own product, side by side."""

from crawler.records.base import Record


class TruthRow(Record):
    """A line of truth.jsonl.gz: an own product. Keys are sources: json_ld, microdata, rdfa, meta,
    dom (the page without scripts), rendered (on a phone, with scripts), platform (the shop system's
    own data), feed, basket (as a journey saw it). A source that says nothing has no entry."""

    site: str
    url: str
    name: str | None = None
    sku: str | None = None
    price: dict[str, str] = {}
    """What a shopper pays now: Decimal as text."""
    currency: dict[str, str] = {}
    availability: dict[str, str] = {}
    was: dict[str, str] = {}
    """The price before the reduction, struck or listed: Decimal as text."""
    gtin: dict[str, str] = {}
    differs: tuple[str, ...] = ()
    """Of these five, those whose sides contradict each other."""
    confidence: str = "unknown"
    """How sure we are of the page's own price; as Confidence."""
