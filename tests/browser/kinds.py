"""Every kind of page of a built report; a page that comes later is among them by itself."""

import json
from pathlib import Path

CHECKS = ("issues/seo-title-missing.html", "issues/mobile-overflow.html",
          "issues/seo-hreflang-invalid-code.html")  # fmt: skip
"""A check with texts, one with pictures, and one that was not carried out."""


def kinds(site: Path) -> list[str]:
    """Addresses within the site: each page, three of the checks, one page and one product."""
    pages = sorted(path.relative_to(site).as_posix() for path in site.rglob("*.html"))
    return [
        *(page for page in pages if not page.startswith("issues/") or page.endswith("index.html")),
        *CHECKS,
        first_page(site),
        first_product(site),
    ]


def first_page(site: Path) -> str:
    """The page of an address that has most to show."""
    return "page.html#u=" + _fullest(site / "data" / "url")


def first_product(site: Path) -> str:
    """The product that has most to show."""
    return "product.html#p=" + _fullest(site / "data" / "product")


def link(site: Path, kind: str) -> str:
    """What a double click opens."""
    name, mark, state = kind.partition("#")
    return (site / name).as_uri() + mark + state


def _fullest(folder: Path) -> str:
    entries = [
        (len(json.dumps(entry)), name)
        for path in folder.glob("*.js")
        for name, entry in _data(path.read_text("utf-8")).items()
    ]
    return max(entries)[1]


def _data(script: str) -> dict[str, object]:
    text = script[script.index("{") : script.rindex("}") + 1]
    found: dict[str, object] = json.loads(text.replace("<\\!--", "<!--"))
    pages = found.get("pages", found)  # a file of pages holds the titles of their checks, too
    assert isinstance(pages, dict)
    return pages
