"""What a page is built like, in short: pages of one template have nearly the same names."""

import re
from zlib import crc32

from crawler.extract.document import Document

SKETCH = 32
"""Hashes kept of a page. The share of names that two pages have in common is then known to about
0.09 (standard error of bottom-k sketches at one half, the square root of 0.25 / 32)."""
_NUMBER = re.compile(r"\d+")


def shape_of(document: Document) -> str:
    """The smallest hashes of the page's distinct class and id names and tags, 8 hex digits each.

    Numbers in names count for nothing: `product-123` is how every product's own id looks.
    """
    tags, _, names = document.vocabulary
    found = {*tags, *_NUMBER.sub("0", names).split("\n")}
    hashes = sorted({crc32(name.encode("utf-8", "replace")) for name in found})
    return "".join([f"{number:08x}" for number in hashes[:SKETCH]])
