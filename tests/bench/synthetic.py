"""A run directory as the walk of a shop of any size leaves it, made without a walk.

Pages of the generated shop go once through the real reader; their lines then serve as templates in
which address, name, article number and digests change. One page in five has a fault, each with one
of a dozen kinds.
"""

import random
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import orjson

from crawler import __version__
from crawler.config import Config, default_config
from crawler.fetch.reader import PageReader
from crawler.records import (
    HttpFacts,
    PageKind,
    PageRecord,
    PageState,
    RobotsFacts,
    Role,
    RunDir,
    RunManifest,
    SiteFacts,
    SitemapFile,
)
from crawler.records.codec import LineWriter, dump_line
from tests.bench.catalogue import Product, catalogue
from tests.bench.pages import pages
from tests.bench.theme import theme

BASE = "https://shop.example"
STARTED = datetime(2026, 11, 24, 2, 10, tzinfo=UTC)
LINKS = 120
"""Links, pictures, scripts and style sheets that a page refers to."""
OWN = 3
"""Of these, targets that no page before it referred to: two pictures and the next product."""
SCATTERED, NEAR = 12, 12
"""Of the rest, links to products anywhere in the shop, and to the page's neighbours."""
KINDS = 100
"""Templates. Page n is made from number n % KINDS."""
_HTML = {"content-type": "text/html; charset=utf-8", "cache-control": "max-age=60"}


def url_of(number: int) -> str:
    """The address of product page `number`."""
    return f"{BASE}/product/item-{number:07}"


def settings() -> Config:
    """The configuration of the run: everything at its default."""
    return default_config(f"{BASE}/")


def related(number: int, pages: int) -> Iterator[int]:
    """Products that page `number` links to: half anywhere in the shop, half its neighbours."""
    rng = random.Random(number)
    for _ in range(SCATTERED):
        yield rng.randrange(pages)
    for step in range(1, NEAR + 1):
        yield (number - step) % pages


def write_run(folder: Path, pages: int) -> RunDir:
    """Write pages, links, sites and manifest of a finished walk; targets are not there yet."""
    run = RunDir(folder)
    site = settings().store.id
    run.write_manifest(
        RunManifest(
            tool_version=__version__,
            run="2026-11-24T021000Z",
            started_at=STARTED,
            finished_crawl=True,
            own=site,
        )
    )
    made = _templates(site)
    with LineWriter(run.pages_path) as records, LineWriter(run.links_path) as links:
        for number in range(pages):
            page, before, after = made[number % KINDS]
            values = _values(number)
            records.write_line(page % values)
            if before:
                places = _places(number, pages)
                links.write_line(before % values + b",".join(places) + after)
    run.write_sites((_site(site, pages),))
    return run


Template = tuple[bytes, bytes, bytes]
"""Line of the page; its line of links before and after those to products, or both empty."""


def _templates(site: str) -> list[Template]:
    shop = catalogue(KINDS + 10)
    html = dict(pages(shop, theme(shop, BASE)))
    reader = PageReader(f"{BASE}/", frozenset({"shop.example"}), currency="EUR", language="en")
    return [
        _template(reader, site, number, shop.products[number], html[shop.products[number].path])
        for number in range(KINDS)
    ]


def _template(reader: PageReader, site: str, number: int, product: Product, html: str) -> Template:
    url = BASE + product.path
    state, status, location = _ANSWERS.get(number, (PageState.OK, 200, None))
    record = PageRecord(
        key=f"{site}:{url}",
        site=site,
        url=url,
        state=state,
        kind=PageKind.PRODUCT,
        depth=2 + number % 4,
        in_sitemap=f"{BASE}/sitemap.xml" if number % 10 else None,
        found_on=f"{BASE}/category/lamps",
        fetched_at=STARTED,
        http=HttpFacts(
            status=status,
            location=location,
            content_type=_HTML["content-type"],
            headers=_HTML,
            ttfb_ms=80 + number,
            size_bytes=95_000,
            body_digest="b" * 16,
        ),
    )
    if state is not PageState.OK:
        return _varied(dump_line(record), product), b"", b""
    for pattern, text in _FAULTS.get(number, ()):
        html, found = re.subn(pattern, text, html)
        assert found, f"the generated page has no {pattern}"
    reading = reader.read(record, html.encode(), _HTML)
    page = re.sub(rb'("text_digest":")[0-9a-f]{16}', rb"\g<1>" + b"d" * 16, reading.page)
    before, after = _links(reading.links)
    return _varied(page, product), _varied(before, product), after


def _links(line: bytes) -> tuple[bytes, bytes]:
    """A line of links without those to products, open where they go, and its end."""
    data = orjson.loads(line)
    kept = [link for link in data["links"]["links"] if "/product/" not in (link["url"] or "")]
    others = {name: value for name, value in data["links"].items() if name != "links"}
    # The links come last, so that more can be written behind them.
    data["links"] = others | {"links": kept[: LINKS - OWN - 2 * (SCATTERED + NEAR)]}
    start, end = orjson.dumps(data), b"]}}"
    assert start.endswith(end)
    return start.removesuffix(end) + b",", end + b"\n"


def _varied(line: bytes, product: Product) -> bytes:
    """A template for `line % values`."""
    line = line.replace(b"%", b"%%")
    for own, name in (
        (product.path, b"%(path)s"),
        (product.name, b"%(name)s"),
        (product.sku, b"%(sku)s"),
        (f"Twin {product.index}", b"%(twin)s"),
        ("d" * 16, b"%(digest)s"),
        ("b" * 16, b"%(digest)s"),
    ):
        line = line.replace(own.encode(), name)
    return line


def _values(number: int) -> dict[bytes, bytes]:
    return {
        b"path": b"/product/item-%07d" % number,
        b"name": b"Quarry Wool Lamp %d" % number,
        b"sku": b"SW-%07d" % number,
        # Two pages each share this title.
        b"twin": b"Twin %d" % (number // (2 * KINDS)),
        b"digest": b"%016x" % (number * 0x9E3779B97F4A7C15 % 2**64),
    }


def _places(number: int, pages: int) -> list[bytes]:
    found = [_PICTURE % (number, view, number, view, number) for view in (1, 2)]
    following = (number + 1) % pages
    found.append(_LINK % (following, following, b"Next"))
    for other in related(number, pages):
        found.append(_LINK % (other, other, b"Quarry Wool Lamp"))
        found.append(_LINK % (other, other, b"Reviews"))
    return found


_PICTURE = (
    b'{"url":"https://shop.example/media/own-%07d-%d.png","href":"/media/own-%07d-%d.png",'
    b'"text":"Quarry Wool Lamp %d","tag":"img"}'
)
_LINK = b'{"url":"https://shop.example/product/item-%07d","href":"/product/item-%07d","text":"%s"}'
_ANSWERS: dict[int, tuple[PageState, int, str | None]] = {
    40: (PageState.ERROR, 404, None),
    41: (PageState.REDIRECT, 301, f"{BASE}/category/lamps"),
    42: (PageState.REDIRECT, 302, f"{BASE}/"),
}
_FAULTS: dict[int, tuple[tuple[str, str], ...]] = {
    1: ((r'<meta name="description"[^>]*>', ""),),
    2: ((r'<meta name="description"[^>]*>', ""),),
    3: ((r"<title>[^<]*</title>", ""),),
    4: ((r"<title>[^<]*</title>", "<title>Twin 4</title>"),),
    5: ((r"<title>([^<]*)</title>", r"<title>\1" + " long" * 20 + "</title>"),),
    6: ((r"<h1[^>]*>.*?</h1>", ""),),
    7: ((r' alt="[^"]*"', ""),),
    8: ((r' alt="[^"]*"', ""),),
    9: ((r'<link rel="canonical"[^>]*>', ""),),
    10: ((r'(<link rel="canonical" href=")[^"]*', rf"\1{BASE}/"),),
    11: ((r'"price":"[0-9.]*",', ""),),
    12: ((r'"@type":"Product",', '"@type":"Product",,'),),
    13: ((r'<html lang="en"', "<html"),),
    14: ((r"<head>", '<head><meta name="robots" content="noindex">'),),
    15: ((r'<meta name="viewport"[^>]*>', ""),),
    16: ((r"€[0-9.]+", "{{ product.price }}"), (r'"price":"[0-9.]*",', "")),
    17: ((r'"priceCurrency":"EUR",', ""),),
}
"""By template: what is replaced in the HTML before it is read."""


def _site(site: str, pages: int) -> SiteFacts:
    share = pages // KINDS
    return SiteFacts(
        id=site,
        name="Bench Shop",
        role=Role.OWN,
        url=f"{BASE}/",
        robots=RobotsFacts(url=f"{BASE}/robots.txt", status=200, body="User-agent: *\n"),
        sitemaps=(SitemapFile(url=f"{BASE}/sitemap.xml", status=200, kind="index", entries=pages),),
        currency="EUR",
        language="en",
        counts={
            "ok": pages - 3 * share,
            "error": share,
            "redirect": 2 * share,
            "known": pages,
            "left": 0,
        },
    )
