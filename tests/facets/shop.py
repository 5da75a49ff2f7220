"""Seven products behind 2^18 facet addresses a category, and every other way to walk for ever.

Nothing in it tells a shop system, so that no adapter's list of known parameters helps.
"""

import re
from typing import Any
from urllib.parse import quote, unquote, urlsplit

from tests.server import Answer, Asked, Route, Shop

CATEGORIES = {"clothes": (1, 2, 3), "mugs": (4, 5), "art": (6, 7), "sale": (1, 4, 6)}
PRODUCTS = {
    1: "Linen shirt", 2: "Wool hat", 3: "Rain coat", 4: "Blue mug", 5: "Tall mug",
    6: "Framed print", 7: "Small vase",
}  # fmt: skip
FACETS = {
    "Colour": ("Red", "Blue", "Green", "Black", "White"),
    "Size": ("S", "M", "L", "XL"),
    "Brand": ("Ada", "Bo", "Cy", "Di", "Ed"),
    "Material": ("Wool", "Linen", "Clay", "Oak"),
}
VALUES = tuple(f"{name}-{value}" for name, values in FACETS.items() for value in values)
ORDERS = ("product.price.asc", "product.price.desc", "product.name.asc")
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
SIDE_EFFECTS = (
    "/clothes?add-to-cart=1", "/?add_to_wishlist=2", "/logout", "/account/sign-out",
    "/compare/add/3", "/wishlist/delete/4", "/wishlist/add/5", "/cart/remove/6", "/basket/add/7",
    "/cart/empty", "/compare/clear", "/cart?add=1&id_product=2", "/cart?remove_item=abc",
    "/wishlist?action=remove&id=3", "/cart/delete/1", "/checkout/cart/add/product/9",
)  # fmt: skip
"""Links that change something when they are followed."""


def product(number: int) -> str:
    """The path of a product."""
    return f"/{number}-{PRODUCTS[number].lower().replace(' ', '-')}.html"


class FacetShop(Shop):
    """Serves the shop on 127.0.0.1 until the end of the `with` block."""

    def __init__(self) -> None:
        super().__init__({})
        self.routes = _Routes()

    def side_effects(self) -> list[str]:
        """Requests that changed something: there must be none."""
        return [asked.path for asked in self.asked if asked.path in SIDE_EFFECTS]


class _Routes(dict[str, Route]):
    def get(self, path: str, default: Any = None) -> Any:
        """The route of any path; what a test has set itself wins."""
        return super().get(path) or _answer


def _answer(asked: Asked) -> Answer:
    parts = urlsplit(asked.path)
    # Letter case, doubled slashes, a slash at the end and needless encoding make no difference.
    path = re.sub("/+", "/", unquote(parts.path)).lower().rstrip("/") or "/"
    query = dict(part.partition("=")[::2] for part in parts.query.split("&") if part)
    month = re.fullmatch(r"/events/(\d{4})/(\d{1,2})", path)
    if month:
        return _calendar(int(month[1]), int(month[2]))
    if path == "/":
        return _page(asked, "Facets", "<h1>Welcome</h1>" + _side_effects())
    if path == "/news":
        return _news(asked, int(query.get("page", "1")))
    if path[1:] in CATEGORIES:
        return _category(asked, path[1:], query)
    number = re.match(r"/(\d)-", path)
    if number and int(number[1]) in PRODUCTS and path == product(int(number[1])):
        return _product(asked, int(number[1]))
    return Answer("<title>Not found</title><h1>Not found</h1>", status=404)


def _category(asked: Asked, name: str, query: dict[str, str]) -> Answer:
    """A list; its facets add or remove one value of the selection."""
    chosen = {value for value in unquote(query.get("q", "")).split("/") if value}
    rows = [number for number in CATEGORIES[name] if not chosen or number % (len(chosen) + 1) == 0]
    tiles = "".join(
        f'<article class="product"><a href="{product(n)}">{PRODUCTS[n]}</a>'
        f'<span class="price">€{n}9.00</span></article>'
        for n in rows
    )
    facets = "".join(
        f'<li><a href="/{name}?q={_selection(chosen ^ {value})}">{value}</a></li>'
        for value in VALUES
    )
    asked_for = f"q={_selection(chosen)}&" if chosen else ""
    sorts = "".join(f'<a href="/{name}?{asked_for}order={o}">{o}</a> ' for o in ORDERS)
    numbered = f'<a href="/{name}?{asked_for}page={int(query.get("page", "1")) + 1}">more</a>'
    counted = f"<h1>{name.title()}</h1><p>There are {len(rows)} products.</p>"
    body = f"{counted}{tiles}<ul>{facets}</ul><p>{sorts}{numbered}</p>"
    return _page(asked, name.title(), body)


def _selection(chosen: set[str]) -> str:
    return quote("/".join(value for value in VALUES if value in chosen), safe="/")


def _product(asked: Asked, number: int) -> Answer:
    body = (
        f"<h1>{PRODUCTS[number]}</h1>"
        f'<div itemscope itemtype="https://schema.org/Product"><meta itemprop="name" '
        f'content="{PRODUCTS[number]}"><div itemprop="offers" itemscope '
        f'itemtype="https://schema.org/Offer"><meta itemprop="price" content="{number}9.00">'
        f'<meta itemprop="priceCurrency" content="EUR"></div></div>'
        f'<p class="price">€{number}9.00</p><p>Number {number} of seven, made by hand.</p>'
        f'<form action="/cart/add"><button>Add to cart</button></form>'
    )
    return _page(asked, PRODUCTS[number], body)


def _calendar(year: int, month: int) -> Answer:
    before, after = (year, month - 1), (year, month + 1)
    if month == 1:
        before = (year - 1, 12)
    if month == 12:
        after = (year + 1, 1)
    body = (
        f"<h1>Events in {MONTHS[(month - 1) % 12]} {year}</h1><p>Nothing is planned.</p>"
        f'<a href="/events/{before[0]}/{before[1]:02}">back</a> '
        f'<a href="/events/{after[0]}/{after[1]:02}">on</a>'
    )
    return Answer(f"<html><head><title>Events</title></head><body><main>{body}</main></body>")


def _news(asked: Asked, number: int) -> Answer:
    """Three pages of news; every higher number shows the third."""
    shown = min(number, 3)
    words = ("the kiln is lit again", "oak arrived from Denmark", "we paint on Sundays")[shown - 1]
    body = f"<h1>News</h1><p>Today {words}.</p><a href='/news?page={number + 1}'>older</a>"
    return _page(asked, f"News {shown}", body)


def _side_effects() -> str:
    return "".join(
        f'<a href="{path.replace("&", "&amp;")}">Do {n}</a> ' for n, path in enumerate(SIDE_EFFECTS)
    )


def _page(asked: Asked, title: str, body: str) -> Answer:
    menu = "".join(f'<a href="/{name}">{name}</a> ' for name in CATEGORIES)
    odd = '<a href="/Mugs">Mugs</a> <a href="//mugs/">Mugs</a> <a href="/%6Dugs/">Mugs</a>'
    # An identity that changes with every request, by a name that no list holds.
    visit = abs(hash((asked.path, asked.number))) % 10**8
    seen = f'<aside>Seen last: <a href="{product(1 + visit % 7)}?zvisit={visit}">this</a></aside>'
    return Answer(
        f'<!doctype html><html lang="en"><head><title>{title}</title></head><body><nav>{menu}{odd} '
        f'<a href="/events/2026/11">Events</a> <a href="/news">News</a></nav>'
        f"<main>{body}</main>{seen}</body></html>"
    )
