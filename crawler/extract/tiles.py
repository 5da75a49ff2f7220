"""The products of a list page: where each tile leads, and what it says the product costs."""

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import islice

from selectolax.lexbor import LexborNode

from crawler.extract.buybox import Layout
from crawler.extract.document import Document, ancestors, attribute, fold
from crawler.extract.offers_dom import PRICED, TWINS, old_and_new, parts_of
from crawler.extract.price_text import price_text
from crawler.extract.sightings import Sighting, look
from crawler.records import Money, PriceType, Tile, TileFacts

_HIGHEST = 9
"""Ancestors of a price that are looked at for the tile it stands in."""
_MOST_TILES = 200
_MOST_PRICES = 400
_LONGEST = 90
_LONGEST_BUTTON = 40
_MORE = re.compile(
    r"(?:load|show|view|see) (?:\d+ )?more (?:products|items|results|styles)|load(?:ing)? more|"
    r"more products|(?:mehr|weitere) (?:produkte|artikel|ergebnisse)(?: (?:an)?zeigen| laden)?|"
    r"mehr laden|(?:afficher|voir|charger) plus de (?:produits|r[ée]sultats|articles)|charger plus|"
    r"(?:ver|cargar|mostrar) m[áa]s (?:productos|art[íi]culos|resultados)|cargar m[áa]s|"
    r"(?:carica|mostra|vedi) altri (?:prodotti|articoli|risultati)|carica altri|"
    r"(?:toon |laad )?meer (?:producten|artikelen|resultaten)(?: laden| tonen)?|meer laden|"
    r"(?:poka[żz]|za[łl]aduj) wi[ęe]cej(?: produkt[óo]w)?|"
    r"(?:ver|carregar|mostrar) mais (?:produtos|artigos|resultados)|carregar mais",
    re.IGNORECASE,
)
"""What shops write on a button that loads the next products, in eight languages."""
_WITHOUT_ADDRESS = (
    'button,[role="button"],a:not([href]),a[href="#"],a[href^="javascript" i],a[href=""]'
)
_COUNTED = re.compile(
    r"(?<![\d.,])(?:1\s?[-–—]\s?)?(?P<shown>\d{1,3})\s(?:of|von|sur|de|di|van|z|of the)\s"
    r"(?P<total>\d{1,3}(?:[.,\u00a0 ]\d{3})*|\d+)\s"
    r"(?:products?|results?|items?|produkten?|artikeln?|ergebnissen?|produits?|r[ée]sultats?|"
    r"articles?|productos?|art[íi]culos?|resultados?|prodotti|articoli|risultati|producten|"
    r"artikelen|resultaten|produkt[óo]w|wynik[óo]w|produtos?|artigos?)\b",
    re.IGNORECASE,
)
_ACTIONS = re.compile(
    r"add[-_]?to|[?&]add|/cart|/basket|wish|compare|quick[-_]?view|review|rating|#", re.IGNORECASE
)
"""Links in a tile that lead to no product."""


def tile_facts(document: Document, currency: str | None, country: str | None) -> TileFacts:
    """Tiles whose price is certain, and what the page says of products that it does not show."""
    shown, total = _counted(document.main_text)
    return TileFacts(
        tiles=tuple(_tiles(document, currency, country)),
        more=tuple(_more(document)),
        shown=shown,
        total=total,
    )


def _tiles(document: Document, currency: str | None, country: str | None) -> list[Tile]:
    """Tiles with one product link, one active price, and no doubt about it.

    Left out are "from" prices and ranges, prices of a unit, prices without tax, and tiles in which
    several prices stand that are not struck through.
    """
    prices = [node for node in document.css(PRICED)[:_MOST_PRICES] if document.in_main(node)]
    if not prices:
        return []
    layout = Layout(document)
    hidden = {inner.mem_id for node in document.css(TWINS) for inner in node.traverse()}
    seen: dict[int, tuple[str, list[Sighting]]] = {}
    doubtful: set[int] = set()
    done: set[int] = set()
    for node in prices:
        key = node.mem_id
        if key in done or key in hidden or key in document.hidden or document.unseen(node):
            continue
        if node.tag in ("meta", "input", "script", "style", "body", "form", "select", "main"):
            continue
        text = price_text(document, node)
        if not any(sign.isdigit() for sign in text) or len(text) > _LONGEST:
            continue
        found = _tile_of(document, node)
        if found is None:
            continue
        tile, url = found
        done.update([inner.mem_id for inner in node.traverse()])
        kept = seen.setdefault(tile.mem_id, (url, []))[1]
        looks = (look(document, layout, node, part, currency, country) for part in parts_of(text))
        pair = [sighting for sighting in looks if sighting is not None]
        if len(pair) > 1:
            old_and_new(pair)
        for sighting in pair:
            if sighting.type is PriceType.CURRENT and sighting.tax_included is not False:
                kept.append(sighting)
            elif sighting.type is not PriceType.WAS:
                doubtful.add(tile.mem_id)
    return list(islice(_certain(seen, doubtful), _MOST_TILES))


def _more(document: Document) -> Iterator[str]:
    for node in document.css(_WITHOUT_ADDRESS)[:_MOST_PRICES]:
        if node.mem_id in document.hidden or document.unseen(node) or not document.in_main(node):
            continue
        text = fold(node.text()[:200])
        if len(text) <= _LONGEST_BUTTON and _MORE.fullmatch(text.rstrip(" .…+>")):
            yield text


def _counted(text: str) -> tuple[int | None, int | None]:
    """The numbers of "Showing 1-24 of 113 products"."""
    for match in _COUNTED.finditer(text):
        shown = int(match["shown"])
        total = int(re.sub(r"\D", "", match["total"]))
        if 0 < shown <= total:
            return shown, total
    return None, None


def _certain(seen: dict[int, tuple[str, list[Sighting]]], doubtful: set[int]) -> Iterator[Tile]:
    for tile, (url, sightings) in seen.items():
        amounts: set[Decimal] = {
            one.parsed.amount for one in sightings if one.parsed.amount is not None
        }
        if tile in doubtful or len(amounts) != 1 or any(one.high for one in sightings):
            continue
        first = sightings[0]
        if first.parsed.currency and first.parsed.amount:
            money = Money(amount=first.parsed.amount, currency=first.parsed.currency)
            yield Tile(url=url, price=money, raw=first.text[:80])


def _tile_of(document: Document, node: LexborNode) -> tuple[LexborNode, str] | None:
    """The largest element around a price with one product link, and where that leads."""
    best: tuple[LexborNode, str] | None = None
    around = [node, *ancestors(node, _HIGHEST)]
    for outer in around:
        if outer.tag in ("body", "html", "main", "ul", "ol", "table"):
            break
        addresses = _addresses(document, outer)
        if len(addresses) > 1:
            break
        if addresses:
            best = outer, next(iter(addresses))
    return best


def _addresses(document: Document, node: LexborNode) -> set[str]:
    links = [node, *node.css("a[href]")[:12]] if node.tag == "a" else node.css("a[href]")[:12]
    found: set[str] = set()
    for link in links:
        href = attribute(link, "href") or ""
        if _ACTIONS.search(href):
            continue
        url, _ = document.resolve(href)
        if url is not None:
            found.add(url)
    return found
