"""The scripted shop: a server whose HTML is empty, or empty only where lists should be.

with Scripted() as shop: ...              # every path answers 200 with the same shell
with Scripted(hybrid=True) as shop: ...   # the server writes all but the lists
"""

import json
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

from tests.scripted.stock import CATEGORIES, LATE, PER_PAGE, STOCK, Item, listed, pages
from tests.server import Answer, Asked, Route, Shop

NAME = "Clay & Co"
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489"
    "0000000a49444154789c63000100000500010d0a2db40000000049454e44ae426082"
)
SHELL = (
    '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title>Shop</title>'
    '<meta name="viewport" content="width=device-width, initial-scale=1"></head>'
    '<body><div id="root"></div><script src="/app.js"></script></body></html>'
)


@dataclass(frozen=True)
class Truth:
    """What a complete walk must have seen of one product."""

    url: str
    name: str
    price: Decimal
    currency: str
    in_stock: bool


class Scripted(Shop):
    """Serves the shop on 127.0.0.1 until the end of the `with` block."""

    def __init__(self, *, hybrid: bool = False) -> None:
        super().__init__({})
        self.hybrid = hybrid
        self.routes = _Routes(hybrid, self.url)

    def truth(self) -> dict[str, Truth]:
        """Every product by its URL, the one that only scrolling shows included."""
        return {
            truth.url: truth
            for truth in (
                Truth(self.url + item.path[1:], item.name, item.price, "USD", item.in_stock)
                for item in STOCK
            )
        }

    def lists(self) -> list[str]:
        """URLs of every page of every category's list."""
        return [
            f"{self.url}c/{name.lower()}" + (f"?page={page}" if page > 1 else "")
            for name in CATEGORIES
            for page in range(1, pages(name) + 1)
        ]

    def late_product(self) -> str:
        """URL of the product that appears only on scroll."""
        return self.url + LATE.path[1:]

    def rendered(self, path: str) -> int:
        """How often a browser asked for a page, as against Storewalk's plain requests."""
        return sum(
            1
            for asked in self.asked
            if asked.path == path and "Chrome" in asked.headers["User-Agent"]
        )


class _Routes(dict[str, Route]):
    """Answers every path, as a server does that leaves routing to the client."""

    def __init__(self, hybrid: bool, url: str) -> None:
        super().__init__()
        self.hybrid = hybrid
        self.url = url

    def get(self, path: str, default: Any = None) -> Any:
        """The route of a path; what a test has set itself wins."""
        return super().get(path) or self._answer

    def _answer(self, asked: Asked) -> Answer:
        parts = urlsplit(asked.path)
        query = {name: values[0] for name, values in parse_qs(parts.query).items()}
        if parts.path == "/robots.txt":
            return Answer("User-agent: *\nAllow: /\n", type="text/plain")
        if parts.path == "/sitemap.xml" or parts.path.endswith("sitemap_index.xml"):
            return Answer("There is none.", status=404, type="text/plain")
        if parts.path == "/app.js":
            source = (Path(__file__).parent / "app.js").read_text(encoding="utf-8")
            return Answer(source, type="text/javascript", headers={"Cache-Control": "max-age=600"})
        if parts.path.startswith("/img/"):
            return Answer(PNG, type="image/png")
        if parts.path.startswith("/api/"):
            return _json(_data(parts.path.removeprefix("/api/"), query))
        if self.hybrid:
            return _server_page(parts.path, query, self.url)
        return Answer(SHELL)


def _json(data: object) -> Answer:
    status = 404 if data is None else 200
    return Answer(json.dumps(data), status=status, type="application/json")


def _data(path: str, query: dict[str, str]) -> object:
    """What the shop's interface says; None means not found."""
    if path == "shop":
        rows = [{"name": name, "path": f"/c/{name.lower()}"} for name in CATEGORIES]
        return {"name": NAME, "categories": rows}
    if path == "late":
        return {"items": [LATE.data()]}
    if path == "products":
        name = query.get("category", "").title()
        number = int(query.get("page", "1"))
        if name not in CATEGORIES or not 1 <= number <= pages(name):
            return None
        shown = listed(name)[(number - 1) * PER_PAGE : number * PER_PAGE]
        items = [item.data() for item in shown]
        return {"name": name, "page": number, "pages": pages(name), "items": items}
    item = _item(path.removeprefix("products/"))
    return item.data() if item else None


def _item(number: str) -> Item | None:
    return next((item for item in STOCK if str(item.number) == number), None)


def _server_page(path: str, query: dict[str, str], url: str) -> Answer:
    """A page of the hybrid shop, whole but for the products in lists."""
    kind, _, name = path.removeprefix("/").partition("/")
    item = _item(name) if kind == "product" else None
    if not kind:
        late = '<div style="height:3000px">Our story</div>' + _tile(LATE)
        body = f"<h1>{NAME}</h1><p>Everything for the table, made by hand.</p>{late}"
        return Answer(_page(NAME, body, url))
    if kind == "c" and name.title() in CATEGORIES:
        number = query.get("page", "1")
        body = f'<h1>{name.title()}</h1><div data-category="{name}" data-page="{number}"></div>'
        canonical = f"{url}c/{name}" + (f"?page={number}" if number != "1" else "")
        return Answer(_page(f"{name.title()}, page {number}", body, canonical))
    if item:
        return Answer(_page(item.name, _product(item), url + item.path[1:]))
    if path == "/pages/terms":
        return Answer(
            _page("Terms", "<h1>Terms</h1><p>Pots are sent in straw.</p>", url + path[1:])
        )
    gone = _page("Not found", "<h1>We could not find this page</h1>", url + path[1:])
    return Answer(gone, status=404)


def _page(title: str, body: str, canonical: str) -> str:
    menu = "".join(f'<a href="/c/{name.lower()}">{name}</a> ' for name in CATEGORIES)
    return (
        f'<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title>{title}</title>'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<link rel="canonical" href="{canonical}"></head><body>'
        f'<header><nav><a href="/">Start</a> {menu}</nav></header><main>{body}</main>'
        '<footer><a href="/pages/terms">Terms</a></footer><script src="/app.js"></script>'
        "</body></html>"
    )


def _price(item: Item) -> str:
    whole, cents = str(item.price).split(".")
    return f'<div class="price"><small>$</small><b>{whole}</b><span>.{cents}</span></div>'


def _tile(item: Item) -> str:
    return f'<p class="product-card"><a href="{item.path}">{item.name}</a>{_price(item)}</p>'


def _product(item: Item) -> str:
    stock, words = ("InStock", "In stock") if item.in_stock else ("OutOfStock", "Sold out")
    data = {
        "@context": "https://schema.org",
        "@type": "Product",
        "name": item.name,
        "sku": f"S-{item.number}",
        "offers": {
            "@type": "Offer",
            "price": str(item.price),
            "priceCurrency": "USD",
            "availability": f"https://schema.org/{stock}",
        },
    }
    disabled = "" if item.in_stock else " disabled"
    return (
        f'<script type="application/ld+json">{json.dumps(data)}</script><h1>{item.name}</h1>'
        f'<img src="/img/{item.number}.png" alt="{item.name}">{_price(item)}'
        f'<p class="stock">{words}</p><button class="add-to-cart"{disabled}>Add to cart</button>'
    )
