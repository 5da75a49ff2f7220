"""The document head: titles, descriptions, robots, canonicals, languages, social properties."""

import re
from collections.abc import Iterator, Mapping

from crawler.extract.document import Document, attribute, fold
from crawler.records import CanonicalLink, HeadFacts, HreflangLink, RobotsDirective

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
    for node, tag, attributes in document.elements:
        if tag not in ("title", "meta") or document.unseen(node):
            continue
        if tag == "title":
            titles.append(fold(node.text()))
            continue
        content = (attributes.get("content") or "").strip()
        name = (attributes.get("name") or "").strip().lower()
        key = (attributes.get("property") or "").strip().lower() or name
        if name == "description":
            descriptions.append(fold(content))
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
    return HeadFacts(
        titles=tuple(titles),
        descriptions=tuple(descriptions),
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
            canonicals.append(CanonicalLink(href=href, url=url, source=source))
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
