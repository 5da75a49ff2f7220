"""robots.txt and the sitemap of the own shop."""

from __future__ import annotations

import gzip
from xml.sax.saxutils import escape

from tests.street.goods import Product
from tests.street.own import markup, pages
from tests.street.truth import Fault

# A date in the past that stays: the pages of the street do not age.
CHANGED = "2025-03-01"
HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
SPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
SPACES = (
    f"{SPACE} "
    'xmlns:image="http://www.google.com/schemas/sitemap-image/1.1" '
    'xmlns:xhtml="http://www.w3.org/1999/xhtml"'
)
RULES = (
    "/cart",
    "/checkout",
    "/account",
    "/search",
    "/collections/*filter.*",
    "/collections/*sort_by*",
)


def robots(base: str, blocked: tuple[Fault, ...]) -> bytes:
    """robots.txt, with tonight's money pages that it blocks by mistake."""
    rules = (*RULES, *(fault.path for fault in blocked))
    disallowed = (f"Disallow: {rule}" for rule in rules)
    lines = ["User-agent: *", *disallowed, "", f"Sitemap: {base}/sitemap.xml"]
    return ("\n".join(lines) + "\n").encode()


def index(base: str) -> bytes:
    """The sitemap index."""
    parts = "".join(
        f"<sitemap><loc>{base}/{name}</loc></sitemap>\n"
        for name in ("sitemap_products.xml.gz", "sitemap_pages.xml")
    )
    return f"{HEAD}<sitemapindex {SPACE}>\n{parts}</sitemapindex>\n".encode()


def products(base: str, stock: list[Product], broken: tuple[Fault, ...]) -> bytes:
    """The packed sitemap of all products, with pictures, and tonight's dead entries."""
    entries = [
        _entry(
            base + item.path,
            f"<image:image><image:loc>{base}{markup.picture_path(item, 'front')}</image:loc>"
            f"<image:title>{escape(item.name)}</image:title></image:image>",
        )
        for item in stock
    ]
    entries += [_entry(base + fault.path) for fault in broken]
    # mtime=0: the same stock gives the same bytes.
    return gzip.compress(_urlset(entries), mtime=0)


def others(base: str) -> bytes:
    """The sitemap of home, collections and written pages, with their languages."""
    entries = [_entry(base + "/")]
    entries += [_entry(f"{base}/collections/{handle}") for handle in pages.collections()]
    for entry in pages.text_pages():
        languages = "".join(
            f'<xhtml:link rel="alternate" hreflang="{code}" href="{address}"/>'
            for code, address in pages.alternates(base, entry)
        )
        entries.append(_entry(base + entry["path"], languages))
    return _urlset(entries)


def _entry(address: str, more: str = "") -> str:
    return f"<url><loc>{escape(address)}</loc><lastmod>{CHANGED}</lastmod>{more}</url>\n"


def _urlset(entries: list[str]) -> bytes:
    return f"{HEAD}<urlset {SPACES}>\n{''.join(entries)}</urlset>\n".encode()
