"""What a page is for: product, category, search, policy, system, home, content or other."""

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from crawler.extract.buybox import Layout, buy_buttons
from crawler.extract.document import Document, fold
from crawler.extract.head import head_facts
from crawler.extract.identifiers import is_numbered
from crawler.extract.offers import is_challenge, markup_facts
from crawler.extract.offers_dom import dom_candidates
from crawler.extract.offers_markup import MarkupFacts
from crawler.extract.products import products_of
from crawler.extract.structured import structured_facts
from crawler.records import HeadFacts, PageKind, PriceType, StructuredFacts

if TYPE_CHECKING:
    from crawler.platforms.base import PlatformAdapter

_REVIEWS = re.compile(r"/(?:reviews?|bewertungen|avis|opiniones|recensioni)(?:$|[/?])")
"""A page about a product that does not sell it, though it often shows its price."""
_SYSTEM = re.compile(
    r"/(?:cart|basket|bag|checkout|warenkorb|kasse|panier|commande|caisse|carrito|cesta|"
    r"carrello|cassa|winkelwagen|winkelmand|afrekenen|koszyk|login|log-in|signin|"
    r"sign-in|register|account|accounts|my-account|myaccount|konto|mein-konto|anmelden|"
    r"compte|mon-compte|connexion|mi-cuenta|cuenta|account-login|mijn-account|inloggen|"
    r"wishlist|wish-list|wunschliste|merkzettel|liste-de-souhaits|favoris|"
    r"lista-de-deseos|verlanglijst|compare|vergleich|password|forgot-password|"
    r"order-history|order-tracking)(?:$|[/?.])"
    r"|route=(?:checkout|account)/|[?&]main_page=(?:shopping_cart|login|checkout|"
    r"account)|[?&]controller=(?:cart|order|authentication|my-account)",
    re.IGNORECASE,
)
_POLICY = re.compile(
    (
        r"/[^?]*(?:(?<![a-z])(?:returns?|refunds?|shipping|delivery|terms|conditions|"
        r"privacy|imprint|impressum|legal|cookies?|contact|contacts|agb|datenschutz\w*|"
        r"widerruf\w*|versand\w*|kontakt|rueckgabe|r%C3%BCckgabe|zahlung\w*|livraison|"
        r"retours?|cgv|cgu|mentions-legales|confidentialite|contactez-nous|envios?|"
        r"devoluciones|privacidad|aviso-legal|contacto|condiciones|spedizion[ei]|resi|"
        r"privacidad|condizioni|contatti|note-legali|verzending|verzendkosten|retourneren|"
        r"voorwaarden|privacyverklaring|accessibility|warranty|garantie))(?![a-z])"
    ),
    re.IGNORECASE,
)
_SEARCH = re.compile(
    r"/(?:search|suche|recherche|buscar|busqueda|cerca|ricerca|zoeken|catalogsearch|"
    r"szukaj)(?:$|[/?])"
    r"|[?&](?:q|s|query|search|keyword|searchterm|search_query)=",
    re.IGNORECASE,
)
_CONTENT = re.compile(
    (
        r"/(?:blogs?|news|magazin|magazine|journal|articles?|guides?|about(?:-us)?|"
        r"ueber-uns|a-propos|faq|help|stores?|careers?|press)(?:$|[/?])"
    ),
    re.IGNORECASE,
)
_PRODUCT_URL = re.compile(
    (
        r"/(?:products?|produkte?|produits?|productos?|prodott[oi]|item|dp|p|"
        r"artikel)/[^/?]+|/catalogue/[^/?]+_\d+/?(?:$|\?)"
    ),
    re.IGNORECASE,
)
_CATEGORY_URL = re.compile(
    (
        r"/(?:collections?|categor(?:y|ies)|kategorien?|categorie|categoria|c|shop|"
        r"department|catalog(?:ue)?/category)(?:/|$)"
    ),
    re.IGNORECASE,
)
_LANGUAGE_FOLDER = re.compile(r"/[a-z]{2}(?:[-_][a-z]{2,4})?/?", re.IGNORECASE)
_TILES = (
    '[class*="product-card" i],[class*="product-item" i],[class*="product-tile" i],'
    '[class*="product-miniature" i],'
    '[class*="product_pod" i],[class*="product-thumb" i],[class*="product-grid-item" i],'
    '[class*="productcard" i],'
    '[class*="card-wrapper" i],li.product,[class*="grid-product" i],'
    '[class*="product-teaser" i],[class*="product-box" i]'
)
_NEAR = (-300, 1500)
"""Nodes before and after the heading where the saved product pages have their buy button."""
_MANY = 3
"""Other pages beside buy buttons that make a list: a product's own box may link to its brand."""


def kind_of(document: Document, *, platform: "PlatformAdapter", home_url: str) -> PageKind:
    """What the page is for, by its address first and its markup second."""
    head = head_facts(document, document.headers)
    structured = structured_facts(document)
    h1 = document.first("h1")
    markup = markup_facts(document, structured, fold(h1.text()) if h1 is not None else "")
    return page_kind(document, platform, home_url, head, structured, markup)


def page_kind(
    document: Document,
    platform: "PlatformAdapter",
    home_url: str,
    head: HeadFacts,
    structured: StructuredFacts,
    markup: tuple[MarkupFacts, ...],
) -> PageKind:
    """What the page is for, from facts that were already read."""
    if _is_home(document.url, home_url) or _is_home_elsewhere(document.url, home_url, head):
        return PageKind.HOME
    told = platform.kind_of(document.url, document)
    if told is not None:
        return told
    parts = urlsplit(document.url)
    address = f"{parts.path}?{parts.query}" if parts.query else parts.path
    if _SYSTEM.search(address):
        return PageKind.SYSTEM
    if is_challenge(document, head):
        return PageKind.OTHER
    if _is_product(document, head, structured, markup, address):
        return PageKind.PRODUCT
    if _SEARCH.search(address):
        return PageKind.SEARCH
    if _POLICY.search(address) and len(products_of(structured, "json_ld")) == 0:
        return PageKind.POLICY
    if _is_category(document, structured, address):
        return PageKind.CATEGORY
    return PageKind.CONTENT if _reads_like_content(structured, address) else PageKind.OTHER


def looks_like_product(url: str) -> bool:
    """Whether an address is written as shops write those of products: /products/mug."""
    return _PRODUCT_URL.search(urlsplit(url).path) is not None


def _is_home(url: str, home_url: str) -> bool:
    page, home = urlsplit(url), urlsplit(home_url)
    return (
        page.netloc == home.netloc
        and page.path.rstrip("/") == home.path.rstrip("/")
        and page.query == home.query
    )


def _is_home_elsewhere(url: str, home_url: str, head: HeadFacts) -> bool:
    """Whether it is the home page in another language: /de/ that names the home page as a version
    of itself."""
    parts, home = urlsplit(url), urlsplit(home_url)
    if parts.netloc != home.netloc or parts.query or not _LANGUAGE_FOLDER.fullmatch(parts.path):
        return False
    return any(link.url and _is_home(link.url, home_url) for link in head.hreflangs)


def _is_product(
    document: Document,
    head: HeadFacts,
    structured: StructuredFacts,
    markup: tuple[MarkupFacts, ...],
    address: str,
) -> bool:
    listed = max((len(products_of(structured, s)) for s in ("json_ld", "microdata")), default=0)
    if _SEARCH.search(address) and not _PRODUCT_URL.search(address):
        return False
    if _REVIEWS.search(address):
        return False
    for facts in markup:
        if (facts.offers or facts.sku or facts.gtin or facts.brand) and (
            listed <= 2 or _titled(document, facts)
        ):
            return True
    og_type = (head.meta_value("og:type") or "").lower()
    if og_type in ("product", "product.item", "og:product") or head.meta_value(
        "product:price:amount"
    ):
        return True
    if og_type in ("article", "product.group") or structured.of_type(
        "CollectionPage", "Article", "BlogPosting", "NewsArticle"
    ):
        return False
    if _PRODUCT_URL.search(address):
        return True
    if structured.of_type("ItemList"):
        return False
    return _can_buy(document) or is_numbered(document)


def _titled(document: Document, facts: MarkupFacts) -> bool:
    name = (facts.name or "").casefold()
    return bool(name) and any(
        name in (text := fold(node.text()).casefold()) or (len(text) > 5 and text in name)
        for node in document.css("h1,title")[:4]
    )


def _tile_count(document: Document) -> int:
    return sum(1 for node in document.css(_TILES)[:200] if document.in_main(node))


def _can_buy(document: Document) -> bool:
    """A buy button beside a price, both near the heading, and not one of many that lead away.

    A list of products has buttons too: each in a tile that links to another page.
    """
    layout = Layout(document)
    if layout.heading is None:
        return False
    tiles: set[int] = set()
    for node in document.css(_TILES)[:200]:
        if node.mem_id not in tiles and not layout.holds_heading(node):
            tiles.update(inner.mem_id for inner in node.css("*"))
    near = [
        node
        for found in buy_buttons(document, layout)
        for node in found
        if node.mem_id not in tiles and _NEAR[0] <= layout.distance(node) <= _NEAR[1]
    ]
    own = [node for node in near if not layout.in_tile(node)]
    elsewhere = {layout.leads_to(node) for node in near} - {None}
    if not near or (not own and len(elsewhere) >= _MANY):
        return False
    seen = dom_candidates(document, layout, currency=None, country=None)
    return any(one.type is PriceType.CURRENT and one.amount for one in seen)


def _is_category(document: Document, structured: StructuredFacts, address: str) -> bool:
    if structured.of_type("CollectionPage", "ItemList", "OfferCatalog", "ProductCollection"):
        return True
    if len(products_of(structured, "json_ld")) > 1 or len(products_of(structured, "microdata")) > 2:
        return True
    tiles = _tile_count(document)
    return tiles >= 4 or bool(_CATEGORY_URL.search(address))


def _reads_like_content(structured: StructuredFacts, address: str) -> bool:
    if structured.of_type("Article", "BlogPosting", "NewsArticle", "FAQPage", "AboutPage"):
        return True
    return bool(_CONTENT.search(address))
