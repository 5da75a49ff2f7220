"""The clean pages of the own shop: home, collections, products and written pages."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TypedDict

import yaml

from tests.street.goods import COLOURS, Product, category_of, goods, watched
from tests.street.own import markup
from tests.street.own.page import Buying, Link, Page

PER_PAGE = 24
SORTS = {
    "title-ascending": "Name, A to Z",
    "price-ascending": "Price, low to high",
    "price-descending": "Price, high to low",
}
HOME_TITLE = "Blue Mug | Coffee, tea and kitchen things made to last"
HOME_TEXT = (
    "Pots, cups, kettles and knives from small workshops, tested at our own table, "
    "delivered in two days and repaired when they need it."
)


class TextPage(TypedDict, total=False):
    """One entry of texts.yml."""

    path: str
    also: str
    lang: str
    title: str
    description: str
    heading: str
    blocks: list[str]


@dataclass(frozen=True, slots=True)
class Card:
    """One product in a grid."""

    product: Product
    picture: str
    eager: bool
    """True for the first ones of a page, which a visitor sees at once."""


@cache
def text_pages() -> tuple[TextPage, ...]:
    """The written pages, read once."""
    loaded: list[TextPage] = yaml.safe_load(
        (Path(__file__).parent / "texts.yml").read_text("utf-8")
    )
    return tuple(loaded)


@cache
def collections() -> dict[str, tuple[str, str]]:
    """Handle to (name, one line about it); the five categories, their families, and all."""
    found = {"all": ("All products", "Everything on our shelves, in one long list.")}
    for handle, category in goods()["categories"].items():
        found[handle] = (category["name"], category["line"])
    for family in goods()["families"]:
        line = f"Every {family['noun']} we sell, each one tested at our own table for a year."
        found[family["slug"]] = (family["name"], line)
    return found


def cards(products: list[Product], eager: int = 4) -> list[Card]:
    """Products for a grid; the pictures of the first `eager` load at once."""
    return [
        Card(product, markup.picture_path(product, "front"), at < eager)
        for at, product in enumerate(products)
    ]


def home(base: str, stock: dict[str, Product]) -> Page:
    """The home page: the first watched products are its popular ones."""
    popular = [stock[product.sku] for product in watched()[:15]]
    newest = [stock[f"BM-{number:03d}"] for number in (64, 4, 94, 118)]
    heading = "Good things for slow mornings"
    page = Page("/", "home.html", heading, HOME_TITLE, HOME_TEXT, [base + "/"])
    page.view = {
        "popular": cards(popular, 0),
        "newest": cards(newest, 0),
        "categories": [(f"/collections/{h}", *collections()[h]) for h in goods()["categories"]],
    }
    page.data = markup.shop_json(base)
    page.og = markup.open_graph(page, base, "website", "/images/shelf.png")
    return page


def collection(
    base: str, stock: dict[str, Product], handle: str, query: dict[str, str]
) -> Page | None:
    """One page of a collection, filtered and sorted. None means: there is no such page."""
    if handle not in collections():
        return None
    name, line = collections()[handle]
    inside = [p for p in stock.values() if handle in ("all", p.family, category_of(p.family))]
    colour = query.get("filter.colour")
    shown = _sorted([p for p in inside if colour in (None, p.colour)], query.get("sort_by", ""))
    last = max(1, -(-len(shown) // PER_PAGE))
    number = int(query["page"]) if query.get("page", "1").isdigit() and "page" in query else 1
    if not 1 <= number <= last:
        return None
    path = f"/collections/{handle}"
    own = path + (f"?page={number}" if number > 1 and not colour and "sort_by" not in query else "")
    heading = f"{name}, page {number} of {last}" if number > 1 else name
    summary = f"{heading}. {line} Free delivery from €60."
    title = f"{heading} from small makers | Blue Mug"
    page = Page(own, "collection.html", heading, title, summary, [base + own])
    page.crumbs = [Link("/", "Home")]
    parent = category_of(handle)
    if parent != handle:
        page.crumbs.append(Link(f"/collections/{parent}", collections()[parent][0]))
    keep = "".join(f"{k}={v}&" for k, v in query.items() if k in ("filter.colour", "sort_by"))
    page.view = {
        "line": line,
        "cards": cards(shown[(number - 1) * PER_PAGE : number * PER_PAGE]),
        "count": len(shown),
        "children": [
            Link(f"/collections/{f['slug']}", f["name"])
            for f in goods()["families"]
            if category_of(f["slug"]) == handle
        ],
        "colours": [
            Link(f"{path}?filter.colour={c}", c.capitalize())
            for c in COLOURS
            if any(p.colour == c for p in inside)
        ],
        "sorts": [Link(f"{path}?sort_by={key}", text) for key, text in SORTS.items()],
        "number": number,
        "pages": [
            Link(path + (f"?{keep}page={n}" if n > 1 else f"?{keep}".rstrip("?&")), str(n))
            for n in range(1, last + 1)
        ],
    }
    page.data = [markup.crumbs_json(page.crumbs, page.heading, base)]
    picture = markup.picture_path(shown[0], "front") if shown else "/images/shelf.png"
    page.og = markup.open_graph(page, base, "website", picture)
    return page


def _sorted(products: list[Product], order: str) -> list[Product]:
    if order == "title-ascending":
        return sorted(products, key=lambda p: p.name)
    if order in ("price-ascending", "price-descending"):
        return sorted(products, key=lambda p: p.price, reverse=order.endswith("descending"))
    return products


def product(base: str, stock: dict[str, Product], item: Product) -> Page:
    """A product page."""
    text = description(item)
    page = Page(
        item.path, "product.html", item.name, f"{item.name} | Blue Mug", text, [base + item.path]
    )
    family, category = item.family, category_of(item.family)
    page.crumbs = [
        Link("/", "Home"),
        Link(f"/collections/{category}", collections()[category][0]),
        Link(f"/collections/{family}", collections()[family][0]),
    ]
    page.buying = Buying(item.price, item.list_price, not item.in_stock)
    page.pictures = [
        (markup.picture_path(item, "front"), f"{item.name} in {item.colour}"),
        (markup.picture_path(item, "detail"), f"{item.name}, seen in the evening light"),
    ]
    siblings = [p for p in stock.values() if p.family == family and p.sku != item.sku]
    start = int(item.sku[-1])
    page.view = {
        "product": item,
        "text": text,
        "related": cards((siblings + siblings)[start : start + 4], 0),
    }
    page.data = [
        markup.product_json(item, base, text),
        markup.crumbs_json(page.crumbs, item.name, base),
    ]
    page.og = markup.open_graph(page, base, "product", page.pictures[0][0])
    page.og |= {"og:price:amount": f"{item.price:,.2f}", "og:price:currency": item.currency}
    return page


def description(item: Product) -> str:
    """One or two sentences about a product, different for each."""
    noun = next(f["noun"] for f in goods()["families"] if f["slug"] == item.family)
    made = ("made by hand", "turned and finished by hand", "made in small numbers")[
        int(item.sku[-3:]) % 3
    ]
    return (
        f"{item.name} by {item.brand}: a {item.colour} {noun}, {made}, tested for a year at our "
        f"table and sent within two days."
    )


def text(base: str, path: str) -> Page | None:
    """A written page. None means: there is none at this path."""
    found = next((entry for entry in text_pages() if entry["path"] == path), None)
    if found is None:
        return None
    page = Page(
        path,
        "text.html",
        found["heading"],
        found["title"],
        found["description"],
        [base + path],
        lang=found.get("lang", "en"),
    )
    page.crumbs = [Link("/", "Home")]
    page.view = {"blocks": found["blocks"]}
    page.alternates = alternates(base, found)
    page.data = [markup.crumbs_json(page.crumbs, page.heading, base)]
    page.og = markup.open_graph(page, base, "website", "/images/shelf.png")
    return page


def alternates(base: str, entry: TextPage) -> list[tuple[str, str]]:
    """hreflang pairs of a written page: itself, its twin, and English for everyone else."""
    if "also" not in entry:
        return []
    lang = entry.get("lang", "en")
    both = {lang: entry["path"], ("de" if lang == "en" else "en"): entry["also"]}
    return [("en", base + both["en"]), ("de", base + both["de"]), ("x-default", base + both["en"])]
