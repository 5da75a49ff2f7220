"""The document head: titles, descriptions, robots, canonicals, languages, social properties."""

import re
from collections.abc import Iterator, Mapping

from selectolax.lexbor import LexborHTMLParser
from w3lib.encoding import html_body_declared_encoding, http_content_type_encoding

from crawler.extract.document import Document, attribute, fold
from crawler.records.head import (
    CanonicalLink,
    HeadFacts,
    HeadSource,
    HreflangLink,
    RobotsDirective,
)

ROBOTS_AGENTS = frozenset(
    {
        "robots", "googlebot", "googlebot-news", "googlebot-image", "google-extended",
        "storebot-google", "bingbot", "slurp", "duckduckbot", "yandex", "baiduspider",
    }
)  # fmt: skip
"""Names of <meta> that hold robots instructions."""

_ROBOTS_VALUES = frozenset(
    {"max-snippet", "max-image-preview", "max-video-preview", "unavailable_after"}
)
"""Words that stand before a colon in X-Robots-Tag and are no agent."""

_SOCIAL = ("og:", "product:", "twitter:", "article:")
_LINK = re.compile(r"<([^<>]*)>([^<]*)")
_PARAMETER = re.compile(r"""([\w*\-]+)\s*=\s*(?:"([^"]*)"|([^\s;,"]+))""")
_MAX_SOCIAL = 200
_LIMITS = ("hreflang", "lang", "media", "type")
_HEAD_TAGS = frozenset(
    {"html", "head", "title", "meta", "link", "script", "style", "base", "noscript", "template"}
)
"""What Google reads a head up to.

Source: https://developers.google.com/search/docs/crawling-indexing/valid-page-metadata
(read 2026-11-23).
"""

_OPENERS = re.compile(
    rb"<!--|<(script|style|template|textarea|title|svg|iframe|noscript|xmp)(?=[\s>/])"
    rb"|=\s*(?:\"[^\"<>]*(?=<)|'[^'<>]*(?=<))",
    re.IGNORECASE,
)
_ROOTS = re.compile(rb"<(head|body)(?=[\s>/])", re.IGNORECASE)
_HEAD_END = re.compile(rb"</head(?=[\s>/])|<body(?=[\s>/])", re.IGNORECASE)
_TAG = re.compile(rb"<([a-z][a-z0-9:\-]*)[^>]*>|</[a-z][^>]*>|<[!?][^>]*>", re.IGNORECASE)
_DOCTYPE = re.compile(rb"\s*(?:<(?:!--.*?--|\?[^>]*)>\s*)*<!doctype\s", re.IGNORECASE | re.DOTALL)
_LOST = (
    ("title", "title"),
    ("description", 'meta[name="description" i]'),
    ("canonical", 'link[rel~="canonical" i]'),
    ("robots", 'meta[name="robots" i],meta[name="googlebot" i]'),
    ("hreflang", 'link[rel~="alternate" i][hreflang]'),
)


def head_facts(
    document: Document, headers: Mapping[str, str], drop: frozenset[str] = frozenset()
) -> HeadFacts:
    """What the head declares, in document order. `headers` are lower-case HTTP headers."""
    titles: list[str] = []
    descriptions: list[str] = []
    robots: list[RobotsDirective] = []
    viewports: list[str] = []
    meta: list[tuple[str, str]] = []
    generator: str | None = None
    title_places: list[str] = []
    description_places: list[str] = []
    place = "head"
    bases = 0
    for node, tag, attributes in document.elements:
        if tag == "body":
            place = "body"
        elif tag == "base":
            bases += 1
        if tag not in ("title", "meta") or document.unseen(node):
            continue
        if tag == "title":
            titles.append(fold(node.text()))
            title_places.append(place)
            continue
        content = (attributes.get("content") or "").strip()
        name = (attributes.get("name") or "").strip().lower()
        key = (attributes.get("property") or "").strip().lower() or name
        if name == "description":
            descriptions.append(fold(content))
            description_places.append(place)
        elif name in ROBOTS_AGENTS:
            robots.append(RobotsDirective(agent=name, content=content))
        elif name == "viewport":
            viewports.append(content)
        elif name == "generator" and generator is None:
            generator = content
        elif key.startswith(_SOCIAL) and len(meta) < _MAX_SOCIAL:
            meta.append((key, content))
    robots += _header_robots(headers.get("x-robots-tag", ""))
    canonicals, hreflangs = _links(document, headers.get("link", ""), drop)
    moved = (
        "body" in title_places
        or "body" in description_places
        or any(link.source == "body" for link in canonicals)
        or (bool(hreflangs) and document.first("body link[hreflang]") is not None)
    )
    source, whole = _source(document, headers, moved=moved, bases=bases)
    if whole is not None:
        title_places = _places(title_places, len(whole.css(":not(svg) > title")))
        inside = len(whole.css('meta[name="description" i]'))
        description_places = _places(description_places, inside)
        inside = len(whole.css('link[rel~="canonical" i]'))
        canonicals = tuple(
            link.model_copy(update={"source": "head"})
            if number < inside and link.source == "body"
            else link
            for number, link in enumerate(canonicals)
        )
    return HeadFacts(
        titles=tuple(titles),
        title_places=tuple(title_places),
        descriptions=tuple(descriptions),
        description_places=tuple(description_places),
        source=source,
        robots=tuple(robots),
        canonicals=canonicals,
        hreflangs=hreflangs,
        viewports=tuple(viewports),
        lang=attribute(document.root, "lang"),
        generator=generator,
        meta=tuple(meta),
    )


def _links(
    document: Document, header: str, drop: frozenset[str]
) -> tuple[tuple[CanonicalLink, ...], tuple[HreflangLink, ...]]:
    canonicals: list[CanonicalLink] = []
    hreflangs: list[HreflangLink] = []
    in_head = {node.mem_id for node in document.css("head link")}
    for node in document.css('link[rel~="canonical" i],link[rel~="alternate" i][hreflang]'):
        if document.unseen(node):
            continue
        href = attribute(node, "href") or ""
        url = document.resolve(href, drop)[0]
        if "canonical" in (attribute(node, "rel") or "").lower().split():
            source = "head" if node.mem_id in in_head else "body"
            limits = tuple(name for name in _LIMITS if name in node.attributes)
            canonicals.append(CanonicalLink(href=href, url=url, source=source, limits=limits))
        else:
            code = (attribute(node, "hreflang") or "").strip()
            hreflangs.append(HreflangLink(code=code, href=href, url=url))
    for href, parameters in link_header(header):
        rels = parameters.get("rel", "").lower().split()
        url = document.resolve(href, drop)[0]
        if "canonical" in rels:
            canonicals.append(CanonicalLink(href=href, url=url, source="header"))
        elif "alternate" in rels and "hreflang" in parameters:
            hreflangs.append(HreflangLink(code=parameters["hreflang"], href=href, url=url))
    return tuple(canonicals), tuple(hreflangs)


def _source(
    document: Document, headers: Mapping[str, str], *, moved: bool, bases: int
) -> tuple[HeadSource, LexborHTMLParser | None]:
    """How the head is written; and the head alone, where the parser closed it for no fault.

    A parser without scripts lets a picture in a <noscript> close the head. Google allows
    <noscript> there, and the picture in it is how most tracking pixels are built in.
    """
    raw = document.tree.raw_html or b""
    facts: dict[str, object] = {
        "bases": bases,
        "doctype": bool(_DOCTYPE.match(raw[:10_000])),
        "charset": _charset(document, headers, raw),
    }
    roots = _roots(raw)
    cleaned = b""
    if roots.count(b"head") > 1 or roots.count(b"body") > 1:
        cleaned = _without_blocks(raw)
        roots = _roots(cleaned)
    elif moved:
        ends = [match.end() for match in _HEAD_END.finditer(raw)]
        cleaned = _without_blocks(raw[: ends[-1] + 1]) if ends else b""
    facts |= {"heads": roots.count(b"head"), "bodies": roots.count(b"body")}
    end = _HEAD_END.search(cleaned) if moved else None
    if end is None:
        return HeadSource.model_validate(facts), None
    cleaned = cleaned[: end.start()]
    position = _break_in(cleaned)
    if position is None:
        return HeadSource.model_validate(facts), LexborHTMLParser(
            cleaned.decode("utf-8", "replace")
        )
    tail = cleaned[position:].decode("utf-8", "replace")
    tag = _TAG.match(cleaned, position)
    behind = LexborHTMLParser(tail)
    facts |= {
        "broken_by": tag[1].decode().lower() if tag and tag[1] else "text",
        "snippet": fold(tail[:120]),
        "lost": tuple(name for name, selector in _LOST if behind.css_first(selector) is not None),
    }
    return HeadSource.model_validate(facts), None


def _roots(raw: bytes) -> list[bytes]:
    return [match[1].lower() for match in _ROOTS.finditer(raw)]


def _charset(document: Document, headers: Mapping[str, str], raw: bytes) -> str:
    declared = headers.get("content-type") or document.headers.get("content-type") or ""
    if declared and http_content_type_encoding(declared):
        return "header"
    # The text was decoded: counting characters never finds less than counting its first bytes.
    start = raw[:4096].decode("utf-8", "ignore")[:1024]
    return "meta" if html_body_declared_encoding(start) else ""


def _without_blocks(raw: bytes) -> bytes:
    """The source without comments, scripts and the like; an empty element stays in their place.

    Values of attributes that hold a "<" go as well. One pass, whatever the page holds.
    """
    kept: list[bytes] = []
    position = 0
    while match := _OPENERS.search(raw, position):
        kept.append(raw[position : match.start()])
        opener = match[0].lower()
        if match[1]:
            name = match[1].lower()
            end = re.compile(rb"</" + name + rb"[^>]*>", re.IGNORECASE).search(raw, match.end())
            stop = end.end() if end else len(raw)
            kept.append(b"<%s></%s>" % (name, name))
        else:
            closing = b"-->" if opener == b"<!--" else opener.lstrip(b"= \t\r\n")[:1]
            found = raw.find(closing, match.end())
            stop = found + len(closing) if found >= 0 else len(raw)
            kept.append(b"" if opener == b"<!--" else b'=""')
        position = stop
    kept.append(raw[position:])
    return b"".join(kept)


def _break_in(head: bytes) -> int | None:
    """Where the first thing stands that may not be in a head; None when there is none."""
    position = 0
    while position < len(head):
        start = head.find(b"<", position)
        between = head[position : start if start >= 0 else len(head)]
        if between.strip(b" \t\r\n\f\x00"):
            return position + len(between) - len(between.lstrip())
        if start < 0:
            return None
        tag = _TAG.match(head, start)
        if tag is None:
            return None  # not a tag that can be read: no verdict
        if tag[1] and tag[1].lower().decode() not in _HEAD_TAGS:
            return start
        position = tag.end()
    return None


def _places(places: list[str], inside: int) -> list[str]:
    return ["head" if number < inside else place for number, place in enumerate(places)]


def link_header(value: str) -> Iterator[tuple[str, dict[str, str]]]:
    """Addresses and parameters of an HTTP Link header (RFC 8288), several joined by commas."""
    for match in _LINK.finditer(value[:20_000]):
        yield (
            match[1].strip(),
            {name.lower(): quoted or bare for name, quoted, bare in _PARAMETER.findall(match[2])},
        )


def _header_robots(value: str) -> Iterator[RobotsDirective]:
    """X-Robots-Tag: `noindex`, or `googlebot: noindex, nofollow`; an agent binds what follows."""
    for line in value[:4_000].splitlines():
        agent = "robots"
        words: list[str] = []
        for part in line.split(","):
            name, colon, rest = part.partition(":")
            if colon and name.strip().lower() not in _ROBOTS_VALUES and _is_agent(name):
                yield from _directive(agent, words)
                agent, words = name.strip().lower(), []
                words.append(rest.strip())
            else:
                words.append(part.strip())
        yield from _directive(agent, words)


def _is_agent(name: str) -> bool:
    return bool(re.fullmatch(r"[A-Za-z][\w\-]*", name.strip()))


def _directive(agent: str, words: list[str]) -> Iterator[RobotsDirective]:
    content = ", ".join(word for word in words if word)
    if content:
        yield RobotsDirective(agent=agent, content=content, source="header")
