"""Every reference of a page: links, files, frames, forms, canonical and language alternates."""

import re
from collections.abc import Iterator
from urllib.parse import unquote

from selectolax.lexbor import LexborNode

from crawler.extract.document import Document, Element, attribute, fold
from crawler.extract.styles import style_addresses
from crawler.records import HeadFacts, LinkFacts, Region

_Row = dict[str, object]
"""The fields of one Link."""
_ADDRESSES: dict[str, frozenset[str]] = {
    "a": frozenset({"href"}), "area": frozenset({"href"}), "img": frozenset(),
    "script": frozenset({"src"}), "link": frozenset({"href"}), "iframe": frozenset({"src"}),
    "source": frozenset(), "form": frozenset({"action"}), "video": frozenset({"src", "poster"}),
    "audio": frozenset({"src"}), "embed": frozenset({"src"}), "input": frozenset({"src"}),
    "meta": frozenset({"http-equiv"}),
}  # fmt: skip
"""Elements that refer to something, when they have one of these attributes; none: always."""
_KINDS = {"video": "source", "audio": "source", "embed": "iframe", "input": "img"}
_LINK_RELS = frozenset(
    {"stylesheet", "icon", "apple-touch-icon", "preload", "modulepreload", "manifest"}
)
_NOT_FILES = frozenset({"preconnect", "dns-prefetch"})
_SRCSET_URL = re.compile(r"[ \t\n\f\r,]*([^ \t\n\f\r]+)")
_LISTENERS = frozenset(
    {
        "onclick", "onmousedown", "ng-click", "@click", "@click.prevent", "v-on:click",
        "x-on:click", "(click)", "data-href", "data-url", "data-link",
    }
)  # fmt: skip
"""Attributes by which a script makes something clickable."""
_DATA = ("data-href", "data-url", "data-link", "@click", "v-on:click", "x-on:click", "ng-click")
_CONTROLS = frozenset(
    {
        "role", "aria-expanded", "aria-controls", "aria-haspopup", "aria-pressed", "data-toggle",
        "data-bs-toggle", "data-dismiss", "data-bs-dismiss", "data-fancybox", "data-slide",
        "data-bs-slide", "download", "popovertarget",
    }
)  # fmt: skip
_INNER_NAMES = "[aria-label],[aria-labelledby],[title],title,object,video,input"
_LABELS = ("aria-label", "aria-labelledby", "title")
_SHARED_PICTURES = frozenset({"og:image", "og:image:secure_url", "twitter:image"})
_UPGRADE = "upgrade-insecure-requests"
_ROUTES = ("!", "/", ":~:", "?")
"""Fragments that scripts read as addresses, and text fragments."""
_MAX_BARE = 200
_MAX_LINKS = 5000
_MAX_TEXT = 120
_MAX_HREF = 2000
_MAX_CSS = 500_000


def link_facts(
    document: Document, head: HeadFacts, drop: frozenset[str] = frozenset()
) -> LinkFacts:
    """References in document order, then those of the head facts; at most 5,000.

    `drop` holds the platform's parameters that never choose a page; they leave page links only.
    """
    rows: list[_Row] = []
    unlinked: list[_Row] = []
    told: dict[str, str] = {}
    for element in document.elements:
        node, tag, attributes = element
        names = _ADDRESSES.get(tag)
        if names is None:
            continue
        if names and names.isdisjoint(attributes):
            bare = tag == "a" and not _LISTENERS.isdisjoint(attributes)
            if bare and len(unlinked) < _MAX_BARE and not document.unseen(node):
                unlinked.append(_link(document, element, drop))
            continue
        if document.unseen(node) or (tag == "input" and not _is_image(attributes)):
            continue
        if tag == "meta":
            name = (attributes["http-equiv"] or "").strip().lower()
            told.setdefault(name, attributes.get("content") or "")
        elif tag in ("a", "area"):
            rows.append(_link(document, element, drop))
        else:
            rows += _files(document, element, drop)
        if len(rows) >= _MAX_LINKS:
            break
    rows += _in_styles(document)
    for canonical in head.canonicals:
        rows.append(_declared("canonical", canonical.href, canonical.url))
    pictures = (value for name, value in head.meta if name in _SHARED_PICTURES)
    for href in dict.fromkeys(pictures):
        rows.append(_declared("og", href, document.resolve(href)[0]))
    for alternate in head.hreflangs:
        rows.append(_declared("hreflang", alternate.href, alternate.url, alternate.code))
    # One validation for all takes half the time of one for each (measured).
    return LinkFacts.model_validate(
        {
            "links": tuple(rows[:_MAX_LINKS]),
            "unlinked": tuple(unlinked),
            "refresh": told["refresh"][:_MAX_HREF] if "refresh" in told else None,
            "upgrades": _UPGRADE in told.get("content-security-policy", "").lower(),
            "lost_fragments": _lost_fragments(document, rows),
        }
    )


def _link(document: Document, element: Element, drop: frozenset[str]) -> _Row:
    node, tag, attributes = element
    href = attributes.get("href") or ""
    url, fragment = document.resolve(href, drop)
    rel = attributes.get("rel")
    text = _text(node, attributes)
    row: _Row = {
        "url": url, "href": href[:_MAX_HREF], "text": text,
        "rel": tuple(rel.lower().split()) if rel else (), "tag": tag,
        "region": document.region(node), "fragment": fragment,
    }  # fmt: skip
    # What few links have is added where it is: a field more takes time on every link (measured).
    if text and (label := attributes.get("aria-label")):
        row["label"] = fold(label)[:_MAX_TEXT]
    if script := attributes.get("onclick") or _address_for_scripts(attributes):
        row["onclick"] = script[:_MAX_TEXT]
    if not _CONTROLS.isdisjoint(attributes) and _is_control(attributes):
        row["control"] = True
    if not text and _is_unnamed(document, element):
        row["unnamed"] = True
    return row


def _address_for_scripts(attributes: dict[str, str | None]) -> str:
    if "href" in attributes:
        return ""
    return next((value for name in _DATA if (value := attributes.get(name))), "")


def _is_control(attributes: dict[str, str | None]) -> bool:
    if not _CONTROLS.isdisjoint(attributes.keys() - {"role"}):
        return True
    return (attributes.get("role") or "").strip().lower() not in ("", "link")


def _is_unnamed(document: Document, element: Element) -> bool:
    """Whether nothing in an empty link names it, and somebody may come across it."""
    node, _, attributes = element
    if attributes.get("aria-labelledby") or node.mem_id in document.hidden:
        return False
    if (attributes.get("aria-hidden") or "").lower() == "true":
        return False
    for inner in node.css(_INNER_NAMES)[:10]:
        if inner.tag in ("object", "video", "input"):
            return False
        texts = [inner.attributes.get(name) or "" for name in _LABELS]
        if "".join(texts).strip() or (inner.tag == "title" and inner.text().strip()):
            return False
    return True


def _lost_fragments(document: Document, rows: list[_Row]) -> tuple[str, ...]:
    """Same-page fragments without their place, each once; #, #top and script routes are none.

    Source of how a fragment is looked up, as written and decoded: HTML Living Standard 7.4.6.4.
    """
    asked = {
        str(row["fragment"]): None
        for row in rows
        if row["tag"] in ("a", "area") and row["fragment"] and "control" not in row
        and "onclick" not in row and str(row["href"]).strip().startswith("#")
    }  # fmt: skip
    wanted = [name for name in asked if name.lower() != "top" and not name.startswith(_ROUTES)]
    if not wanted:
        return ()
    there: set[str | None] = set()
    for _, tag, attributes in document.elements:
        if "id" in attributes:
            there.add(attributes["id"])
        if tag == "a" and "name" in attributes:
            there.add(attributes["name"])
    return tuple(name for name in wanted if name not in there and unquote(name) not in there)


def _files(document: Document, element: Element, drop: frozenset[str]) -> Iterator[_Row]:
    node, tag, attributes = element
    rel: tuple[str, ...] = ()
    if tag == "link":
        rel = tuple((attributes.get("rel") or "").lower().split())
        if _LINK_RELS.isdisjoint(rel) or not _NOT_FILES.isdisjoint(rel):
            return
    tag = _KINDS.get(tag, tag)
    name = "href" if tag == "link" else "action" if tag == "form" else "src"
    hrefs = [attributes.get(name), attributes.get("poster")]
    if "srcset" in attributes:
        hrefs += srcset(attributes["srcset"] or "")
    region = document.region(node)
    text = fold(attributes.get("alt") or "")[:_MAX_TEXT]
    for href in dict.fromkeys(hrefs):
        if not href or href.startswith("data:"):
            continue
        url, fragment = document.resolve(href, drop if tag == "form" else frozenset())
        yield {
            "url": url, "href": href[:_MAX_HREF], "text": text, "rel": rel, "tag": tag,
            "region": region, "fragment": fragment,
        }  # fmt: skip


def _in_styles(document: Document) -> Iterator[_Row]:
    """Files that the page's own style sheets and style attributes name."""
    for node in document.css('style,[style*="url(" i]'):
        if document.unseen(node):
            continue
        css = node.text() if node.tag == "style" else attribute(node, "style") or ""
        for href in style_addresses(css[:_MAX_CSS]):
            url, _ = document.resolve(href)
            yield {
                "url": url, "href": href[:_MAX_HREF], "tag": "css",
                "region": document.region(node),
            }  # fmt: skip


def _is_image(attributes: dict[str, str | None]) -> bool:
    return (attributes.get("type") or "").lower() == "image"


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


def _declared(tag: str, href: str, url: str | None, text: str = "") -> _Row:
    return {
        "url": url, "href": href[:_MAX_HREF], "text": text[:_MAX_TEXT], "tag": tag,
        "region": Region.HEADER,
    }  # fmt: skip
