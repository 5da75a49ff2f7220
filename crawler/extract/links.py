"""Every reference of a page: links, files, frames, forms, canonical and language alternates."""

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborNode

from crawler.extract.document import Document, attribute, fold
from crawler.records import HeadFacts, Link, LinkFacts, Region

_SELECTOR = (
    "a[href],area[href],img,script[src],link[href],iframe[src],source,form[action],"
    "video[src],video[poster],audio[src],embed[src],input[type=image][src]"
)
_LINK_RELS = frozenset(
    {"stylesheet", "icon", "apple-touch-icon", "preload", "modulepreload", "manifest"}
)
_NOT_FILES = frozenset({"preconnect", "dns-prefetch"})
_SRCSET_URL = re.compile(r"[ \t\n\f\r,]*([^ \t\n\f\r]+)")
_MAX_LINKS = 5000
_MAX_TEXT = 120
_MAX_HREF = 2000


def link_facts(
    document: Document, head: HeadFacts, drop: frozenset[str] = frozenset()
) -> LinkFacts:
    """References in document order, then those of the head facts; at most 5,000.

    `drop` holds the platform's parameters that never choose a page; they leave page links only.
    """
    links: list[Link] = []
    for node in document.css(_SELECTOR):
        if document.unseen(node):
            continue
        links += _references(document, node, drop)
        if len(links) >= _MAX_LINKS:
            break
    for canonical in head.canonicals:
        links.append(_declared("canonical", canonical.href, canonical.url))
    for alternate in head.hreflangs:
        links.append(_declared("hreflang", alternate.href, alternate.url, alternate.code))
    return LinkFacts(links=tuple(links[:_MAX_LINKS]))


def _references(document: Document, node: LexborNode, drop: frozenset[str]) -> Iterator[Link]:
    tag = node.tag or ""
    attributes = node.attributes
    rel: tuple[str, ...] = ()
    if tag in ("a", "area"):
        rel = tuple((attributes.get("rel") or "").lower().split())
        href = attributes.get("href") or ""
        url, fragment = document.resolve(href, drop)
        yield Link(
            url=url, href=href[:_MAX_HREF], text=_text(node, attributes), rel=rel, tag=tag,
            region=document.region(node), fragment=fragment,
        )  # fmt: skip
        return
    if tag == "link":
        rel = tuple((attributes.get("rel") or "").lower().split())
        if not _LINK_RELS & set(rel) or _NOT_FILES & set(rel):
            return
    tag = {"video": "source", "audio": "source", "embed": "iframe", "input": "img"}.get(tag, tag)
    region = document.region(node)
    name = {"link": "href", "form": "action"}.get(tag, "src")
    text = fold(attributes.get("alt") or "")[:_MAX_TEXT]
    hrefs = [attributes.get(name), attributes.get("poster")]
    if "srcset" in attributes:
        hrefs += srcset(attributes["srcset"] or "")
    for href in dict.fromkeys(href for href in hrefs if href):
        if href.startswith("data:"):
            continue
        url, fragment = document.resolve(href, drop if tag == "form" else frozenset())
        yield Link(
            url=url, href=href[:_MAX_HREF], text=text, rel=rel, tag=tag, region=region,
            fragment=fragment,
        )  # fmt: skip


def srcset(value: str) -> list[str]:
    """Addresses of a srcset attribute, by the HTML standard's algorithm (4.8.4.2.2).

    Commas may stand inside an address, so splitting at commas is wrong.
    """
    urls: list[str] = []
    position, end = 0, min(len(value), 20_000)
    bracketed = "(" in value
    while match := _SRCSET_URL.match(value, position, end):
        url, position = match[1], match.end()
        stripped = url.rstrip(",")
        urls.append(stripped)
        if stripped != url:
            continue
        if not bracketed:
            comma = value.find(",", position, end)
            position = end if comma < 0 else comma + 1
            continue
        depth = 0
        while position < end:
            character = value[position]
            position += 1
            if character == "," and depth == 0:
                break
            depth += {"(": 1, ")": -1}.get(character, 0) if depth or character == "(" else 0
    return urls


def _text(node: LexborNode, attributes: dict[str, str | None]) -> str:
    text = fold(node.text()[:2000])
    if not text:
        text = fold(attributes.get("aria-label") or attributes.get("title") or "")
    if not text:
        alts = (attribute(image, "alt") or "" for image in node.css("img[alt]")[:5])
        text = fold(" ".join(alts)) or fold(attributes.get("alt") or "")
    return text[:_MAX_TEXT]


def _declared(tag: str, href: str, url: str | None, text: str = "") -> Link:
    return Link(
        url=url, href=href[:_MAX_HREF], text=text[:_MAX_TEXT], tag=tag, region=Region.HEADER
    )
