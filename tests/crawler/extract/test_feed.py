"""Product feeds of every format, whole and broken, with the rows that can be read."""

import gzip
from decimal import Decimal
from io import BytesIO

import pytest

from crawler.extract.feed import FeedReader, feed_money
from crawler.records import Availability, FeedFile, Listing, Money

XML = """<?xml version="1.0"?>
<rss version="2.0" xmlns:g="http://base.google.com/ns/1.0"><channel><title>Shop</title>
<item>
  <g:id>M-1</g:id><title>Blue &amp; white mug</title><link>https://shop.example/products/mug?utm_source=g</link>
  <g:price>15.00 EUR</g:price><g:sale_price>12.50 EUR</g:sale_price>
  <g:availability>in_stock</g:availability><g:gtin>4006381333931</g:gtin><g:brand>Potter</g:brand>
  <g:item_group_id>MUG</g:item_group_id>
  <g:shipping><g:country>DE</g:country><g:service>Post</g:service>
    <g:price>4.90 EUR</g:price></g:shipping>
  <g:additional_image_link>https://shop.example/a.jpg</g:additional_image_link>
  <g:additional_image_link>https://shop.example/b.jpg</g:additional_image_link>
</item>
<item><g:id>M-2</g:id><title>Cup</title><g:price>free</g:price></item>
</channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xmlns:g="http://base.google.com/ns/1.0">
<entry><g:id>M-1</g:id><title>Mug</title><link href="https://shop.example/mug"/>
<g:price>15.00 EUR</g:price></entry></feed>"""
TSV = (
    "id\ttitle\tlink\tprice\tavailability\n"
    "M-1\tMug\thttps://shop.example/mug\t15.00 EUR\tin stock\n"
)
CSV = (
    '"id","title","link","price","description"\n'
    'M-1,"Mug, ""blue""",https://shop.example/mug,"15.00 EUR","two\nlines"\n'
)


def read(body: bytes | str) -> tuple[list[Listing], FeedFile]:
    data = body.encode() if isinstance(body, str) else body
    reader = FeedReader(BytesIO(data), "https://shop.example/feeds/products.xml")
    rows = list(reader)
    return rows, reader.file


def test_google_xml() -> None:
    rows, file = read(XML)
    assert (file.kind, file.rows, file.error) == ("xml", 2, "")
    mug = rows[0]
    assert (mug.id, mug.sku, mug.name) == ("M-1", "M-1", "Blue & white mug")
    assert mug.url == "https://shop.example/products/mug"
    assert mug.price == Money(amount=Decimal("15.00"), currency="EUR")
    assert mug.now == mug.sale_price == Money(amount=Decimal("12.50"), currency="EUR")
    assert (mug.availability, mug.gtin, mug.brand) == ("InStock", "4006381333931", "Potter")
    assert mug.group == "MUG"
    assert mug.place == "products.xml, line 3"
    assert mug.attributes["shipping"] == "DE:Post:4.90 EUR"
    assert mug.attributes["additional_image_link"].count("https://") == 2
    assert (rows[1].url, rows[1].price) == (None, None)


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (ATOM, "xml"),
        (XML.replace(' xmlns:g="http://base.google.com/ns/1.0"', "").replace("g:", ""), "xml"),
        (TSV, "tsv"),
        (CSV, "csv"),
        (CSV.replace(",", ";"), "csv"),
        ("\ufeff" + TSV, "tsv"),
        (TSV.encode("utf-16"), "tsv"),
        (gzip.compress(TSV.encode(), mtime=0), "tsv"),
        (TSV.replace("\n", "\r\n"), "tsv"),
    ],
)
def test_every_format_gives_the_same_row(body: str | bytes, kind: str) -> None:
    rows, file = read(body)
    assert (file.kind, file.error, file.faults) == (kind, "", ())
    assert rows[0].id == "M-1"
    assert rows[0].url is not None
    assert rows[0].url.startswith("https://shop.example/")
    assert rows[0].price == Money(amount=Decimal("15.00"), currency="EUR")


def test_a_quoted_cell_may_hold_the_mark_and_line_ends() -> None:
    (row,), _ = read(CSV)
    assert row.name == 'Mug, "blue"'
    assert row.attributes["description"] == "two\nlines"


def test_western_letters_without_utf_8_are_read() -> None:
    (row,), _ = read(TSV.replace("Mug", "Bécher").encode("cp1252"))
    assert row.name == "Bécher"


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("", "the file is empty"),
        ("  \n", "the file is empty"),
        ("<!DOCTYPE html><html>Log in</html>", "a page for people instead of a feed"),
        ('{"products": []}', "this is JSON"),
        ("PK\x03\x04rest", "zip archive"),
        ("<rss><channel><title>x</title></channel></rss>", "the feed has no rows"),
        ("<svg><path/></svg>", "begins with <svg>, which is no feed"),
        ("sku\tname\nM-1\tMug\n", "names no id and no title and no link column"),
    ],
)
def test_what_is_no_feed_says_what_it_is(body: str, said: str) -> None:
    rows, file = read(body)
    assert rows == []
    assert said in file.error


def test_broken_xml_keeps_the_rows_before_and_names_the_place() -> None:
    rows, file = read(XML.replace("<item><g:id>M-2", "<item><<g:id>M-2"))
    assert [row.id for row in rows] == ["M-1"]
    assert file.error.startswith("the XML breaks at line 13, column ")


def test_rows_of_another_length_are_read_as_far_as_they_go() -> None:
    rows, file = read(TSV + "M-2\tCup\n" + "M-3\tPot\thttps://shop.example/pot\t1 EUR\tyes\tmore\n")
    assert [row.id for row in rows] == ["M-1", "M-2", "M-3"]
    assert file.faults == (
        "line 3: 2 cells, the header names 5", "line 4: 6 cells, the header names 5",
    )  # fmt: skip


def test_a_torn_archive_keeps_what_was_whole() -> None:
    many = TSV + "".join(f"M-{n}\tMug {n}\thttps://shop.example/{n}\t{n}.00 EUR\tin stock\n"
                         for n in range(2, 3000))  # fmt: skip
    packed = gzip.compress(many.encode())
    rows, _ = read(packed[: len(packed) // 2])
    assert 100 < len(rows) < 2999


def test_entities_that_grow_are_not_opened() -> None:
    bomb = (
        '<!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">'
        '<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>'
        "<rss><channel><item><id>M-1</id><title>&c;</title></item></channel></rss>"
    )
    rows, _ = read(bomb)
    assert sum(len(row.name or "") for row in rows) < 100


def test_a_file_of_this_machine_is_not_read_through_a_feed() -> None:
    stolen = (
        '<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
        "<rss><channel><item><id>M-1</id><title>a&x;b</title></item></channel></rss>"
    )
    rows, _ = read(stolen)
    assert all(row.name in (None, "a", "ab") for row in rows)


def test_hostile_cells_are_kept_as_text_and_cut() -> None:
    rows, file = read(TSV + "=cmd()\t" + "x" * 50_000 + "\tjavascript:alert(1)\t\x00-5 EUR\t<b>\n")
    assert file.error == ""
    bad = rows[1]
    assert (bad.id, bad.url, len(bad.name or "")) == ("=cmd()", None, 5_000)
    assert bad.price == Money(amount=Decimal("-5.00"), currency="EUR")


def test_a_cell_without_end_ends_the_reading_and_not_the_program() -> None:
    rows, file = read(TSV + '"' + "x" * 400_000)
    assert [row.id for row in rows] == ["M-1"]
    assert "breaks at line" in file.error


class Slow(BytesIO):
    """Counts what was taken from it."""

    taken = 0

    def read(self, size: int | None = -1) -> bytes:
        chunk = super().read(size)
        self.taken += len(chunk)
        return chunk


@pytest.mark.parametrize("kind", ["xml", "tsv"])
def test_rows_come_while_the_file_is_still_read(kind: str) -> None:
    if kind == "xml":
        item = XML[XML.index("<item>") : XML.index("</item>") + 7]
        body = XML.replace("</channel>", item * 3000 + "</channel>").encode()
    else:
        body = (TSV + TSV.splitlines()[1].join(["\n"] * 20_000)).encode()
    file = Slow(body)
    first = next(iter(FeedReader(file, "feed")))
    assert first.id == "M-1"
    assert file.taken < len(body) / 3


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("15.00 GBP", "15.00 GBP"), ("15 JPY", "15 JPY"), ("15,00 EUR", "15.00 EUR"),
        ("EUR 15.00", "15.00 EUR"), ("£15.00", "15.00 GBP"), ("15.00", "15.00 None"),
        ("1.250 EUR", "1.25 EUR"), ("", None), ("call us", None),
    ],
)  # fmt: skip
def test_prices_as_google_writes_them_and_others(text: str, expected: str | None) -> None:
    found = feed_money(text)
    assert (f"{found.amount} {found.currency}" if found else None) == expected


def test_stock_words_with_blanks_or_underscores() -> None:
    words = {"in stock": "InStock", "out_of_stock": "OutOfStock", "Pre-order": "PreOrder",
             "available for order": "BackOrder", "soon": None}  # fmt: skip
    for word, expected in words.items():
        (row,), _ = read(TSV.replace("in stock", word))
        assert row.availability == (Availability(expected) if expected else None), word
