"""Rows of an XML feed: RSS 2.0 or Atom, with Google's names in a namespace or without."""

from collections.abc import Iterator

from lxml import etree

from crawler.extract.feed_row import Notes, Row, Stream

_ROWS = frozenset({"item", "entry", "product"})
_ROOTS = frozenset({"rss", "feed", "rdf", "channel", "products", "items", "catalog"})
MOST_CELL = 100_000
"""Characters of one value after which it is cut; our own limit, twenty times Google's longest."""


def xml_rows(stream: Stream, notes: Notes) -> Iterator[Row]:
    """Every item or entry. A fault of the XML ends the reading; what came before is kept."""
    notes.kind = "xml"
    parser = etree.XMLPullParser(
        events=("start", "end"), resolve_entities=False, huge_tree=False, no_network=True,
        load_dtd=False, recover=False,
    )  # fmt: skip
    events = _Events()
    for chunk in stream.chunks():
        broken = _fed(parser, chunk)
        yield from events.rows(parser, notes)
        if broken or notes.error:
            notes.error = notes.error or broken
            return
    notes.error = _fed(parser, None)


class _Events:
    """Where in the tree the reading is."""

    def __init__(self) -> None:
        self._depth = 0
        self._root = ""

    def rows(self, parser: "etree.XMLPullParser", notes: Notes) -> Iterator[Row]:
        """The rows that are complete by now."""
        for event, node in parser.read_events():
            if not isinstance(node, etree._Element):
                continue
            name = _local(node)
            if event == "start":
                self._depth += 1
                self._root = self._root or name
                if self._root not in _ROOTS:
                    notes.error = f"the XML begins with <{self._root[:40]}>, which is no feed"
                    return
                continue
            self._depth -= 1
            if name in _ROWS and self._depth <= 3 and len(node):
                yield Row(_line(node), _values(node))
                _forget(node)


def _fed(parser: "etree.XMLPullParser", chunk: bytes | None) -> str:
    """Hand over bytes, None at the end; what is wrong with them, or ""."""
    try:
        if chunk is None:
            parser.close()
        else:
            parser.feed(chunk)
    except etree.XMLSyntaxError as error:
        line, column = error.position
        why = str(error.msg or error).partition(", line")[0]
        return f"the XML breaks at line {line}, column {column}: {why[:200]}"
    return ""


def _values(row: "etree._Element") -> dict[str, str]:
    found: dict[str, list[str]] = {}
    for child in row:
        name = _local(child)
        if not name:
            continue
        text = (child.text or "").strip()
        if len(child):
            # g:shipping holds country, service and price: Google's own short form of it.
            text = ":".join((part.text or "").strip() for part in child if _local(part))
        elif not text and name == "link":
            text = (child.get("href") or "").strip()
        if text:
            found.setdefault(name, []).append(text[:MOST_CELL])
    return {name: ", ".join(texts) if name != "link" else texts[0] for name, texts in found.items()}


def _local(node: "etree._Element") -> str:
    """Name without namespace or prefix; "" for comments and entities."""
    if not isinstance(node.tag, str):
        return ""
    return node.tag.rpartition("}")[2].rpartition(":")[2].strip().lower().replace(" ", "_")


def _line(node: "etree._Element") -> int:
    return node.sourceline if isinstance(node.sourceline, int) else 0


def _forget(node: "etree._Element") -> None:
    """Free a row and what stands before it, or the tree grows with the file."""
    node.clear()
    parent = node.getparent()
    while parent is not None and node.getprevious() is not None:
        del parent[0]
