"""Microdata and RDFa Lite on the tree that is already there, in the shape of JSON-LD."""

import re
from dataclasses import dataclass
from typing import Any

from selectolax.lexbor import LexborNode

from crawler.extract.document import Document, ancestors, attribute, fold

_MAX_NODES = 6000
_MAX_DEPTH = 12
_MAX_TEXT = 5000
_PREFIX = re.compile(r"^(?:https?://(?:www\.)?schema\.org/|schema:)", re.IGNORECASE)
_ADDRESS = {
    "a": "href", "area": "href", "link": "href", "img": "src", "source": "src", "iframe": "src",
    "audio": "src", "embed": "src", "track": "src", "video": "src", "object": "data",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Syntax:
    """The attributes that one syntax uses for the same three ideas."""

    name: str
    scope: str
    type: str
    property: str


MICRODATA = Syntax("microdata", "itemscope", "itemtype", "itemprop")
RDFA = Syntax("rdfa", "typeof", "typeof", "property")


def embedded_items(document: Document, syntax: Syntax) -> list[dict[str, Any]]:
    """Top-level items of one syntax; empty when its attributes do not occur."""
    scopes = [n for n in document.css(f"[{syntax.scope}]") if not document.unseen(n)][:_MAX_NODES]
    if not scopes:
        return []
    items: dict[int, dict[str, Any]] = {}
    for node in scopes:
        items[node.mem_id] = _new_item(node, syntax)
    properties = [n for n in document.css(f"[{syntax.property}]") if not document.unseen(n)]
    orphans: dict[int, LexborNode] = {}
    nested: set[int] = set()
    owners: dict[int, int | None] = {}
    for node in properties[:_MAX_NODES]:
        owner = _owner(node, items, owners)
        if owner is None:
            orphans[node.mem_id] = node
        else:
            _attach(document, items, items[owner], node, syntax, nested)
    if syntax is MICRODATA and orphans:
        _follow_references(document, scopes, items, orphans, nested)
    tops = [items[node.mem_id] for node in scopes if node.mem_id not in nested]
    return [_cut(item) for item in tops if item.get("@type") or len(item) > 1]


def _new_item(node: LexborNode, syntax: Syntax) -> dict[str, Any]:
    item: dict[str, Any] = {}
    names = [_PREFIX.sub("", name) for name in (attribute(node, syntax.type) or "").split()]
    if names:
        item["@type"] = names[0] if len(names) == 1 else names
    identity = attribute(node, "itemid") or (
        attribute(node, "resource") if syntax is RDFA else None
    )
    if identity:
        item["@id"] = identity
    return item


def _owner(
    node: LexborNode, items: dict[int, dict[str, Any]], owners: dict[int, int | None]
) -> int | None:
    """The nearest enclosing item. Remembered for the parent, so siblings cost one step."""
    parent = node.parent
    if parent is None:
        return None
    if parent.mem_id not in owners:
        chain = (outer.mem_id for outer in ancestors(node, 200))
        owners[parent.mem_id] = next((known for known in chain if known in items), None)
    return owners[parent.mem_id]


def _attach(
    document: Document,
    items: dict[int, dict[str, Any]],
    item: dict[str, Any],
    node: LexborNode,
    syntax: Syntax,
    nested: set[int],
) -> None:
    value: Any
    if node.mem_id in items:
        value = items[node.mem_id]
        if value is item:
            return
        nested.add(node.mem_id)
        if syntax is MICRODATA and "@type" not in value and len(value) < 1:
            value["@type"] = []
    else:
        value = _value(document, node)
    for name in (attribute(node, syntax.property) or "").split()[:8]:
        key = _PREFIX.sub("", name)
        if syntax is RDFA and ":" in key:
            continue
        if key not in item:
            item[key] = value
        elif isinstance(item[key], list):
            item[key].append(value)
        else:
            item[key] = [item[key], value]


def _value(document: Document, node: LexborNode) -> str:
    attributes = node.attributes
    for name in ("content", "data-content"):
        if attributes.get(name) is not None:
            return (attributes[name] or "").strip()[:_MAX_TEXT]
    tag = node.tag or ""
    if tag in _ADDRESS:
        href = attributes.get(_ADDRESS[tag]) or ""
        return (document.resolve(href)[0] or href)[:2000]
    if tag in ("data", "meter") and attributes.get("value") is not None:
        return attributes["value"] or ""
    if tag == "time" and attributes.get("datetime"):
        return attributes["datetime"] or ""
    return fold(node.text()[: 4 * _MAX_TEXT])[:_MAX_TEXT]


def _follow_references(
    document: Document,
    scopes: list[LexborNode],
    items: dict[int, dict[str, Any]],
    orphans: dict[int, LexborNode],
    nested: set[int],
) -> None:
    """itemref: properties that stand elsewhere on the page."""
    wanted = [node for node in scopes if node.attributes.get("itemref")][:50]
    if not wanted:
        return
    by_id = {attribute(node, "id"): node for node in reversed(document.css("[id]"))}
    for scope in wanted:
        for reference in (scope.attributes.get("itemref") or "").split()[:20]:
            root = by_id.get(reference)
            if root is None:
                continue
            for node in root.css("[itemprop]")[:200]:
                if node.mem_id in orphans and node.mem_id != scope.mem_id:
                    _attach(document, items, items[scope.mem_id], node, MICRODATA, nested)


def _cut(value: Any, depth: int = 0) -> Any:
    """A copy of limited depth: hostile itemrefs can make an item contain itself."""
    if isinstance(value, dict):
        if depth > _MAX_DEPTH:
            return {}
        return {key: _cut(inner, depth + 1) for key, inner in value.items()}
    if isinstance(value, list):
        return [_cut(inner, depth + 1) for inner in value] if depth <= _MAX_DEPTH else []
    return value
