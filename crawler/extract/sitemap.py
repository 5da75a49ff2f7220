"""Sitemaps: index, URL set, text or feed, plain or gzipped, and why one could not be read."""

import re
import zlib
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from io import BytesIO

from lxml import etree

MAX_BYTES = 50_000_000
"""Uncompressed. Source: developers.google.com "Build and submit a sitemap", 50 MB limit."""

MAX_ENTRIES = 50_000
"""Same source."""

_FEEDS = frozenset({"rss", "feed", "RDF"})
_ENTRIES = {
    "sitemapindex": ("sitemap",),
    "urlset": ("url",),
    **dict.fromkeys(_FEEDS, ("item", "entry")),
}
"""Root elements, and what their entries are called."""

_XHTML = "{http://www.w3.org/1999/xhtml}link"


@dataclass(frozen=True, slots=True)
class SitemapEntry:
    """One address in a sitemap."""

    loc: str
    """As written, ends cut; may be relative or no URL at all: the caller judges."""
    lastmod: str | None = None
    images: tuple[str, ...] = ()
    alternates: tuple[tuple[str, str], ...] = ()
    """(hreflang code, address) pairs."""


@dataclass(frozen=True, slots=True)
class Sitemap:
    """What a sitemap file holds."""

    url: str
    kind: str
    """index, urlset, text, feed, or "" when unreadable."""
    entries: tuple[SitemapEntry, ...] = ()
    error: str = ""
    """Why it could not be read, or where reading had to stop."""
    truncated: bool = field(default=False)
    """True: a limit was reached and entries are missing."""


def parse_sitemap(body: bytes, url: str) -> Sitemap:
    """Read a sitemap. Never raises: what cannot be read has kind "" and an error sentence."""
    truncated = False
    if body[:2] == b"\x1f\x8b":
        body, error, truncated = _unzip(body)
        if error:
            return Sitemap(url, "", error=error)
    elif len(body) > MAX_BYTES:
        body, truncated = body[:MAX_BYTES], True
    if body[:3] == b"PK\x03":
        return Sitemap(url, "", error="the file is a zip archive; sitemaps may only be gzipped")
    start = body[:1000].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if not start:
        return Sitemap(url, "", error="the file is empty")
    if start.startswith((b"<!doctype html", b"<html")) or (
        b"<html" in start and b"<?xml" not in start
    ):
        return Sitemap(url, "", error="the server answers with an HTML page instead of XML")
    if not start.startswith(b"<") and b"\x00" not in body[:1000]:
        return _text(body, url, truncated)
    return _xml(body, url, truncated)


def _unzip(body: bytes) -> tuple[bytes, str, bool]:
    inflate = zlib.decompressobj(31)
    try:
        data = inflate.decompress(body, MAX_BYTES)
    except zlib.error:
        return b"", "the gzip file is damaged", False
    return data, "", not inflate.eof and bool(inflate.unconsumed_tail)


def _text(body: bytes, url: str, truncated: bool) -> Sitemap:
    lines = (line.strip() for line in body.decode("utf-8-sig", "replace").splitlines())
    entries = tuple(SitemapEntry(line) for line in lines if line)
    if not any(entry.loc.lower().startswith(("http://", "https://")) for entry in entries[:50]):
        return Sitemap(url, "", error="neither XML nor a list of addresses")
    return _limited(url, "text", list(entries), "", truncated)


def _xml(body: bytes, url: str, truncated: bool) -> Sitemap:
    # recover: a sitemap cut off or with one bare "&" still tells the addresses before it.
    # Read piece by piece: 20,000 entries at once take 18 MB, so 4 MB (measured).
    pieces = etree.iterparse(
        BytesIO(body), events=("start", "end"), resolve_entities=False, no_network=True,
        load_dtd=False, huge_tree=True, recover=True, remove_comments=True, remove_pis=True,
    )  # fmt: skip
    root = ""
    entries: list[SitemapEntry] = []
    try:
        for event, node in pieces:
            name = _name(node)
            root = root or name
            if event == "end" and name in _ENTRIES.get(root, ()):
                entry = _item(node) if root in _FEEDS else _entry(node)
                if entry.loc or root not in _FEEDS:
                    entries.append(entry)
                _forget(node)
    except (etree.XMLSyntaxError, ValueError) as error:
        return Sitemap(url, "", error=f"not well-formed XML: {_first_error(pieces, error)}")
    if not root:
        return Sitemap(url, "", error="not well-formed XML")
    broken = pieces.error_log.filter_from_errors()
    damage = f"not well-formed XML: {broken[0].message} (line {broken[0].line})" if broken else ""
    if root == "html":
        return Sitemap(url, "", error="the server answers with an HTML page instead of XML")
    if root not in _ENTRIES:
        return Sitemap(url, "", error=damage or f"<{root[:40]}> is not a sitemap element")
    kind = {"sitemapindex": "index", "urlset": "urlset"}.get(root, "feed")
    return _limited(url, kind, entries, damage, truncated)


def _forget(node: etree._Element) -> None:
    """Free an element that was read, and what stands before it."""
    node.clear()
    while node.getprevious() is not None:
        del node.getparent()[0]  # type: ignore[union-attr]  # it has a sibling


def _limited(
    url: str, kind: str, entries: list[SitemapEntry], error: str, truncated: bool
) -> Sitemap:
    over = len(entries) > MAX_ENTRIES
    return Sitemap(url, kind, tuple(entries[:MAX_ENTRIES]), error, truncated or over)


def _entry(node: etree._Element) -> SitemapEntry:
    loc, lastmod = "", None
    images: list[str] = []
    alternates: list[tuple[str, str]] = []
    for child in node:
        name = _name(child)
        if name == "loc" and not loc:
            loc = _words(child)
        elif name == "lastmod":
            lastmod = _words(child) or None
        elif name == "image":
            images += [_words(inner) for inner in child if _name(inner) == "loc"]
        elif child.tag == _XHTML and child.get("hreflang"):
            alternates.append((child.get("hreflang", ""), child.get("href", "")))
    return SitemapEntry(loc, lastmod, tuple(images), tuple(alternates))


def _item(node: etree._Element) -> SitemapEntry:
    """An entry of a feed; "" for its address when it has none."""
    loc, lastmod = "", None
    for child in node:
        if _name(child) == "link" and child.get("rel", "alternate") == "alternate":
            loc = loc or child.get("href", "") or _words(child)
        elif _name(child) in ("pubDate", "updated", "modified"):
            lastmod = _words(child) or None
    return SitemapEntry(loc, lastmod)


def _words(node: etree._Element) -> str:
    return "".join(str(text) for text in node.itertext()).strip()


def _name(node: etree._Element) -> str:
    return node.tag.rpartition("}")[2] if isinstance(node.tag, str) else ""


def _first_error(parser: etree.iterparse, error: Exception) -> str:
    return str(parser.error_log[0].message if len(parser.error_log) else error)[:200]


_W3C = re.compile(
    r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01])"
    r"(?:T\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d))?)?)?"
)
"""Source: W3C note "Date and Time Formats", which sitemaps.org asks for."""


def is_bad_date(text: str, now: datetime) -> bool:
    """Whether a lastmod is not in W3C form, or lies more than a day ahead."""
    written = text.strip()
    if not _W3C.fullmatch(written):
        return True
    try:
        day = date.fromisoformat(written[:10]) if len(written) >= len("2026-11-24") else None
    except ValueError:
        return True  # the 30th of February
    return day is not None and day > now.date() + timedelta(days=1)
