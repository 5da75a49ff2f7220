"""A small shop with a real basket: sessions by cookie, and faults that a test plants."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from decimal import Decimal
from http.cookies import SimpleCookie
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from tests.server import Answer


@dataclass(frozen=True)
class Goods:
    """Something to buy."""

    id: str
    name: str
    price: Decimal
    sizes: tuple[str, ...] = ()
    """Of which the first is sold out."""


MUG = Goods("blue-mug", "Blue mug", Decimal("12.90"))
SHIRT = Goods("linen-shirt", "Linen shirt", Decimal("39.00"), ("S", "M", "L"))
KETTLE = Goods("red-kettle", "Red kettle", Decimal("59.00"))
GOODS = (MUG, SHIRT, KETTLE)


@dataclass(frozen=True)
class Request:
    """One request as the shop saw it."""

    method: str
    path: str
    query: dict[str, str]
    form: dict[str, str]
    session: str
    headers: dict[str, str] = field(default_factory=dict)


@dataclass
class Basket:
    """What one visitor has chosen."""

    lines: dict[str, int] = field(default_factory=dict)
    """Number by goods id."""
    message: str = ""
    """Shown once on the next page."""

    @property
    def count(self) -> int:
        return sum(self.lines.values())


class Platform:
    """How a shop system lays out its addresses and pages; each one says what is different."""

    name = "generic"
    language = "en"
    home, category, search, basket = "/", "/mugs/", "/search", "/cart/"
    checkout, add, remove, order = "/checkout/", "/cart/add", "/cart/remove", "/order"
    searched = "q"
    head = ""

    def product(self, goods: Goods) -> str:
        """Path of a product's page."""
        return f"/product/{goods.id}/"

    def place(self, asked: Request) -> tuple[str, Goods | None]:
        """What a request is for: home, category, search, product, add, basket, ..."""
        for kind in ("home", "category", "search", "basket", "checkout", "add", "remove", "order"):
            if asked.path == getattr(self, kind):
                return kind, self.goods(asked)
        for goods in GOODS:
            if asked.path == urlsplit(self.product(goods)).path:
                return "product", goods
        return "nothing", None

    def goods(self, asked: Request) -> Goods | None:
        """The goods that a form names."""
        wanted = asked.form.get("id") or asked.query.get("id")
        return next((goods for goods in GOODS if goods.id == wanted), None)

    def money(self, amount: Decimal) -> str:
        return f"€{amount}"

    def header(self, basket: Basket) -> str:
        return ""

    def tile(self, goods: Goods) -> str:
        return (
            f'<li class="product"><a href="{self.product(goods)}"><h2>{goods.name}</h2>'
            f'<span class="price">{self.money(goods.price)}</span></a></li>'
        )

    def list_page(self, found: tuple[Goods, ...]) -> str:
        if not found:
            return "<p>No products were found matching your selection.</p>"
        return f'<ul class="products">{"".join(map(self.tile, found))}</ul>'

    def product_page(self, shop: "DemoShop", goods: Goods) -> str:
        raise NotImplementedError

    def basket_page(self, shop: "DemoShop", basket: Basket) -> str:
        raise NotImplementedError

    def checkout_page(self, shop: "DemoShop", basket: Basket) -> str:
        raise NotImplementedError

    def login_page(self, shop: "DemoShop") -> str:
        return (
            "<h1>Sign in to check out</h1><form method=post action=/login>"
            "<label>E-mail <input type=email name=username></label>"
            "<label>Password <input type=password name=password></label>"
            "<button>Sign in</button></form>"
        )

    def added(self, shop: "DemoShop", basket: Basket, goods: Goods) -> Answer:
        """What answers the form that adds: back to the product's page, with a message."""
        basket.message = f"{goods.name} has been added to your cart."
        return Answer(status=302, headers={"Location": self.product(goods)})

    def message(self, text: str) -> str:
        return f'<div class="message" role="status">{text}</div>'

    def complaint(self, text: str) -> str:
        return f'<div class="error" role="alert">{text}</div>'

    def special(self, shop: "DemoShop", asked: Request, basket: Basket) -> Answer | None:
        """Addresses that only this system has."""
        return None


def product_data(goods: Goods) -> str:
    """JSON-LD of a product."""
    offer = {"@type": "Offer", "price": str(goods.price), "priceCurrency": "EUR",
             "availability": "https://schema.org/InStock"}  # fmt: skip
    data = {"@context": "https://schema.org", "@type": "Product", "name": goods.name,
            "sku": goods.id, "offers": offer}  # fmt: skip
    return f'<script type="application/ld+json">{json.dumps(data)}</script>'


class DemoShop:
    """A running shop of one system, with faults that can be planted and taken away."""

    def __init__(self, platform: Platform) -> None:
        self.platform = platform
        self.faults: set[str] = set()
        self.asked: list[Request] = []
        self.baskets: dict[str, Basket] = {}
        self.url = ""

    def again(self, *faults: str) -> None:
        """Forget everything, and have these faults from now on."""
        self.faults = set(faults)
        self.asked.clear()
        self.baskets.clear()

    def posts(self) -> list[str]:
        """Paths that were written to."""
        return [asked.path for asked in self.asked if asked.method == "POST"]

    def price_in_basket(self, goods: Goods) -> Decimal:
        return goods.price + (Decimal("2.00") if "price-changes" in self.faults else 0)

    def answer(self, asked: Request) -> Answer:
        self.asked.append(asked)
        basket = self.baskets.setdefault(asked.session, Basket())
        special = self.platform.special(self, asked, basket)
        if special is not None:
            return special
        kind, goods = self.platform.place(asked)
        platform = self.platform
        if kind == "add" and goods is not None:
            return self._add(asked, basket, goods)
        if kind == "remove":
            if goods is None:
                basket.lines.clear()
            else:
                basket.lines.pop(goods.id, None)
            return Answer(status=302, headers={"Location": platform.basket})
        if kind == "home":
            links = f'<p><a href="{platform.category}">Mugs and kettles</a></p>'
            return self.page("Welcome", links + platform.list_page(GOODS[:2]), basket)
        if kind == "category":
            narrowed = any(name.startswith("filter") for name in asked.query)
            found = GOODS[:1] if narrowed and "filter-dead" not in self.faults else GOODS
            return self.page("Mugs", "<h1>Mugs</h1>" + platform.list_page(found), basket)
        if kind == "search":
            return self._search(asked, basket)
        if kind == "product" and goods is not None:
            if "console-error" in self.faults:
                body = platform.product_page(self, goods) + "<script>undefined.size()</script>"
                return self.page(goods.name, body, basket)
            return self.page(goods.name, platform.product_page(self, goods), basket)
        if kind == "basket":
            return self.page("Your cart", platform.basket_page(self, basket), basket)
        if kind == "checkout":
            if "checkout-500" in self.faults:
                return Answer("<h1>Internal Server Error</h1>", status=500)
            if "account-forced" in self.faults:
                return self.page("Sign in", platform.login_page(self), basket)
            return self.page("Checkout", platform.checkout_page(self, basket), basket)
        return Answer("<h1>Not found</h1>", status=404)

    def _add(self, asked: Request, basket: Basket, goods: Goods) -> Answer:
        if "add-error" in self.faults:
            basket.message = "error: Sorry, this product cannot be purchased."
            if "fetch" in asked.form:
                return Answer('{"error": "Sorry, this product cannot be purchased."}',
                              type="application/json")  # fmt: skip
            return Answer(status=302, headers={"Location": self.platform.product(goods)})
        if "basket-empty" not in self.faults:
            basket.lines[goods.id] = basket.lines.get(goods.id, 0) + 1
        return self.platform.added(self, basket, goods)

    def _search(self, asked: Request, basket: Basket) -> Answer:
        words = asked.query.get(self.platform.searched, "").lower()
        found = tuple(goods for goods in GOODS if words in goods.name.lower())
        if "search-dead" in self.faults:
            found = ()
        return self.page("Search", "<h1>Search</h1>" + self.platform.list_page(found), basket)

    def page(self, title: str, body: str, basket: Basket) -> Answer:
        """A whole page."""
        platform = self.platform
        shown = ""
        if basket.message.startswith("error: "):
            shown = platform.complaint(basket.message.removeprefix("error: "))
        elif basket.message:
            shown = platform.message(basket.message)
        basket.message = ""
        style = "<style>body{font:16px sans-serif} input,select,button,a{font:inherit}</style>"
        if "input-small" in self.faults:
            style += "<style>input{font-size:13px !important}</style>"
        return Answer(
            f'<!doctype html><html lang="{platform.language}"><head><title>{title}</title>'
            '<meta name="viewport" content="width=device-width, initial-scale=1">'
            f"{style}{platform.head}</head><body><header>{platform.header(basket)}</header>"
            f'<main id="content">{shown}{body}</main>'
            '<footer><form action="/newsletter" method="post">'
            '<input type="email" name="newsletter_email" placeholder="Your e-mail">'
            "<button>Subscribe</button></form></footer></body></html>"
        )


@contextmanager
def opened(platform: Platform) -> Iterator[DemoShop]:
    """A running shop on a free port."""
    shop = DemoShop(platform)

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def _serve(self) -> None:
            parts = urlsplit(self.path)
            length = int(self.headers.get("Content-Length") or 0)
            body = self.rfile.read(length).decode()
            form: dict[str, Any] = {}
            if body.startswith("{"):
                form = {**json.loads(body), "fetch": "1"}
            elif body:
                form = dict(parse_qsl(body))
            cookie = SimpleCookie(self.headers.get("Cookie", ""))
            sid = cookie["sid"].value if "sid" in cookie else f"s{len(shop.baskets)}"
            asked = Request(
                self.command,
                parts.path,
                dict(parse_qsl(parts.query)),
                form,
                sid,
                dict(self.headers),
            )
            answer = shop.answer(asked)
            data = answer.body.encode() if isinstance(answer.body, str) else answer.body
            self.send_response(answer.status)
            for name, value in {"Content-Type": answer.type, **answer.headers}.items():
                self.send_header(name, value)
            self.send_header("Set-Cookie", f"sid={sid}; Path=/")
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        do_GET = do_POST = do_PUT = _serve  # noqa: N815

        def log_message(self, *args: Any) -> None:
            """Quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    shop.url = f"http://127.0.0.1:{server.server_port}/"
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}).start()
    try:
        yield shop
    finally:
        server.shutdown()
        server.server_close()
