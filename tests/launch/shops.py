"""A live shop and its successor on staging: two servers whose pages are known word by word."""

import base64
import io
import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from PIL import Image

from tests.server import Answer, Asked, Route, Shop

LOGIN = "launch:open-sesame-4711"
"""What opens staging; may stand in no file."""


@dataclass(frozen=True)
class Page:
    """A page as both shops write it; `{host}` in the body is the shop's."""

    title: str
    description: str = ""
    h1: str = ""
    body: str = ""
    head: str = ""
    price: str = ""
    stock: str = "InStock"
    sku: str = ""
    canonical: bool = True
    """Names its own address, written out in full."""

    def html(self, host: str, path: str) -> str:
        """The whole page."""
        name = self.h1 or self.title
        canonical = f'<link rel="canonical" href="http://{host}{path}">' if self.canonical else ""
        return (
            f'<!doctype html><html lang="en"><head><meta charset="utf-8">'
            f"<title>{self.title}</title>"
            f'<meta name="description" content="{self.description or self.title + " in short"}">'
            f'<meta name="viewport" content="width=device-width, initial-scale=1">'
            f"{canonical}{self.head}{self._data(name)}</head>"
            f"<body><header><nav>{NAVIGATION}</nav></header><main><h1>{name}</h1>"
            f'<img src="/mug.png" alt="A mug" width="200" height="200">'
            f"{self._offer()}<p>{TEXT}</p>{self.body.replace('{host}', host)}</main></body></html>"
        )

    def _data(self, name: str) -> str:
        if not self.price:
            return ""
        offer = {"@type": "Offer", "price": self.price, "priceCurrency": "EUR",
                 "availability": f"https://schema.org/{self.stock}"}  # fmt: skip
        data = {"@context": "https://schema.org", "@type": "Product", "name": name,
                "sku": self.sku, "image": "/mug.png", "offers": offer}  # fmt: skip
        return f'<script type="application/ld+json">{json.dumps(data)}</script>'

    def _offer(self) -> str:
        if not self.price:
            return ""
        return f'<p class="price">€{self.price}</p><button type="submit">Add to cart</button>'


TEXT = "Our mugs are thrown by hand and fired twice, which is why no two of them are alike. " * 4
PRODUCTS = {f"/products/{name}": name for name in ("blue", "red", "green", "black", "white")}
NAVIGATION = "".join(
    f'<a href="{path}">{path}</a> '
    for path in ("/", "/collections/mugs", *PRODUCTS, "/pages/about")
)
PAGES: Mapping[str, Page] = {
    "/": Page("Blue Mug, the shop for mugs"),
    "/collections/mugs": Page("All our mugs"),
    "/pages/about": Page("About the people of Blue Mug"),
    **{
        path: Page(f"The {name} mug of Blue Mug", price="12.00", sku=f"M-{name}")
        for path, name in PRODUCTS.items()
    },
}
ROBOTS = "User-agent: *\nDisallow: /cart\n"


@dataclass(frozen=True)
class Built:
    """What a shop serves, before it has an address."""

    pages: Mapping[str, Page] = field(default_factory=lambda: dict(PAGES))
    others: Mapping[str, Route] = field(default_factory=dict)
    """Path to something else than a page."""
    robots: str = ROBOTS
    login: str = ""

    def changed(self, path: str, **fields: object) -> "Built":
        """The same with another page there."""
        page = replace(self.pages[path], **fields)  # type: ignore[arg-type]
        return replace(self, pages={**self.pages, path: page})

    def without(self, path: str) -> "Built":
        """The same without a page."""
        return replace(self, pages={at: one for at, one in self.pages.items() if at != path})

    def also(self, **routes: Route) -> "Built":
        """The same with other answers; `old_mug` stands for /old-mug."""
        named = {f"/{name.replace('_', '-')}": route for name, route in routes.items()}
        return replace(self, others={**self.others, **named})


def shop(built: Built) -> Shop:
    """A server, not started, that has all of it."""
    server = Shop({})
    routes: dict[str, Route] = {
        "/robots.txt": Answer(built.robots, type="text/plain"),
        "/mug.png": Answer(_png(), type="image/png"),
        "/sitemap.xml": Answer(_sitemap(server.host, built), type="application/xml"),
        "/favicon.ico": Answer(_png(), type="image/png"),
    }
    routes |= {path: page.html(server.host, path) for path, page in built.pages.items()}
    routes |= built.others
    if built.login:
        routes = {path: _locked(route, built.login) for path, route in routes.items()}
    server.routes = routes
    return server


def with_staging(live: Built, staging: Built, folder: str) -> Shop:
    """A server, not started, of the live shop, which has staging in a folder (`/staging`)."""
    server = shop(live)
    for path, page in staging.pages.items():
        text = page.html(server.host, path)
        for start in ('href="/', 'src="/', '"image": "/', f"http://{server.host}/"):
            text = text.replace(start, f"{start.removesuffix('/')}{folder}/")
        server.routes[folder + path] = text
    server.routes[f"{folder}/mug.png"] = Answer(_png(), type="image/png")
    server.routes |= {folder + path: route for path, route in staging.others.items()}
    return server


def moved(to: str, status: int = 301) -> Answer:
    """A redirect."""
    return Answer("", status, {"Location": to})


def _locked(route: Route, login: str) -> Route:
    wanted = "Basic " + base64.b64encode(login.encode()).decode()

    def answer(asked: Asked) -> Answer:
        if asked.headers.get("Authorization") != wanted:
            return Answer("locked", 401, {"WWW-Authenticate": "Basic"})
        if isinstance(route, str):
            return Answer(route)
        return route if isinstance(route, Answer) else route(asked)

    return answer


def _sitemap(host: str, built: Built) -> str:
    entries = "".join(f"<url><loc>http://{host}{path}</loc></url>" for path in built.pages)
    return f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{entries}</urlset>'


def _png() -> bytes:
    data = io.BytesIO()
    Image.new("RGB", (200, 200), (40, 80, 160)).save(data, "PNG")
    return data.getvalue()
