"""The buy box: where the product's heading is, which nodes follow it, what the button says."""

import re

from selectolax.lexbor import LexborNode

from crawler.extract.document import Document, ancestors, fold
from crawler.extract.names import names_of, signs_of
from crawler.extract.words import BUY_NAMES, BUY_WORDS, STOCK_WORDS
from crawler.records import Availability

_LABEL = re.compile(
    r"(?:stock|availability|available|verfügbarkeit|lieferstatus|disponibilité|"
    r"disponibilidad|disponibilità"
    r"|beschikbaarheid|voorraad|dostępność|status)(?: status)?\s*:?\s*",
    re.IGNORECASE,
)
_BARE = re.compile(
    r"(?:currently )?(?:in stock|out of stock|sold out|unavailable|ausverkauft|auf "
    r"lager|nicht verfügbar|en stock"
    r"|rupture de stock|agotado|esaurito|disponibile|uitverkocht|op voorraad|niedostępny)[.!]?",
    re.IGNORECASE,
)
_MAX_NODES = 40_000
_BUTTONS = (
    "button,input[type=submit],input[type=button],input[type=image],a[role=button],"
    'a[class*="cart" i],a[class*="buy" i],a[class*="basket" i],a[id*="cart" i],a[id*="buy" i],'
    'a[class*="btn" i],a[class*="button" i],div[role=button],a[href^="javascript:"],a[onclick]'
)
_CALLS = re.compile(
    r"(?<![a-z])(?:buy|purchase|add_?(?:to_?)?(?:cart|basket|bag)|cart_?add)\w*\(", re.I
)
"""A script that a control calls: `javascript:addToCart(12)`."""
_NAME_PLACES = (
    'h2,h3,[itemprop="name"],[class*="product-name" i],[class*="product-title" i],'
    '[class*="product_title" i],[id*="producttitle" i],[class*="productname" i]'
)
_STOCK = (
    '[class*="stock" i],[id*="stock" i],[class*="availab" i],[id*="availab" i],'
    '[class*="sold-out" i],'
    '[class*="soldout" i],[class*="verfueg" i],[class*="lieferbar" i],[class*="disponib" i],'
    '[class*="inventory" i],[class*="lager" i],[itemprop=availability],[class*="voorraad" i]'
)


class Layout:
    """Reading order of a page around its main heading. Built once per product page."""

    def __init__(self, document: Document, title: str = "") -> None:
        self.document = document
        seen = [node.mem_id for node in document.nodes[: _MAX_NODES + 1]]
        self.order = dict(zip(seen, range(len(seen)), strict=True))
        self.heading = _main_heading(document, title)
        self.start = self.order.get(self.heading.mem_id, 0) if self.heading is not None else 0
        around = ancestors(self.heading, 40) if self.heading is not None else ()
        self._around_heading = frozenset([outer.mem_id for outer in around])
        self._here = document.resolve(document.url)[0]
        self._related: dict[int, bool] = {}
        self._leads_away: dict[int, str] = {}

    def distance(self, node: LexborNode) -> int:
        """Nodes between the heading and this one; negative above it."""
        return self.order.get(node.mem_id, _MAX_NODES) - self.start

    def other_product(self, node: LexborNode) -> bool:
        """Whether the node stands in a block about other products."""
        for outer in ancestors(node, 25):
            if outer.tag in ("body", "html", "main"):
                break
            known = self._related.get(outer.mem_id)
            if known is None:
                known = signs_of(names_of(outer)).related and not self.holds_heading(outer)
                self._related[outer.mem_id] = known
            if known:
                return True
        return False

    def in_tile(self, node: LexborNode) -> bool:
        """Whether the node stands in a tile whose own heading or picture links elsewhere."""
        return self.leads_to(node) is not None

    def leads_to(self, node: LexborNode) -> str | None:
        """The other page that the block around a node links to. None: it links nowhere else."""
        for outer in ancestors(node, 8):
            if outer.tag in ("body", "html", "main", "section") or self.holds_heading(outer):
                return None
            known = self._leads_away.get(outer.mem_id)
            if known is None:
                links = outer.css("a[href]")[:6]
                hrefs = (link.attributes.get("href") or "" for link in links)
                targets = [self.document.resolve(href)[0] for href in hrefs]
                known = next((t for t in targets if t not in (None, self._here)), None) or ""
                self._leads_away[outer.mem_id] = known
            if known:
                return known
        return None

    def holds_heading(self, node: LexborNode) -> bool:
        """Whether the main heading stands inside the node."""
        return node.mem_id in self._around_heading

    def same_page_link(self, node: LexborNode) -> bool:
        """Whether the node is outside any link, or in one to this very page."""
        for outer in ancestors(node, 8):
            if outer.tag == "a":
                url = self.document.resolve(outer.attributes.get("href") or "")[0]
                return url is None or url == self._here
        return True


def _main_heading(document: Document, title: str) -> LexborNode | None:
    """The heading that names the product: the one that shares most words with the title."""
    visible = [
        node
        for node in document.css("h1")[:20]
        if not document.unseen(node) and fold(node.text()) and node.mem_id not in document.hidden
    ]
    wanted = frozenset(title.casefold().split())
    if wanted and visible:
        best = max(visible, key=lambda node: _shared(node, wanted))
        if _shared(best, wanted) >= 0.5:
            return best
    if wanted:
        for node in document.css(_NAME_PLACES)[:200]:
            if _shared(node, wanted) >= 0.8 and not document.unseen(node):
                return node
    if visible:
        return next((node for node in visible if document.in_main(node)), visible[0])
    return document.first('body [itemprop="name"]:not(meta)')


def _shared(node: LexborNode, wanted: frozenset[str]) -> float:
    """Share of the node's words that the title has too; 0 for one short word."""
    text = fold(node.text()[:600]).casefold()
    words = set(text.split())
    return len(words & wanted) / len(words) if len(text) > 3 else 0.0


def buy_buttons(document: Document, layout: Layout) -> tuple[list[LexborNode], list[LexborNode]]:
    """Enabled and disabled add-to-basket controls that belong to the page's product."""
    enabled: list[LexborNode] = []
    disabled: list[LexborNode] = []
    for node in document.css(_BUTTONS):
        if document.unseen(node) or not document.in_main(node):
            continue
        attributes = node.attributes
        text = (
            fold(node.text()[:300]) or attributes.get("value") or attributes.get("aria-label") or ""
        )
        names = f"{names_of(node)} {attributes.get('name') or ''}"
        calls = f"{attributes.get('href') or ''} {attributes.get('onclick') or ''}"
        named = bool(BUY_NAMES.search(names)) or ("(" in calls and bool(_CALLS.search(calls)))
        if not named and not BUY_WORDS.search(text[:80].strip()):
            continue
        if layout.other_product(node):
            continue
        off = "disabled" in attributes or attributes.get("aria-disabled") == "true"
        off = off or " disabled" in f" {attributes.get('class') or ''} ".replace("disabled:", "")
        off = off or _says(text) is Availability.OUT_OF_STOCK
        hidden = node.mem_id in document.hidden
        if not hidden:
            (disabled if off else enabled).append(node)
    return enabled, disabled


def stock_said(document: Document, layout: Layout) -> Availability | None:
    """What the page says about stock near the heading; None when it says nothing plain."""
    near: list[tuple[int, Availability]] = []
    for node in document.css(_STOCK):
        if document.unseen(node) or node.mem_id in document.hidden or not document.in_main(node):
            continue
        distance = layout.distance(node)
        if distance < -400 or distance > 1500 or layout.other_product(node):
            continue
        if signs_of(names_of(node)).reader_only:
            continue
        text = _short_text(document, node)
        if not text or len(text) > 100:
            continue
        said = _says(text)
        if said is not None:
            near.append((distance if distance >= 0 else 400 - distance, said))
    return min(near)[1] if near else _labelled(document, layout)


def _short_text(document: Document, node: LexborNode) -> str:
    """What people read in an element; of more than 100 characters only the first text: "Sold
    out." before a paragraph about when it comes back."""
    texts: list[str] = []
    for inner in node.traverse(include_text=True):
        parent = inner.parent
        if not inner.is_text_node or parent is None or parent.mem_id in document.textless:
            continue
        text = fold(inner.text_content or "")
        if text:
            texts.append(text)
        if sum(map(len, texts)) > 100:
            return texts[0]
    return " ".join(texts)


def _labelled(document: Document, layout: Layout) -> Availability | None:
    """ "Availability: Out Of Stock" in plain text near the heading, or a bare stock sentence."""
    if layout.heading is None:
        return None
    label = False
    for node in document.nodes:
        if not node.is_text_node:
            continue
        distance = layout.distance(node)
        if distance < 0:
            continue
        if distance > 600:
            return None
        text = fold((node.text_content or "")[:200])
        parent = node.parent
        if not text or len(text) > 80 or parent is None or parent.mem_id in document.textless:
            continue
        match = _LABEL.match(text)
        rest = text[match.end() :] if match else text if label else ""
        said = _says(rest) if rest else None
        if said is None and len(text) < 40 and _BARE.fullmatch(text):
            said = _says(text)
        if said is not None and not layout.other_product(node) and parent.tag != "option":
            return said
        label = match is not None and not rest
    return None


def _says(text: str) -> Availability | None:
    return next((said for said, pattern in STOCK_WORDS if pattern.search(text)), None)
