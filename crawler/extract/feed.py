"""Product feeds, read row by row: Google's XML, and tables as Google and Meta take them."""

import re
import zlib
from collections.abc import Iterator
from decimal import Decimal
from io import RawIOBase
from typing import BinaryIO

from crawler.extract.currencies import ISO_CODES
from crawler.extract.feed_row import Notes, Row
from crawler.extract.feed_table import table_rows
from crawler.extract.feed_xml import xml_rows
from crawler.extract.money import money, parse_price
from crawler.extract.offers_markup import availability_of
from crawler.records import Availability, FeedFile, Listing, Money, OfferSource, normalise_url

MOST_TEXT = 5_000
"""Characters kept of one attribute. Google's longest, the description, may have as many."""
_MACHINE = re.compile(r"(?P<amount>-?\d{1,12}(?:\.\d{1,6})?)\s*(?P<currency>[A-Z]{3})")
_STOCK = {
    "in_stock": Availability.IN_STOCK, "out_of_stock": Availability.OUT_OF_STOCK,
    "preorder": Availability.PRE_ORDER, "backorder": Availability.BACK_ORDER,
    "available_for_order": Availability.BACK_ORDER, "discontinued": Availability.DISCONTINUED,
}  # fmt: skip


class FeedReader:
    """Gives the rows of a feed while it is read; memory does not grow with the file."""

    def __init__(self, file: BinaryIO, name: str) -> None:
        """`name` is the address or path, for places and errors."""
        self._source = _Counted(file)
        self._name = name
        self._notes = Notes()
        self._rows = 0

    @property
    def file(self) -> FeedFile:
        """What is known of the file so far; complete when all rows were taken."""
        return FeedFile(
            url=self._name,
            kind=self._notes.kind,
            rows=self._rows,
            size_bytes=self._source.read_bytes,
            error=self._notes.error,
            faults=tuple(self._notes.faults),
        )

    def __iter__(self) -> Iterator[Listing]:
        """One Listing a row. Never raises for what the file holds: `file.error` says it."""
        short = self._name.rpartition("/")[2].partition("?")[0] or self._name
        for row in self._read():
            if not row.values:
                continue
            self._rows += 1
            yield listing_of(row.values, f"{short}, line {row.line}")
        if not self._rows and not self._notes.error:
            self._notes.error = "the feed has no rows"

    def _read(self) -> Iterator[Row]:
        stream = _Plain(self._source)
        start = stream.peek(4_096)
        text = start.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n\x00").lower().replace(b"\x00", b"")
        if not text:
            self._notes.error = "the file is empty"
        elif text.startswith((b"<!doctype html", b"<html")):
            self._notes.error = "the server answers with a page for people instead of a feed"
        elif text.startswith((b"{", b"[")):
            self._notes.error = "this is JSON; feeds are read as XML, or as tables (TSV, CSV)"
        elif start.startswith((b"PK\x03", b"\xd0\xcf")):
            self._notes.error = "this is a zip archive or an Excel file; export it as CSV or XML"
        elif text.startswith(b"<"):
            yield from xml_rows(stream, self._notes)
        else:
            yield from table_rows(stream, start, self._notes)


def listing_of(values: dict[str, str], place: str) -> Listing:
    """A feed's row as a listing."""
    kept = {name: text[:MOST_TEXT] for name, text in values.items() if text}
    identity = kept.get("id") or None
    return Listing(
        source=OfferSource.FEED,
        place=place,
        id=identity,
        url=_address(kept.get("link", "")),
        name=kept.get("title"),
        sku=identity,
        gtin=kept.get("gtin"),
        mpn=kept.get("mpn"),
        brand=kept.get("brand"),
        group=kept.get("item_group_id"),
        price=feed_money(kept.get("price", "")),
        sale_price=feed_money(kept.get("sale_price", "")),
        availability=_stock(kept.get("availability", "")),
        attributes=kept,
    )


def feed_money(text: str) -> Money | None:
    """ "15.00 GBP" as Google writes it; other spellings are read where only one reading is
    possible. None: nothing, or no one price."""
    match = _MACHINE.fullmatch(text.strip())
    if match and match["currency"] in ISO_CODES:
        return money(Decimal(match["amount"]), match["currency"])
    parsed = parse_price(text)
    if parsed.amount is None or not any(c.isdigit() for c in text):
        return None
    return money(parsed.amount, parsed.currency)


def _stock(text: str) -> Availability | None:
    word = re.sub(r"[\s_\-]+", "_", text.strip().lower())
    return _STOCK.get(word) or availability_of(text)


def _address(text: str) -> str | None:
    try:
        return normalise_url(text) if "://" in text else None
    except ValueError:
        return None


class _Counted(RawIOBase):
    """Counts what is read."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self.read_bytes = 0

    def read(self, size: int = -1) -> bytes:
        """The next bytes."""
        chunk = self._file.read(size)
        self.read_bytes += len(chunk)
        return chunk


class _Plain:
    """The bytes of a feed, unpacked where it is gzipped; what is peeked at is read again."""

    def __init__(self, source: _Counted) -> None:
        self._source = source
        self._ahead = source.read(65_536)
        packed = self._ahead[:2] == b"\x1f\x8b"
        self._inflate = zlib.decompressobj(31) if packed else None
        if self._inflate is not None:
            self._ahead = self._unpacked(self._ahead)

    def _unpacked(self, chunk: bytes) -> bytes:
        assert self._inflate is not None  # noqa: S101 - only asked for packed files
        try:
            return self._inflate.decompress(chunk)
        except zlib.error:
            return b""  # a torn archive ends here; the reader of the text says where

    def peek(self, size: int) -> bytes:
        """The first bytes, left where they are."""
        while len(self._ahead) < size:
            more = self._next()
            if not more:
                break
            self._ahead += more
        return self._ahead[:size]

    def _next(self) -> bytes:
        while chunk := self._source.read(65_536):
            plain = chunk if self._inflate is None else self._unpacked(chunk)
            if plain:
                return plain
            if self._inflate is not None and self._inflate.eof:
                return b""
        return b""

    def read(self, size: int = -1) -> bytes:
        """At most `size` bytes; empty at the end."""
        if not self._ahead:
            self._ahead = self._next()
        taken = self._ahead if size < 0 else self._ahead[:size]
        self._ahead = self._ahead[len(taken) :]
        return taken

    def chunks(self) -> Iterator[bytes]:
        """All that is left, in pieces."""
        while chunk := self.read(65_536):
            yield chunk
