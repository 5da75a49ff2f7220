"""Bytes to facts. Pure: no network, no clock, no files."""

from crawler.extract.document import Document, parse
from crawler.extract.kind import kind_of
from crawler.extract.money import ParsedPrice, parse_price
from crawler.extract.page import PageFacts, extract_page
from crawler.extract.robots import Robots

__all__ = [
    "Document", "PageFacts", "ParsedPrice", "Robots", "extract_page", "kind_of", "parse",
    "parse_price",
]  # fmt: skip
