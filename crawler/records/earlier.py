"""What the last sound night saw, in short: for checks that ask what has changed."""

from collections.abc import Mapping

from crawler.records.base import Record
from crawler.records.kind import PageKind
from crawler.records.offer import Availability, Money
from crawler.records.page import PageRecord, PageState
from crawler.records.site import SiteFacts

NIGHTS_KEPT = 7
MOST_NIGHTS = 30
"""Where counting nights ends: a number that grows for ever would change every line every night."""
MOST_ETAG = 100
"""Characters of an ETag that is kept; our own limit."""


def outcome_of(page: PageRecord) -> str:
    """A letter for how a page answered, as EarlierPage.past has them."""
    if page.state is PageState.REDIRECT:
        return "p" if page.http.status in (301, 308) else "t"
    letters = {PageState.OK: "o", PageState.SAME: "o"}
    letters |= {PageState.ERROR: "f", PageState.FAILED: "f"}
    return letters.get(page.state, "u")


class EarlierPage(Record):
    """A line of seen/<run>.jsonl.gz in the history: one page of an earlier night."""

    site: str
    url: str
    state: PageState
    status: int | None = None
    kind: PageKind = PageKind.OTHER
    title: str = ""
    description: str = ""
    h1: str = ""
    canonical: str | None = None
    """The one declared target; None when there is none or several."""
    robots: tuple[str, ...] = ()
    """Robots words that bind Googlebot, sorted."""
    noindex: bool = False
    googlebot: bool = True
    types: tuple[str, ...] = ()
    """Types of the top-level structured data, sorted."""
    price: Money | None = None
    availability: Availability | None = None
    location: str | None = None
    """Where it redirects to."""
    etag: str = ""
    """Its ETag, for a conditional request. Empty: none, or one too long to keep."""
    modified: str = ""
    """Its Last-Modified header."""
    lastmod: str = ""
    """When it changed last, as a sitemap wrote it that night."""
    # What a night changes stands together at the end of the line: git keeps one piece of it then.
    past: str = ""
    """How it answered on the last seven sound nights on which it was asked, that one last, a letter
    a night: o well, t temporary redirect, p permanent one, f failing, u anything else."""
    nights: int = 1
    """Sound nights in a row in which it answered well, that one included; 0 when it did not. 30
    stands for more, too."""
    last: str = ""
    """Run in which it was last asked. Empty: in that of the file. So a page that is asked every
    night has a line that stays as it is, and one that waits for its turn, too."""
    full: str = ""
    """Run in which it was last read; empty: when it was last asked. Later answers were 304."""

    @property
    def indexable(self) -> bool:
        """200, HTML, not noindex, open to Googlebot, canonical absent or the page itself."""
        return (
            self.state is PageState.OK
            and not self.noindex
            and self.googlebot
            and self.canonical in (None, self.url)
        )

    @classmethod
    def of(cls, page: PageRecord, nights: int = 1, past: str = "") -> "EarlierPage":
        """A page in short. `nights` counts the night of the page itself, `past` does not."""
        head, outline, offer = page.head, page.outline, page.offer
        headings = outline.headings if outline else ()
        items = page.structured.items if page.structured else ()
        # What was read in a browser depends on more than its own bytes.
        headers = page.http.headers if page.state is PageState.OK and not page.served else {}
        return cls(
            site=page.site,
            url=page.url,
            state=page.state,
            status=page.http.status,
            kind=page.kind,
            title=next(iter(head.titles), "") if head else "",
            description=next(iter(head.descriptions), "") if head else "",
            h1=next((h.text for h in headings if h.level == 1 and h.text), ""),
            canonical=head.canonical if head else None,
            robots=tuple(sorted(head.directives())) if head else (),
            noindex=head.noindex if head else False,
            googlebot=page.googlebot_allowed,
            types=tuple(sorted({name for item in items for name in item.types})),
            price=offer.price if offer else None,
            availability=offer.availability if offer else None,
            location=page.http.location,
            past=(past + outcome_of(page))[-NIGHTS_KEPT:],
            nights=min(nights, MOST_NIGHTS) if page.state is PageState.OK else 0,
            etag=_header(headers, "etag"),
            modified=_header(headers, "last-modified"),
            lastmod=page.lastmod or "",
        )

    def is_as_before(self, earlier: "EarlierPage") -> bool:
        """Whether the two nights saw the same, as far as a line tells."""
        return all(getattr(self, name) == getattr(earlier, name) for name in _SEEN)

    def asked_again(self, page: PageRecord) -> "EarlierPage":
        """The same after a 304, which says that nothing has changed."""
        return self.model_copy(
            update={
                "past": (self.past + outcome_of(page))[-NIGHTS_KEPT:],
                "nights": min(self.nights + 1, MOST_NIGHTS),
                "lastmod": page.lastmod or "",
            }
        )


_SEEN = (
    "state", "status", "kind", "title", "description", "h1", "canonical", "robots", "noindex",
    "googlebot", "types", "price", "availability", "location",
)  # fmt: skip
"""Not what a server sends anew for the same page, and not how often it was asked."""


def _header(headers: Mapping[str, str], name: str) -> str:
    value = headers.get(name, "")
    return value if len(value) <= MOST_ETAG and value.isascii() and value.isprintable() else ""


class EarlierSite(SiteFacts):
    """A site as an earlier night saw it; a line of seen/<run>.sites.jsonl.gz in the history."""
