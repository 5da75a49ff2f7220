"""Writes the generated shop to a folder: python -m tests.bench.shop DIR --pages 2000"""

import argparse
import struct
import zlib
from pathlib import Path

from tests.bench.catalogue import IMAGES, catalogue
from tests.bench.pages import pages
from tests.bench.theme import theme

URLS_A_SITEMAP = 10_000
"""A shop with more pages gets an index of sitemaps. (The protocol allows 50,000 in one file.)"""
DEFAULT_BASE = "http://127.0.0.1:8000"


def write_shop(folder: Path, number: int, base: str = DEFAULT_BASE) -> tuple[str, ...]:
    """Write `number` pages with their pictures, sitemaps and robots.txt; returns the paths.

    The same arguments give the same bytes. `base` is where the shop will be served from:
    canonical links, structured data and sitemaps need a host, links are root-relative.
    """
    base = base.rstrip("/")
    shop = catalogue(number)
    for path, html in pages(shop, theme(shop, base)):
        file = folder / (path.strip("/") + ".html" if path != "/" else "index.html")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(html, encoding="utf-8")
    _write_assets(folder)
    _write_sitemaps(folder, base, shop.paths)
    robots = f"User-agent: *\nDisallow: /cart/\nDisallow: /search\n\nSitemap: {base}/sitemap.xml\n"
    (folder / "robots.txt").write_text(robots)
    return shop.paths


def _write_assets(folder: Path) -> None:
    (folder / "media").mkdir(exist_ok=True)
    (folder / "assets").mkdir(exist_ok=True)
    for index in range(IMAGES):
        (folder / "media" / f"item-{index:02}.png").write_bytes(_picture(index))
    (folder / "assets" / "theme.css").write_text("body{font:16px/1.5 sans-serif}\n" * 200)
    (folder / "assets" / "theme.js").write_text("document.documentElement.className='js';\n" * 200)


def _write_sitemaps(folder: Path, base: str, paths: tuple[str, ...]) -> None:
    if len(paths) <= URLS_A_SITEMAP:
        (folder / "sitemap.xml").write_text(_sitemap("urlset", "url", base, paths))
        return
    files = []
    for number, start in enumerate(range(0, len(paths), URLS_A_SITEMAP), 1):
        part = paths[start : start + URLS_A_SITEMAP]
        files.append(f"/sitemap-{number}.xml")
        (folder / files[-1][1:]).write_text(_sitemap("urlset", "url", base, part))
    index = _sitemap("sitemapindex", "sitemap", base, tuple(files))
    (folder / "sitemap.xml").write_text(index)


def _sitemap(outer: str, inner: str, base: str, paths: tuple[str, ...]) -> str:
    rows = "".join(f"<{inner}><loc>{base}{path}</loc></{inner}>\n" for path in paths)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<{outer} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{rows}</{outer}>\n'
    )


def _picture(index: int) -> bytes:
    """A valid PNG of 200 by 200 pixels in one colour, under 1 KB."""
    side = 200
    colour = bytes((index * 37 % 256, index * 91 % 256, 128))
    rows = (b"\0" + colour * side) * side

    def chunk(kind: bytes, data: bytes) -> bytes:
        check = struct.pack(">I", zlib.crc32(kind + data))
        return struct.pack(">I", len(data)) + kind + data + check

    header = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    body = chunk(b"IDAT", zlib.compress(rows, 9))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + body + chunk(b"IEND", b"")


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.shop", description=__doc__)
    parser.add_argument("folder", type=Path, help="Where the shop goes.")
    parser.add_argument("--pages", type=int, default=2000, help="HTML pages (default 2000).")
    parser.add_argument("--base", default=DEFAULT_BASE, help=f"Host (default {DEFAULT_BASE}).")
    asked = parser.parse_args()
    asked.folder.mkdir(parents=True, exist_ok=True)
    paths = write_shop(asked.folder, asked.pages, asked.base)
    print(f"{len(paths):,} pages in {asked.folder}")


if __name__ == "__main__":
    main()
