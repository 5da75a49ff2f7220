"""The images of a page, as <img> elements."""

import re

from selectolax.lexbor import LexborNode

from crawler.extract.document import Document
from crawler.records import ImageFacts

_MAX_IMAGES = 300
_NAMES = ("aria-label", "aria-labelledby", "title")
_SIZED = re.compile(r"(?:^|[;\s])(?:height|aspect-ratio)\s*:", re.IGNORECASE)
_LAZY = ("data-src", "data-lazy-src", "data-original", "data-lazy")


def image_facts(document: Document) -> ImageFacts:
    """Every <img> a shopper may see, at most 300; the src that loads, lazy ones included."""
    rows: list[dict[str, object]] = []
    for node, tag, attributes in document.elements:
        if tag != "img" or document.unseen(node):
            continue
        src = attributes.get("src") or ""
        if not src or src.startswith("data:"):
            src = next((value for name in _LAZY if (value := attributes.get(name))), src)
        rows.append(
            {
                "src": src[:2000],
                "url": document.resolve(src)[0],
                "alt": (attributes["alt"] or "") if "alt" in attributes else None,
                "width": _pixels(attributes.get("width")),
                "height": _pixels(attributes.get("height")),
                "region": document.region(node),
                "decorative": (attributes.get("aria-hidden") or "").lower() == "true"
                or (attributes.get("role") or "").lower() in ("presentation", "none"),
                "named": any(attributes.get(name) for name in _NAMES),
                "hidden": node.mem_id in document.hidden,
                "sized": bool(_SIZED.search(attributes.get("style") or "")),
                "src_missing": not src and _has_sources(node, attributes),
            }
        )
        if len(rows) == _MAX_IMAGES:
            break
    # One validation for all, as for links.
    return ImageFacts.model_validate({"images": tuple(rows)})


def _has_sources(node: LexborNode, attributes: dict[str, str | None]) -> bool:
    """Whether only srcset or <picture> says what to show; a <noscript> beside it has a src."""
    parent = node.parent
    if parent is None or parent.css_first("noscript") is not None:
        return False
    return "srcset" in attributes or parent.tag == "picture"


def _pixels(value: str | None) -> int | None:
    text = (value or "").strip().lower().removesuffix("px")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 7 else None
