"""What was seen at one URL: a record with optional sections, one section per kind of fact."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from crawler.records.base import Record
from crawler.records.head import HeadFacts
from crawler.records.kind import PageKind
from crawler.records.listing import Listing
from crawler.records.offer import Money, OfferFacts, TileFacts
from crawler.records.rating import RatingSign
from crawler.records.render import RenderFacts
from crawler.records.view import PageView, PhoneViews


class PageState(StrEnum):
    """How the request ended."""

    OK = "ok"
    """2xx with HTML: the fact sections are there."""
    NOT_HTML = "not_html"
    """2xx with something else (an image, a PDF)."""
    REDIRECT = "redirect"
    """3xx; `http.location` says where to. The target is a page of its own."""
    ERROR = "error"
    """4xx or 5xx."""
    FAILED = "failed"
    """No answer; `http.failure` says why."""
    BLOCKED = "blocked"
    """A bot wall, captcha or rate limit: nothing on it may be judged."""
    SAME = "same"
    """304: it is what the history knows of it, and nothing was wrong with it then. Its facts were
    not sent again; what they were stands in the history."""
    ROBOTS = "robots"
    """robots.txt asks us not to fetch it, and we did not."""


class Region(StrEnum):
    """Where on the page something stands."""

    HEADER = "header"
    NAVIGATION = "navigation"
    MAIN = "main"
    FOOTER = "footer"


class HttpFacts(Record):
    """The answer of the server."""

    status: int | None = None
    """None means no answer."""
    failure: str | None = None
    """dns, refused, timeout, tls, reset, private_address, too_large or other. None: answered."""
    location: str | None = None
    """Absolute target of a redirect, as the server sent it resolved against the URL."""
    content_type: str = ""
    headers: dict[str, str] = {}
    """Lower-case names; only those that checks read (no cookies)."""
    ttfb_ms: int | None = None
    """Milliseconds from request to response head."""
    size_bytes: int = 0
    """Body after decompression."""
    encoding: str | None = None
    """How the body was compressed: gzip, br. Empty: not at all. None: nobody looked."""
    sent_bytes: int | None = None
    """Body as it was sent, compressed."""
    body_digest: str = ""
    """16 hex digits of the body."""
    attempts: int = 1
    earlier: tuple[str, ...] = ()
    """What earlier attempts of tonight got: ("500",), ("timeout",). An answer that is well after
    that is flaky, not broken."""
    unchanged: bool = False
    """True: the server answered 304 to the validators of the last run, and the facts are of that
    run's copy."""


class Heading(Record):
    """One h1 to h6."""

    level: int
    text: str
    """Text, or the alt text of images in it, or its aria-label."""
    region: Region = Region.MAIN
    hidden: bool = False
    """The HTML itself hides it."""


class OutlineFacts(Record):
    """The readable content in short."""

    headings: tuple[Heading, ...] = ()
    word_count: int = 0
    text_digest: str = ""
    """16 hex digits of the main text, white space folded."""
    text_start: str = ""
    """First 300 characters of the main text."""
    template_leaks: tuple[str, ...] = ()
    """Visible pieces of template code or program errors: "{{ product.title }}"."""
    mojibake: tuple[str, ...] | None = None
    """Visible words read in the wrong encoding: "schÃ¶n"; at most 10. None: nobody looked."""
    likeness: str = ""
    """Fingerprint of a product page's main text: 64 hashes of four hex digits each, of which nearly
    equal texts have nearly all in common. Empty: nobody looked."""
    shape: str = ""
    """What the page is built of: the 32 smallest hashes of its class, id and tag names, 8 hex
    digits each. Empty: nobody looked."""
    rating: RatingSign | None = None
    """What a shopper sees of the rating that the product's markup gives. None: nobody looked; only
    product pages with an aggregateRating are looked at."""


class Image(Record):
    """One <img>."""

    src: str
    url: str | None = None
    alt: str | None = None
    """None means the attribute is missing; "" is right for decoration."""
    width: int | None = None
    height: int | None = None
    region: Region = Region.MAIN
    decorative: bool = False
    """aria-hidden or role=presentation."""
    named: bool = False
    """aria-label, aria-labelledby or title says what it shows."""
    hidden: bool = False
    """The HTML itself hides it."""
    sized: bool = False
    """Its own style attribute gives it a height or an aspect-ratio."""
    src_missing: bool = False
    """It has srcset, or stands in <picture>, but no src, lazy ones included."""


class ImageFacts(Record):
    """The images of a page."""

    images: tuple[Image, ...] = ()
    """At most 300, in document order."""


class StructuredItem(Record):
    """One top-level item of structured data."""

    syntax: str
    """json_ld, microdata or rdfa."""
    types: tuple[str, ...] = ()
    """Without the schema.org prefix: ("Product",)."""
    data: dict[str, Any] = {}
    """Properties as nested JSON, JSON-LD's own shape, `@type` included."""


class StructuredError(Record):
    """A block that strict parsing refuses."""

    syntax: str
    block: int
    """0 for the first script of that syntax on the page."""
    line: int
    """Line inside the block, from 1."""
    column: int
    message: str
    snippet: str = ""
    """Up to 80 characters around the place."""
    recovered: bool = False
    """True when lenient reading still got the data."""


class StructuredFacts(Record):
    """Structured data in all syntaxes."""

    items: tuple[StructuredItem, ...] = ()
    errors: tuple[StructuredError, ...] = ()

    def of_type(self, *names: str) -> tuple[StructuredItem, ...]:
        """Top-level items with one of these types."""
        return tuple(item for item in self.items if set(names) & set(item.types))


class Link(Record):
    """One reference from a page."""

    url: str | None
    """Resolved and normalised, fragment dropped. None means it is not an http(s) URL."""
    href: str
    """As written."""
    text: str = ""
    """Visible text, else aria-label, title or image alt; at most 120 characters."""
    region: Region = Region.MAIN
    rel: tuple[str, ...] = ()
    tag: str = "a"
    """a, area, img, script, link, iframe, source, form, canonical, hreflang, og for a picture
    to share, or css for what a style sheet names."""
    fragment: str = ""
    label: str = ""
    """aria-label of a link that has a text as well; at most 120 characters."""
    onclick: str = ""
    """First 120 characters of that attribute of a link; without href also of what stands for it,
    such as data-href."""
    control: bool = False
    """A link that is a button by its role, or that opens and closes a part of the page."""
    unnamed: bool = False
    """A visible link with neither text nor any label or picture text in it."""


class LinkFacts(Record):
    """All references of a page, kept in a file of their own."""

    links: tuple[Link, ...] = ()
    unlinked: tuple[Link, ...] | None = None
    """<a> without href that a script makes clickable; at most 200. None: nobody looked."""
    refresh: str | None = None
    """Content of the first <meta http-equiv=refresh>: "0; url=/new". None: there is none."""
    upgrades: bool = False
    """A <meta> tells browsers to load http files by https (upgrade-insecure-requests)."""
    lost_fragments: tuple[str, ...] | None = None
    """Fragments of links to the page itself that name no id or <a name> in it. None: nobody
    looked."""


class PageLinks(Record):
    """A line of links.jsonl.gz."""

    key: str
    links: LinkFacts


class PageRecord(Record):
    """Everything seen at one URL in one run. A missing section was not looked at."""

    key: str
    """`<site>:<normalised URL>`."""
    site: str
    url: str
    """Normalised; what was asked for."""
    state: PageState
    kind: PageKind = PageKind.OTHER
    depth: int | None = None
    """Clicks from the home page over followed links. None: found otherwise (sitemap, list)."""
    in_sitemap: str | None = None
    """The sitemap file that lists it."""
    lastmod: str | None = None
    """When it changed last, as that file writes it."""
    found_on: str | None = None
    """URL of the first page that linked here."""
    googlebot_allowed: bool = True
    """What robots.txt says to Googlebot about this URL."""
    fetched_at: datetime | None = None
    http: HttpFacts
    head: HeadFacts | None = None
    outline: OutlineFacts | None = None
    images: ImageFacts | None = None
    structured: StructuredFacts | None = None
    offer: OfferFacts | None = None
    """Present on every HTML page; `offer.state` is not_product where there is no product."""
    tiles: TileFacts | None = None
    """None: nobody looked; only list pages are looked at."""
    served: PageView | None = None
    """Only where the sections above come from the browser, because the server's HTML is empty
    without scripts. None: they come from the server's HTML."""
    links: LinkFacts | None = None
    """Attached while checks run; stored in links.jsonl.gz."""
    phone: PhoneViews | None = None
    """Attached while checks run; stored in phones.jsonl.gz. None: not asked for by a phone."""
    render: RenderFacts | None = None
    """On the first device. Attached while checks run; stored in renders.jsonl.gz."""
    other_renders: tuple[RenderFacts, ...] = ()
    """On the other devices, in their order."""
    basket: Money | None = None
    """What a journey saw it cost in the basket. Attached while checks run; stored in
    journeys.jsonl.gz. None: no journey bought it, or the price there was not clear."""
    listings: tuple[Listing, ...] = ()
    """Entries of feeds and of the shop system about this page, at most 100. Attached while checks
    run; stored in listings.jsonl.gz."""
