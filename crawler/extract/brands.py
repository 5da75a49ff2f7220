"""The brand that a product page names for people, where its data names none."""

import re
from bisect import bisect_right

from crawler.extract.buybox import Layout
from crawler.extract.document import Document, fold
from crawler.extract.names import names_of

_LABEL = re.compile(
    r"^\W*(?:brand(?: name)?|marke(?:nname)?|marque|marca|merk|marka|mærke|merke|varumärke|merkki|"
    r"manufacturer|hersteller|fabricant|fabricante|produttore|fabrikant|producent|valmistaja|"
    r"značka|výrobc[ea]|tillverkare|gyártó|producător|zīmols|ražotājs|gamintojas|tootja|"
    r"бренд|марка|производитель|виробник|μάρκα|品牌|廠牌|ブランド|メーカー(?:名)?|브랜드|제조사)"
    r"(?:[ \t]*[:：][ \t]*\n?|[ \t]*\n)\W*(?P<value>[^\W_][^\n:：|]{0,38}?)[ \t]*$",
    re.IGNORECASE | re.MULTILINE,
)
"""A label with a colon, or alone on its line, and the name behind it."""
_ELEMENTS = '[class*="brand" i],[id*="brand" i],[data-testid*="brand" i],[class*="manufacturer" i]'
_NEAR = 80
"""Nodes before and after the heading within which an element named for the brand is believed."""
_NO_BRAND = re.compile(
    r"^(?:(?:unknown|unbranded|generic|no brand|n/?a|none|other|sonstige|details?|more|mehr|all "
    r"brands|alle marken|brands?|marken?|shop|store|view all|see all)\b|\d+$)|\bwarrant|©",
    re.IGNORECASE,
)


def brand_shown(document: Document, layout: Layout) -> str | None:
    """The name beside a label such as "Brand:", else in an element near the heading that is named
    for it. None: neither is there, or what is there is no name."""
    text, starts, parents = document.lines
    for match in _LABEL.finditer(text):
        value = match["value"].strip(" ,;-–")
        value = value if value.count(".") > 1 else value.rstrip(".")
        parent = parents[bisect_right(starts, match.start("value")) - 1]
        if not _is_name(value) or document.unseen(parent) or not document.in_main(parent):
            continue
        if not layout.other_product(parent):
            return value
    for node in document.css(_ELEMENTS)[:40]:
        if abs(layout.distance(node)) > _NEAR or document.unseen(node):
            continue
        value = fold(node.text()[:120])
        if _is_name(value) and not layout.other_product(node) and "price" not in names_of(node):
            return value
    return None


def _is_name(text: str) -> bool:
    return 2 <= len(text) <= 40 and len(text.split()) <= 5 and not _NO_BRAND.search(text)
