"""What Storewalk knows about one shop system, as data and pure functions."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from urllib.parse import urljoin, urlsplit

from selectolax.lexbor import LexborNode

from crawler.extract.document import Document
from crawler.extract.money import parse_price, price_range
from crawler.extract.price_text import price_text
from crawler.extract.words import EX_TAX_TEXT, IN_TAX_TEXT
from crawler.records import Availability, Listing, OfferSource, PageKind, PriceCandidate, PriceType


@dataclass(frozen=True, slots=True)
class PriceRule:
    """One place where this platform's shipped theme shows or stores an amount."""

    selector: str
    type: PriceType = PriceType.CURRENT
    attribute: str = ""
    """Read this attribute instead of the text: a machine value, kept as source `platform`."""
    tax_included: bool | None = None


@dataclass(frozen=True, slots=True)
class StockRule:
    """One element that says by its presence whether the product can be bought."""

    selector: str
    availability: Availability


@dataclass(frozen=True, slots=True)
class CataloguePage:
    """What one answer of a shop system's product list says."""

    listings: tuple[Listing, ...] = ()
    """`site` is empty: the reader does not know it. Addresses are absolute and normalised."""
    more: str = ""
    """Path and query to ask for next; empty: that was all."""
    error: str = ""
    """Why nothing, or not all, could be read, for people."""


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Where a shop system gives its products as data, open to everybody, by GET."""

    first: str
    """Path and query to begin with: /products.json?limit=250&page=1. Empty: there is no list, only
    the data of single products."""
    read: Callable[[bytes, str], CataloguePage]
    """From a body and the address that gave it. Never raises: what it cannot read is told."""
    product: Callable[[str], str | None] = lambda url: None
    """The path of one product's data, from the address of its page. None: no such thing."""


@dataclass(frozen=True, slots=True)
class PlatformAdapter:
    """A shop system. It never judges; it only knows where things stand."""

    name: str
    markup_signs: tuple[tuple[str, str], ...] = ()
    """(CSS selector, what it proves) pairs."""
    header_signs: tuple[tuple[str, str, str], ...] = ()
    """(header name in lower case, text it holds or "" for any, what it proves)."""
    kinds: tuple[tuple[PageKind, str], ...] = ()
    """(kind, pattern over path and query) pairs; the first match decides."""
    seed_paths: tuple[str, ...] = ("/sitemap.xml",)
    traps: tuple[str, ...] = ()
    """Patterns over path and query of addresses never to follow."""
    drop_parameters: frozenset[str] = frozenset()
    """Query parameters that never choose a page here."""
    box: str = ""
    """Selector of the product's own block; rules look inside its first match only, because the
    same price markup stands on every card of "You may also like". Empty: the whole page."""
    prices: tuple[PriceRule, ...] = ()
    stock: tuple[StockRule, ...] = ()
    catalogue: Catalogue | None = None
    """None: it gives its products only as pages."""
    fix_hints: Mapping[str, str] = field(default_factory=dict)
    """Check id to the menu path in this platform's admin."""

    def detect(self, document: Document, headers: Mapping[str, str]) -> tuple[str, ...]:
        """Evidence that a page comes from this platform; empty means no."""
        found = [
            why
            for name, text, why in self.header_signs
            if name in headers and text.lower() in headers[name].lower()
        ]
        # One selector for all first: most pages are of another platform.
        if self.markup_signs and document.first(",".join(sign[0] for sign in self.markup_signs)):
            found += [why for selector, why in self.markup_signs if document.first(selector)]
        return tuple(dict.fromkeys(found))

    def seeds(self, home_url: str) -> tuple[str, ...]:
        """Where this platform keeps its sitemap, likeliest first."""
        return tuple(urljoin(home_url, path) for path in self.seed_paths)

    def kind_of(self, url: str, document: Document | None = None) -> PageKind | None:
        """The kind that the address tells; None when it does not."""
        address = _address(url)
        for kind, pattern in self.kinds:
            if _compiled(pattern).search(address):
                return kind
        return None

    def is_trap(self, url: str) -> bool:
        """Whether following the address changes something or leads into endless variations."""
        address = _address(url)
        return any(_compiled(pattern).search(address) for pattern in (*COMMON_TRAPS, *self.traps))

    def offers(self, document: Document) -> tuple[PriceCandidate, ...]:
        """Prices where this platform's own markup puts them. Currency None: the page decides."""
        found: list[PriceCandidate] = []
        seen: set[tuple[PriceType, bool]] = set()
        box = self._box(document)
        for rule in self.prices:
            key = (rule.type, bool(rule.attribute))
            if key in seen:
                continue
            candidate = _candidate(document, box, rule)
            if candidate is not None:
                seen.add(key)
                found += _with_range(candidate)
        return tuple(found)

    def availability(self, document: Document) -> Availability | None:
        """What this platform's own markup says about stock; the first rule that matches."""
        box = self._box(document)
        return next(
            (
                rule.availability
                for rule in self.stock
                if (document.first if rule.selector.startswith("body") else box.css_first)(
                    rule.selector
                )
            ),
            None,
        )

    def _box(self, document: Document) -> LexborNode:
        found = document.first(self.box) if self.box else None
        return found if found is not None else document.root


COMMON_TRAPS = (
    r"[?&](?:add[-_]to[-_](?:cart|wishlist|compare)|add_to_cart|remove_item|undo_item)=",
    r"[?&](?:sort|sort_by|orderby|order|dir|product_list_order|product_list_dir|product_list_mode"
    r"|view_mode|grid_list|per_page|limit|srule)=",
    r"[?&](?:PHPSESSID|sid|session_?id|jsessionid|OCSESSID|oscsid|dwsid)=",
    r";jsessionid=",
    r"/(?:wishlists?|compare|cart|basket|checkout)/(?:(?:index|cart|product)/)*"
    r"(?:add|remove|delete|empty|clear)\b",
    r"/(?:wishlists?|compare|cart|basket)/?\?(?:[^#]*&)?(?:add|remove|delete|empty|clear)\w*=",
    r"[?&]action=(?:add|remove|delete|empty|clear|buy)(?:_\w+|$|&)",
    r"(?:^|/)(?:logout|signout|log-out|sign-out)(?:$|[/?])",
    r"[?&](?:replytocom|share|print)=",
    r"/([^/?]+)/\1/\1(?:/|$)",
)
"""Addresses that no shop wants crawled, on any platform."""


@lru_cache(maxsize=512)
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


def _address(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path


def _with_range(candidate: PriceCandidate) -> list[PriceCandidate]:
    """A candidate, and the two ends when its text is a range."""
    span = price_range(candidate.raw) if candidate.source is OfferSource.DOM else None
    if span is None:
        return [candidate]
    ends = ((PriceType.FROM, span[0]), (PriceType.HIGH, span[1]))
    return [
        candidate,
        *(candidate.model_copy(update={"type": kind, "amount": amount}) for kind, amount in ends),
    ]


def _candidate(document: Document, box: LexborNode, rule: PriceRule) -> PriceCandidate | None:
    for node in box.css(rule.selector)[:8]:
        if document.unseen(node) or node.mem_id in document.hidden:
            continue
        if rule.attribute:
            raw = (node.attributes.get(rule.attribute) or "").strip()
        else:
            raw = price_text(document, node)
        if not raw or len(raw) > 120:
            continue
        parsed = parse_price(raw)
        if parsed.amount is None:
            continue
        return PriceCandidate(
            source=OfferSource.PLATFORM if rule.attribute else OfferSource.DOM,
            raw=raw[:120],
            path=rule.selector,
            amount=parsed.amount,
            currency=parsed.currency,
            type=rule.type,
            tax_included=_tax(node) if rule.tax_included is None else rule.tax_included,
        )
    return None


def _tax(node: LexborNode) -> bool | None:
    """What the words in a price, or right behind it and before the next number, say of tax."""
    own = " ".join(node.text()[:400].split())
    beside = " ".join(node.parent.text()[:800].split()) if node.parent is not None else ""
    tail = re.split(r"\d", beside.rpartition(own)[2] if own else "")[0]
    for text in (own, tail):
        if EX_TAX_TEXT.search(text):
            return False
        if IN_TAX_TEXT.search(text):
            return True
    return None
