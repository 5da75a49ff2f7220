import gzip
import os

import pytest

from crawler.extract.sitemap import parse_sitemap

URL = "https://shop.example/sitemap.xml"
SITEMAP = b"""<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
 xmlns:image="http://www.google.com/schemas/sitemap-image/1.1" xmlns:xhtml="http://www.w3.org/1999/xhtml">
<url><loc> https://shop.example/a </loc><lastmod>2026-01-01</lastmod>
<image:image><image:loc>https://shop.example/a.png</image:loc></image:image>
<xhtml:link rel="alternate" hreflang="de" href="https://shop.example/de/a"/></url>
<url><loc>/relative</loc></url><url></url></urlset>"""


@pytest.mark.parametrize("body", [SITEMAP, gzip.compress(SITEMAP, mtime=0)])
def test_a_url_set_plain_or_gzipped(body: bytes) -> None:
    sitemap = parse_sitemap(body, URL)
    first = sitemap.entries[0]
    assert (sitemap.kind, sitemap.error) == ("urlset", "")
    assert (first.loc, first.lastmod) == ("https://shop.example/a", "2026-01-01")
    assert first.images == ("https://shop.example/a.png",)
    assert first.alternates == (("de", "https://shop.example/de/a"),)
    assert [entry.loc for entry in sitemap.entries[1:]] == ["/relative", ""]


def test_an_index_a_text_list_and_a_feed() -> None:
    index = b"<sitemapindex><sitemap><loc>https://shop.example/1.xml</loc></sitemap></sitemapindex>"
    feed = b"<rss><channel><item><link>https://shop.example/p</link></item></channel></rss>"
    kinds = [
        (found.kind, [entry.loc for entry in found.entries])
        for found in (
            parse_sitemap(body, URL) for body in (index, b"https://shop.example/t\n", feed)
        )
    ]
    assert kinds == [
        ("index", ["https://shop.example/1.xml"]), ("text", ["https://shop.example/t"]),
        ("feed", ["https://shop.example/p"]),
    ]  # fmt: skip


def test_a_broken_sitemap_keeps_what_stands_before_the_break() -> None:
    sitemap = parse_sitemap(b"<urlset><url><loc>https://shop.example/a</loc></url><url><lo", URL)
    assert sitemap.entries[0].loc == "https://shop.example/a"
    assert "well-formed" in sitemap.error


@pytest.mark.parametrize(
    "body",
    [
        b"", b"\x1f\x8bxx", b"PK\x03\x04", b"<!DOCTYPE html><html>", b"<x/>", b"hello", b"<" * 9999,
        b"<html><body>Not found</body></html>",
    ],
)  # fmt: skip
def test_what_is_no_sitemap_has_an_error(body: bytes) -> None:
    sitemap = parse_sitemap(body, URL)
    assert (sitemap.kind, sitemap.entries) == ("", ())
    assert sitemap.error


def test_random_bytes_never_raise() -> None:
    for _ in range(50):
        parse_sitemap(os.urandom(200), URL)


def test_a_gzip_bomb_stops_at_the_limit() -> None:
    bomb = gzip.compress(b"<urlset>" + b" " * 60_000_000)
    assert parse_sitemap(bomb, URL).truncated


def test_entities_are_not_expanded() -> None:
    body = (
        b'<!DOCTYPE u [<!ENTITY e SYSTEM "file:///etc/hostname">]>'
        b"<urlset><url><loc>&e;</loc></url></urlset>"
    )
    assert [entry.loc for entry in parse_sitemap(body, URL).entries] in ([""], ["&e;"])
