"""A page as bytes, parsed once: its tree, its addresses, its regions and what nobody sees."""

import re
from collections.abc import Iterator, Mapping
from functools import cached_property, lru_cache
from itertools import accumulate
from urllib.parse import urljoin, urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode
from w3lib.encoding import (
    html_body_declared_encoding,
    http_content_type_encoding,
    read_bom,
    to_unicode,
)

from crawler.extract.selectors import Vocabulary, possible, vocabulary
from crawler.records import Region, normalise_url

Element = tuple[LexborNode, str, dict[str, str | None]]
"""An element with its tag and attributes, read once: each reading asks lexbor again."""

_MAX_REGION_ROOTS = 60
_HEADER = "header,[role=banner]"
_NAVIGATION = "nav,[role=navigation]"
_FOOTER = "footer,[role=contentinfo]"
_NAMED_HEADER = "#header,#masthead,.site-header,.header,.page-header-wrapper"
_NAMED_NAVIGATION = "#nav,#navigation,#menu,.navbar,.main-menu,.main-nav,.breadcrumb,.breadcrumbs"
_NAMED_FOOTER = "#footer,#colophon,.site-footer,.footer,.page-footer"
_UNSEEN = "template,noscript,svg"
_TEXTLESS = "script,style,textarea,select,title,iframe,object"
_HIDDEN = (
    '[hidden],div[aria-hidden="true" i],section[aria-hidden="true" i],'
    'aside[aria-hidden="true" i],ul[aria-hidden="true" i],'
    '[style*="display:none" i],[style*="display: none" i],'
    '[style*="visibility:hidden" i],dialog:not([open])'
)
_INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060\ufeff]")
_MOST_LINES = 200_000
"""Characters of a page that are searched for labels."""
_UNCLOSED = 8_000
_MAX_DEPTH = 4_000
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9\-]*)")
_NEVER_DEEP = frozenset(
    {
        "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param",
        "source", "track", "wbr", "p", "li", "dt", "dd", "option", "tr", "td", "th", "tbody",
        "thead", "path", "circle", "rect", "use",
    }
)  # fmt: skip
"""Elements without an end tag, or whose end tag most pages leave out."""

_SCHEME = re.compile(r"([a-zA-Z][a-zA-Z0-9+.\-]*):")
_MAX_KEY = 500
_CONTROL = re.compile(r"[\t\n\r]")


class Document:
    """One parsed page. Built by `parse`; nothing in it is ever changed."""

    def __init__(self, tree: LexborHTMLParser, url: str, headers: Mapping[str, str]) -> None:
        self.tree = tree
        self.url = url
        self.headers = {name.lower(): value for name, value in headers.items()}

    @cached_property
    def root(self) -> LexborNode:
        """The <html> element, which the parser makes up when the page has none."""
        root = self.tree.root
        if root is None:  # pragma: no cover - lexbor always makes one
            raise ValueError("the parser gave no root")
        return root

    @cached_property
    def base_url(self) -> str:
        """What relative addresses are resolved against: the first <base href>, else the URL."""
        for node in self.css("base[href]"):
            joined = _join(self.url, node.attributes.get("href") or "")
            if joined and urlsplit(joined).scheme in ("http", "https"):
                return joined
            break
        return self.url

    @cached_property
    def _origin(self) -> str:
        parts = urlsplit(self.base_url)
        return f"{parts.scheme}://{parts.netloc}"

    @cached_property
    def elements(self) -> tuple[Element, ...]:
        """Every element in document order; nothing inside <template>."""
        return tuple([(node, node.tag or "", node.attributes) for node in self.tree.css("*")])

    @cached_property
    def nodes(self) -> tuple[LexborNode, ...]:
        """The body and every node in it in document order, texts and comments included."""
        body = self.tree.body
        return tuple(body.traverse(include_text=True)) if body is not None else ()

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """Every tag, attribute, class and id of the page."""
        return vocabulary(self.elements)

    def css(self, selector: str) -> list[LexborNode]:
        """Nodes that match, in document order; nothing inside <template>.

        A node that two alternatives of the selector match is there twice.
        """
        asked = possible(selector, self.vocabulary)
        return self.tree.css(asked) if asked else []

    def first(self, selector: str) -> LexborNode | None:
        """The first match, None when there is none."""
        asked = possible(selector, self.vocabulary)
        return self.tree.css_first(asked) if asked else None

    def resolve(self, href: str, drop: frozenset[str] = frozenset()) -> tuple[str | None, str]:
        """The normalised URL without fragment, and the fragment. None: not an http(s) URL."""
        # A picture written out as data: is no key to keep.
        look = _absolute if len(href) <= _MAX_KEY else _absolute.__wrapped__
        known = look(self._origin, href, drop)
        if known is not None:
            return known
        text, fragment = _split(href)
        joined = _join(self.base_url, text) if text else self.url
        return (_normalised(joined, drop) if joined else None), fragment

    @cached_property
    def _unseen(self) -> frozenset[int]:
        return self._inside(_UNSEEN)

    @cached_property
    def textless(self) -> frozenset[int]:
        """Memory ids of elements whose text is not prose: scripts, styles, form fields."""
        return self._unseen | self._inside(_TEXTLESS)

    @cached_property
    def hidden(self) -> frozenset[int]:
        """Memory ids of elements that the HTML itself hides, with all that is in them."""
        return self._inside(_HIDDEN)

    def unseen(self, node: LexborNode) -> bool:
        """Whether the node stands in a template, a noscript or an svg."""
        return node.mem_id in self._unseen

    def region(self, node: LexborNode) -> Region:
        """Where an element stands; MAIN when no landmark says otherwise."""
        return self._regions.get(node.mem_id, Region.MAIN)

    def in_main(self, node: LexborNode) -> bool:
        """Whether an element is neither in header, navigation nor footer."""
        return node.mem_id not in self._regions

    @cached_property
    def _regions(self) -> dict[int, Region]:
        regions: dict[int, Region] = {}
        content = self._inside("main,article,[role=main]")
        for kind, landmarks, named in (
            (Region.HEADER, _HEADER, _NAMED_HEADER),
            (Region.FOOTER, _FOOTER, _NAMED_FOOTER),
            (Region.NAVIGATION, _NAVIGATION, _NAMED_NAVIGATION),
        ):
            roots = self.css(landmarks)
            if kind is not Region.NAVIGATION:
                # A header or footer inside the content is that article's own.
                roots = [node for node in roots if node.mem_id not in content]
            if not roots:
                roots = [node for node in self.css(named) if self._is_part(node, content)]
            for node in roots[:_MAX_REGION_ROOTS]:
                if regions.get(node.mem_id) is not kind and node.tag not in ("body", "html"):
                    regions.update(dict.fromkeys([n.mem_id for n in node.traverse()], kind))
        return regions

    @staticmethod
    def _is_part(node: LexborNode, content: frozenset[int]) -> bool:
        """A class named header may stand on a wrapper of the whole page: that is no header."""
        return node.mem_id not in content and node.css_first("main,article,h1") is None

    def _inside(self, selector: str) -> frozenset[int]:
        found: set[int] = set()
        for node in self.css(selector):
            if node.mem_id not in found:
                found.update([inner.mem_id for inner in node.traverse()])
        return frozenset(found)

    @cached_property
    def pieces(self) -> tuple[tuple[LexborNode, str], ...]:
        """Visible text nodes with their parent elements, in document order, as written."""
        skip = self.textless
        return tuple(
            [
                (parent, node.text_content or "")
                for node in self.nodes
                if node.is_text_node
                and (parent := node.parent) is not None
                and parent.mem_id not in skip
            ]
        )

    @cached_property
    def lines(self) -> tuple[str, list[int], list[LexborNode]]:
        """Visible texts, one a line of at most 200 characters, where each begins, and the element
        that each stands in."""
        pieces = [(parent, text) for parent, text in self.pieces if text.strip()]
        lines = [fold(_INVISIBLE.sub("", text))[:200] for _, text in pieces]
        starts = [0, *accumulate(len(line) + 1 for line in lines)]
        return "\n".join(lines)[:_MOST_LINES], starts, [parent for parent, _ in pieces]

    @cached_property
    def text(self) -> str:
        """All visible text, white space folded."""
        return fold(" ".join([text for _, text in self.pieces]))

    @cached_property
    def main_words(self) -> list[str]:
        """Words outside header, navigation and footer."""
        skip = self._regions
        return " ".join([t for parent, t in self.pieces if parent.mem_id not in skip]).split()

    @cached_property
    def main_text(self) -> str:
        """Visible text outside header, navigation and footer, white space folded."""
        return " ".join(self.main_words)


def parse(body: bytes | str, url: str, *, headers: Mapping[str, str] | None = None) -> Document:
    """Decode as browsers do and parse once. Any bytes give a document, never an error."""
    known = headers or {}
    if isinstance(body, str):
        text = body.encode("utf-8", "replace").decode("utf-8")
    else:
        text = decode(body, next((v for k, v in known.items() if k.lower() == "content-type"), ""))
    return Document(LexborHTMLParser(_shallow(text)), url, known)


def _shallow(text: str) -> str:
    """The text up to a depth no page needs: the parser's time grows with the square of depth.

    60,000 nested <div> take lexbor 12 seconds (measured); Chromium stops nesting at 512.
    """
    if text.count("<") - 2 * text.count("</") < _UNCLOSED:
        return text
    depth = 0
    for tag in _TAG.finditer(text):
        name = tag[2].lower()
        if name not in _NEVER_DEEP:
            depth += -1 if tag[1] else 1
        if depth > _MAX_DEPTH:
            return text[: tag.start()]
        depth = max(depth, 0)
    return text


def decode(body: bytes, content_type: str = "") -> str:
    """Text by byte order mark, HTTP charset, meta charset in 1,024 bytes, else UTF-8 or cp1252.

    Source of the order: HTML Living Standard 13.2.3.2, encoding sniffing algorithm.
    """
    encoding, mark = read_bom(body)
    if encoding:
        return str(to_unicode(body[len(mark or b"") :], encoding))
    declared = http_content_type_encoding(content_type) if content_type else None
    declared = declared or html_body_declared_encoding(body[:1024])
    if declared:
        try:
            return str(to_unicode(body, declared))
        except LookupError:
            pass
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        # A page cut off at the size limit may end inside a character.
        if error.start > len(body) - 4 and error.start > 100:
            return body.decode("utf-8", "replace")
        return str(to_unicode(body, "cp1252"))


def fold(text: str) -> str:
    """White space folded to single spaces, ends cut."""
    return " ".join(text.split())


def attribute(node: LexborNode, name: str) -> str | None:
    """An attribute as text: "" when present without value, None when absent."""
    attributes = node.attributes
    return (attributes[name] or "") if name in attributes else None


def ancestors(node: LexborNode, limit: int = 40) -> Iterator[LexborNode]:
    """Parents, nearest first, at most `limit`."""
    parent = node.parent
    for _ in range(limit):
        if parent is None:
            return
        yield parent
        parent = parent.parent


def _join(base: str, href: str) -> str | None:
    try:
        return urljoin(base, href)
    except ValueError:
        return None


def _split(href: str) -> tuple[str, str]:
    """Address and fragment as browsers read them: line breaks cut, backslashes are slashes."""
    address, _, fragment = _CONTROL.sub("", href.strip()).partition("#")
    if "\\" in address.partition("?")[0]:
        address = address.replace("\\", "/")
    return address, fragment


@lru_cache(maxsize=4096)
def _absolute(origin: str, href: str, drop: frozenset[str]) -> tuple[str | None, str] | None:
    """What `Document.resolve` answers where the page makes no difference, else None.

    Navigation repeats on every page of a shop: most addresses are looked up, not read.
    """
    text, fragment = _split(href)
    if not text and not fragment and "#" not in href:
        return None, ""
    scheme = _SCHEME.match(text)
    if scheme and scheme[1].lower() not in ("http", "https"):
        return None, ""
    if text.startswith("/") and not text.startswith("//"):
        return _normalised(origin + text, drop), fragment
    if scheme and "//" in text[:8]:
        return _normalised(text, drop), fragment
    return None


@lru_cache(maxsize=2048)
def _normalised(url: str, drop: frozenset[str]) -> str | None:
    try:
        return normalise_url(url, drop=drop)
    except (ValueError, UnicodeError):
        return None
