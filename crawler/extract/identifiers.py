"""Article numbers of a page's product, each with the place that told it, and which one it is."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from urllib.parse import parse_qsl, unquote, urlsplit

from crawler.extract.buybox import Layout
from crawler.extract.document import Document, fold
from crawler.extract.offers_dom import selector_of
from crawler.extract.offers_markup import MarkupFacts
from crawler.records import HeadFacts, IdentifierSighting, OfferSource

_GTIN = r"gtin(?:-?1[34])?|ean(?:[- ]?(?:13|code|nummer))?|barcode|isbn(?:[- ]?1[03])?|strichcode"
_MPN = (
    r"mpn|maker's number|manufacturer(?:'s)? (?:number|part(?: number)?|code|sku|reference)|"
    r"(?:mfr\.? )?part (?:number|no\.?)|(?:item )?model (?:number|no\.?)|mfg part|"
    r"hersteller(?:nummer|-nr\.?|artikelnummer|referenz|teilenummer)|modell?nummer|"
    r"(?:numéro|référence) (?:du )?(?:modèle|fabricant)(?: de l'article)?|"
    r"(?:número|referencia) de(?:l)? (?:modelo|fabricante)(?: del producto)?|"
    r"(?:numero|codice) (?:modello|produttore)(?: articolo)?|numer katalogowy|"
    r"(?:modelnummer|fabrikantnummer)(?: item)?|código do fabricante"
)
_SKU = (
    r"sku(?: code)?|asin|(?:article|item|product|style|stock|order|catalogue|catalog|web)"
    r"[ -]?(?:number|no\.?|nr\.?|code|id|#|ref(?:erence)?\.?)|"
    r"art(?:ikel)?[-. ]*(?:nr|nummer|no)\.?|bestell-?(?:nummer|nr\.?)|produkt-?(?:nummer|nr\.?)|"
    r"(?:code|référence)(?: de)? (?:l'article|produit|article)|"
    r"(?:código|referencia)(?: del?)? (?:producto|artículo)|"
    r"codice (?:articolo|prodotto)|(?:product|artikel)code|kod (?:produktu|towaru)|"
    r"k[óo]d (?:produktu|zboží|tovaru|výrobku)|katalogové číslo|produkta kods|toote ?kood|"
    r"(?:artikkel|vare|artikel|tuote)(?:nummer|numero|nr\.?)|varenr\.?|cikkszám|cod(?:ul)? produs|"
    r"código do produto|ref\. do produto|"
    r"артикул|код товара|商品(?:編號|编号|番号|コード)|品番|貨號|货号|상품코드"
)
_LOOSE = (
    r"ref(?:erence)?\.?|réf(?:érence)?\.?|referencia|referência|riferimento|model(?:o|lo)?|art\.?"
)
_LABEL = re.compile(
    rf"^\W*(?:(?P<gtin>{_GTIN})|(?P<mpn>{_MPN})|(?P<sku>{_SKU})|(?P<upc>upc)|(?P<loose>{_LOOSE}))"
    r"(?:(?P<mark>[ \t]*[:：#]|\.|[ \t]*[-–])[\W_]*|[ \t]+(?!\n)|[ \t]*\n\W*)"
    r"(?P<value>[A-Za-z0-9][A-Za-z0-9._/\-]{1,39})[^\S\n]*[)\]〉」.]?[^\S\n]*$",
    re.IGNORECASE | re.MULTILINE,
)
"""A label at the start of a text and the number behind it: in the same text, or the next one."""

_PLACES = (
    '[itemprop="productID"],[itemprop="sku"],[itemprop="mpn"],[itemprop^="gtin"],'
    '[class*="sku" i],[id*="sku" i],[class*="product-code" i],[class*="productcode" i],'
    '[class*="product-ref" i],[class*="article-n" i],[class*="item-n" i],'
    '[data-qa-qualifier*="reference" i],[data-testid*="sku" i],[data-qa*="sku" i]'
)
"""Elements named for the number in them."""

_INPUTS = (
    'input[name="sku" i],input[name="asin" i],input[name="product_code" i],'
    'input[name="productcode" i],input[name="article_number" i],input[name="item_number" i]'
)
_DATA = "[data-asin],[data-sku],[data-product-sku],[data-product-code],[data-article-number]"
_DATA_NAMES = (
    "data-asin",
    "data-sku",
    "data-product-sku",
    "data-product-code",
    "data-article-number",
)
_PARAMETERS = (
    "sku",
    "childsku",
    "pid",
    "productid",
    "product_id",
    "itemid",
    "item_id",
    "item",
    "id",
)
_IN_PATH = re.compile(r"(?<![A-Za-z0-9])[A-Za-z]?(\d{5,14})(?![0-9A-Za-z])")
_CODE_IN_PATH = re.compile(r"(?=[A-Z0-9]*\d)(?=[A-Z0-9]*[A-Z])[A-Z0-9]{7,14}")
_VALUE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._/\-]{1,39}")
_MOST = 40


def identifier_sightings(
    document: Document,
    layout: Layout,
    head: HeadFacts,
    markup: Iterable[MarkupFacts],
) -> tuple[IdentifierSighting, ...]:
    """Every article number that the page tells of its product, likeliest first within a kind.

    What people read comes first: it is the number that a customer gives on the phone. Then data
    for machines, then the address, where the page repeats its number.
    """
    found: list[IdentifierSighting] = []
    shown, loose = _shown(document, layout)
    found += shown
    found += _named(document, layout)
    for facts in markup:
        for kind in ("sku", "gtin", "mpn"):
            value = getattr(facts, kind)
            if value:
                path = f"Product.{kind}"
                found.append(_seen(kind, value, facts.source, path))
    for name, kind in (("product:retailer_item_id", "sku"), ("product:ean", "gtin"),
                       ("product:gtin", "gtin"), ("product:upc", "gtin"), ("product:isbn", "gtin"),
                       ("product:mfr_part_no", "mpn")):  # fmt: skip
        value = head.meta_value(name)
        if value and _VALUE.fullmatch(value):
            found.append(_seen(kind, value, OfferSource.META, f"meta[{name}]"))
    found += _given(document)
    found += loose
    found += _in_address(document)
    return tuple(dict.fromkeys(found))[:_MOST]


def is_numbered(document: Document) -> bool:
    """Whether the page names one article number, its address or a barcode, beside one heading.

    So a product page without any markup and with a buy button that is a picture shows itself.
    """
    if len(document.css("h1")) != 1:
        return False
    text, _, _ = document.lines
    found = {(_kind_of(match), match["value"]) for match in _LABEL.finditer(text)}
    numbers = {value for kind, value in found if kind in ("sku", "gtin") and has_digit(value)}
    if len(numbers) != 1:
        return False
    number = numbers.pop()
    barcode = ("gtin", number) in found and len(number) in (8, 12, 13, 14)
    return barcode or number in document.url


def identifier_of(sightings: Iterable[IdentifierSighting], kind: str) -> str | None:
    """The likeliest number of a kind; None: none was seen."""
    known = [sighting for sighting in sightings if sighting.kind == kind]
    return known[0].value if known else None


def _seen(kind: str, value: str, source: OfferSource, path: str) -> IdentifierSighting:
    return IdentifierSighting(kind=kind, value=value, source=source, path=path[:200])


def _shown(
    document: Document, layout: Layout
) -> tuple[list[IdentifierSighting], list[IdentifierSighting]]:
    """Numbers beside their label in what people read; those with a vague label apart.

    A number labelled UPC that has no UPC's length is the shop's own: Oscar and books.toscrape.com
    label theirs so.
    """
    text, starts, parents = document.lines
    clear: list[IdentifierSighting] = []
    vague: list[IdentifierSighting] = []
    for match in _LABEL.finditer(text):
        kind, value = _kind_of(match), match["value"].rstrip(".")
        if not has_digit(value) and kind != "mpn":
            continue
        parent = parents[bisect_right(starts, match.start("value")) - 1]
        if document.unseen(parent) or not document.in_main(parent) or layout.other_product(parent):
            continue
        path = fold(match[0][: match.start("value") - match.start()])[:60]
        kinds: tuple[str, ...] = ("sku" if kind in ("loose", "upc") else kind,)
        if kind == "upc" and value.isdigit() and len(value) in (12, 13):
            kinds = ("gtin", "sku")
        taken = vague if kind in ("loose", "upc") else clear
        taken += [_seen(one, value, OfferSource.DOM, path) for one in kinds]
    return clear, vague


def has_digit(text: str) -> bool:
    """Whether there is a digit in it."""
    return any(c.isdigit() for c in text)


def _kind_of(match: re.Match[str]) -> str:
    return next(kind for kind in ("gtin", "mpn", "sku", "upc", "loose") if match[kind])


def _named(document: Document, layout: Layout) -> Iterator[IdentifierSighting]:
    """Numbers in elements that are named for them."""
    for node in document.css(_PLACES)[:60]:
        if node.tag in ("meta", "input", "link", "script") or document.unseen(node):
            continue
        if not document.in_main(node) or layout.other_product(node):
            continue
        text = fold(node.text()[:120])
        value = text.rpartition(":")[2].strip()
        if not _VALUE.fullmatch(value) or not has_digit(value):
            continue
        told = node.attributes.get("itemprop") or ""
        kind = "mpn" if told == "mpn" else "gtin" if told.startswith("gtin") else "sku"
        yield _seen(kind, value, OfferSource.DOM, selector_of(node))


def _given(document: Document) -> Iterator[IdentifierSighting]:
    """Numbers that the page gives its own scripts and forms: hidden fields, data attributes."""
    for node in document.css(_INPUTS)[:20]:
        value = (node.attributes.get("value") or "").strip()
        if _VALUE.fullmatch(value) and has_digit(value):
            path = f"input[name={node.attributes.get('name')}]"
            yield _seen("sku", value, OfferSource.STATE, path)
    values = {
        name: [value for node in document.css(f"[{name}]")[:30]
               if _VALUE.fullmatch(value := (node.attributes.get(name) or "").strip())]
        for name in _DATA_NAMES if name in document.vocabulary.attributes
    }  # fmt: skip
    address = unquote(document.url)
    for name, found in values.items():
        # Tiles of other products have such attributes too: one value for all, or the address's.
        own = [value for value in found if value in address] or found
        if len(set(own)) == 1 and has_digit(own[0]):
            yield _seen("sku", own[0], OfferSource.STATE, f"[{name}]")


def _in_address(document: Document) -> Iterator[IdentifierSighting]:
    """The number in the address, where a picture or the page's own scripts have it as well."""
    parts = urlsplit(document.url)
    query = {name.lower(): value for name, value in parse_qsl(parts.query)}
    numbers = [query[name] for name in _PARAMETERS if _VALUE.fullmatch(query.get(name, ""))]
    for step in reversed(unquote(parts.path).split("/")[-3:]):
        stem = step.rpartition(".")[0] or step
        numbers += _CODE_IN_PATH.findall(stem) if _CODE_IN_PATH.fullmatch(stem) else []
        numbers += reversed(_IN_PATH.findall(step))
    for number in dict.fromkeys(numbers):
        if len(number) >= 4 and has_digit(number) and _repeated(document, number):
            yield _seen("sku", number, OfferSource.STATE, "address")
            return


def _repeated(document: Document, number: str) -> bool:
    alone = re.compile(rf"(?<![A-Za-z0-9]){re.escape(number)}(?![A-Za-z0-9])")
    for node in document.css("img[src]")[:60]:
        if alone.search((node.attributes.get("src") or "")[:500]):
            return True
    said = re.compile(rf"""[:=,\[(]\s*["']?{re.escape(number)}["']?\s*[,;}}\])]""")
    return any(
        number in (text := node.text()[:200_000]) and said.search(text)
        for node in document.css("script:not([src])")[:60]
    )
