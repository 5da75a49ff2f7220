"""Structured data in three syntaxes, all as the nested shape of JSON-LD."""

import html
import json
import math
import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from crawler.extract.document import Document, attribute, fold
from crawler.extract.embedded import MICRODATA, RDFA, embedded_items
from crawler.records import StructuredError, StructuredFacts, StructuredItem

_MAX_BLOCKS = 60
_MAX_BLOCK = 3_000_000
_MAX_DEPTH = 24
_MAX_ITEMS = 400
_PREFIX = re.compile(r"^(?:https?://(?:www\.)?schema\.org/|schema:)", re.IGNORECASE)
# Strings are matched first and kept, so that "//" in an address is no comment. Every branch
# consumes what it looks at: linear time on any text.
_TOKENS = re.compile(
    r'"(?:[^"\\]++|\\.)*+"?|//[^\n]*+|/\*(?:.*?\*/|.*)|,(?=\s*+(?://[^\n]*+\s*+)*+[}\]])', re.DOTALL
)
_WRAPPER = re.compile(
    r"^\s*(?://\s*)?(?:<!\[CDATA\[|<!--)(?:\s*//)?\s*|\s*(?://\s*)?(?:\]\]>|-->)\s*;?\s*$"
)


def structured_facts(document: Document) -> StructuredFacts:
    """Top-level items in the order JSON-LD, Microdata, RDFa, and every JSON-LD syntax error."""
    items: list[StructuredItem] = []
    errors: list[StructuredError] = []
    block = -1
    for node in document.css("script[type]"):
        kind = (attribute(node, "type") or "").partition(";")[0].strip().lower()
        if kind != "application/ld+json" or document.unseen(node):
            continue
        block += 1
        if block >= _MAX_BLOCKS or len(items) >= _MAX_ITEMS:
            break
        values, error = read_json(node.text(), block)
        if error is not None:
            errors.append(error)
        for value in values:
            items += (_item("json_ld", data) for data in flatten(value))
    _name_rel_properties(document)
    for syntax in (MICRODATA, RDFA):
        for data in embedded_items(document, syntax):
            items.append(_item(syntax.name, data))
    return StructuredFacts(items=tuple(items[:_MAX_ITEMS]), errors=tuple(errors))


def _name_rel_properties(document: Document) -> None:
    """Write RDFa's older `rel="schema:offers"` as `property`, which is what is read.

    `rel` names the items directly inside, or the address in `resource` or `href` (RDFa Core 1.1,
    section 7.5, rules 6 to 12). Google's samples still write it so. Only names of schema.org
    count: `rel="nofollow"` is none.
    """
    if not document.css("[typeof]"):
        return
    for node in document.css('[rel*="schema:"],[rel*="schema.org/"]')[:_MAX_ITEMS]:
        names = [name for name in (attribute(node, "rel") or "").split() if _PREFIX.match(name)]
        if not names or attribute(node, "property") or node.tag == "link":
            continue
        inner = [item for item in node.css("[typeof]") if item.mem_id != node.mem_id][:_MAX_ITEMS]
        inside = {item.mem_id for item in inner}
        target = attribute(node, "resource") or attribute(node, "href")
        if target and not inner:
            node.attrs["content"] = target
            node.attrs["property"] = " ".join(names)
        for item in inner:
            outer = item.parent
            while outer is not None and outer.mem_id not in inside and outer.mem_id != node.mem_id:
                outer = outer.parent
            direct = outer is not None and outer.mem_id == node.mem_id
            if direct and not attribute(item, "property"):
                item.attrs["property"] = " ".join(names)


def types_of(data: object) -> tuple[str, ...]:
    """The types of an item without the schema.org prefix."""
    value = data.get("@type") if isinstance(data, dict) else None
    if isinstance(value, str):
        return (_bare(value),) if value else ()
    names = value if isinstance(value, list) else [value]
    return tuple(_bare(name) for name in names if isinstance(name, str) and name)


@lru_cache(maxsize=1024)  # a shop has few types, and asks for them often
def _bare(name: str) -> str:
    return _PREFIX.sub("", name.strip())


def flatten(value: object, depth: int = 0) -> Iterator[dict[str, Any]]:
    """Top-level items: arrays and @graph opened, each item by itself."""
    if depth > 6:
        return
    if isinstance(value, list):
        for element in value[:_MAX_ITEMS]:
            yield from flatten(element, depth + 1)
    elif isinstance(value, dict):
        graph = value.get("@graph")
        if isinstance(graph, list | dict):
            yield from flatten(graph, depth + 1)
            rest = {key: inner for key, inner in value.items() if key != "@graph"}
            if "@type" in rest:
                yield rest
        else:
            yield value


def read_json(text: str, block: int = 0) -> tuple[list[Any], StructuredError | None]:
    """The values of one JSON-LD script and, when strict JSON refuses it, where and why.

    Lenient reading forgives comments, trailing commas, raw line breaks in strings, CDATA and HTML
    comment wrappers, HTML entities, and several values in one script.
    """
    if len(text) > _MAX_BLOCK:
        return [], _error(block, text, 0, f"the block is longer than {_MAX_BLOCK} characters")
    try:
        return [_clean(json.loads(text, parse_constant=_refuse))], None
    except json.JSONDecodeError as error:
        position, message = error.pos, error.msg
    except (ValueError, RecursionError) as error:
        position = 0
        deep = isinstance(error, RecursionError)
        message = "nested too deeply" if deep else str(error)[:120]
    if not text.strip():
        return [], _error(block, text, 0, "the block is empty")
    values = _read_leniently(text)
    return values, _error(block, text, position, message, recovered=bool(values))


def _read_leniently(text: str) -> list[Any]:
    for candidate in (text, html.unescape(text) if "&" in text else None):
        if candidate is None:
            continue
        plain = _TOKENS.sub(
            lambda m: m[0] if m[0].startswith('"') else " ", _WRAPPER.sub("", candidate)
        )
        values = _decode_all(plain)
        if values:
            return values
    return []


def _decode_all(text: str) -> list[Any]:
    decoder = json.JSONDecoder(strict=False)
    values: list[Any] = []
    position = 0
    while len(values) < _MAX_BLOCKS:
        while position < len(text) and text[position] in " \t\r\n\ufeff\xa0;,":
            position += 1
        if position >= len(text) or text[position] not in "[{":
            break
        try:
            value, position = decoder.raw_decode(text, position)
        except (ValueError, RecursionError):
            break
        values.append(_clean(value))
    return values


def _refuse(name: str) -> Any:
    raise ValueError(f"{name} is not a JSON value")


def _clean(value: Any, depth: int = 0) -> Any:
    """What every JSON writer can write: no lone surrogates, huge numbers, bottomless trees."""
    if isinstance(value, str):
        return value if value.isascii() else value.encode("utf-8", "replace").decode("utf-8")
    if isinstance(value, dict):
        if depth >= _MAX_DEPTH:
            return {}
        return {_clean(str(key)): _clean(inner, depth + 1) for key, inner in value.items()}
    if isinstance(value, list):
        return [_clean(inner, depth + 1) for inner in value] if depth < _MAX_DEPTH else []
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) >= 1 << 63:
        return str(value)[:100] if abs(value) < 1 << 300 else None
    if isinstance(value, float) and (not math.isfinite(value)):
        return None
    return value


def _item(syntax: str, data: dict[str, Any]) -> StructuredItem:
    return StructuredItem(syntax=syntax, types=types_of(data), data=data)


def _error(
    block: int, text: str, position: int, message: str, *, recovered: bool = False
) -> StructuredError:
    before = text[:position]
    return StructuredError(
        syntax="json_ld",
        block=block,
        line=before.count("\n") + 1,
        column=position - (before.rfind("\n") + 1) + 1,
        message=message,
        snippet=fold(text[max(0, position - 40) : position + 40]),
        recovered=recovered,
    )
