"""Blue Mug: answers every request to the own shop, faults of the night put in."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from tests.street import web
from tests.street.goods import OUT_OF_STOCK, Product, changed, own_goods
from tests.street.own import basket, faults, lists, markup, pages, sitemap
from tests.street.own.page import Link, Page
from tests.street.pictures import product_picture, shelf_picture
from tests.street.web import Request, Response
from tests.street.world import World

FOLDER = Path(__file__).parent / "templates"
SHELF = ("teapot", "mug", "moka", "bottle")
# What the theme says about itself; a crawler may learn the platform from it.
PLATFORM = ("powered-by", "Shopify")


class OwnShop:
    """The shop that is audited. It reads the night from the world at every request."""

    id = "blue-mug"

    def __init__(self, world: World) -> None:
        self._world = world
        self._templates = web.templates(FOLDER)
        self._templates.filters["money"] = markup.money
        self._catalogues: dict[int, tuple[Product, ...]] = {}
        self._style = (FOLDER / "style.css").read_bytes()

    @property
    def base(self) -> str:
        """The shop's own address."""
        return self._world.urls[self.id]

    def products(self, night: int | None = None) -> tuple[Product, ...]:
        """The catalogue on a night; None means tonight. Includes faults of price and stock."""
        at = self._world.night if night is None else night
        if at not in self._catalogues:
            self._catalogues[at] = self._catalogue(at)
        return self._catalogues[at]

    def _catalogue(self, at: int) -> tuple[Product, ...]:
        truth = self._world.truth
        by_path = {product.path: product.sku for product in own_goods()}
        prices = truth.prices(self.id, at) | {
            by_path[fault.path]: Decimal("0.00")
            for fault in truth.with_check("price/price-zero", at)
        }
        stock = truth.stock(self.id, at) | {
            by_path[fault.path]: OUT_OF_STOCK
            for fault in truth.with_check("price/stock-visible-vs-markup", at)
        }
        return changed(own_goods(), prices, stock)

    def respond(self, request: Request) -> Response:
        """The answer to any request."""
        planned = self._world.truth.answer(request.path, self._world.night)
        if planned is not None:
            return self._planned(*planned)
        stock = {product.sku: product for product in self.products()}
        found = self._file(request, stock) or self._basket(request, stock)
        if found is not None:
            return found
        page = self._page(request, stock)
        return self._not_found() if page is None else self._render(page)

    def _planned(self, status: int, to: str) -> Response:
        if to:
            return web.redirect(to, status, PLATFORM)
        page = self._plain(Link("/error", "Something went wrong"), "Please try again later.")
        return self._render(page, status)

    def _file(self, request: Request, stock: dict[str, Product]) -> Response | None:
        """robots.txt, sitemaps, stylesheet and pictures."""
        path, truth, night = request.path, self._world.truth, self._world.night
        if path == "/robots.txt":
            blocked = truth.with_check("seo/robots-blocks-money-page", night)
            return Response(200, sitemap.robots(self.base, blocked), web.TEXT)
        if path == "/sitemap.xml":
            return Response(200, sitemap.index(self.base), web.XML)
        if path == "/sitemap_pages.xml":
            return Response(200, sitemap.others(self.base), web.XML)
        if path == "/sitemap_products.xml.gz":
            broken = truth.with_check("seo/sitemap-url-broken", night)
            data = sitemap.products(self.base, list(stock.values()), broken)
            return Response(200, data, "application/gzip")
        if path == lists.FEED:
            planted = tuple(f for f in truth.planted(night) if f.check in faults.IN_FEED)
            return Response(200, lists.feed(self.base, list(stock.values()), planted), web.XML)
        if path == lists.DATA:
            planted = tuple(f for f in truth.planted(night) if f.check in faults.IN_DATA)
            return Response(200, lists.data(list(stock.values()), planted), "application/json")
        if path == "/assets/style.css":
            return web.stylesheet(self._style)
        if path in ("/favicon.ico", "/images/logo.png"):
            return web.picture(product_picture("mug", "blue", "mist", 96))
        if path == "/images/shelf.png":
            return web.picture(shelf_picture(SHELF, "blue", 1260, 525))
        name, _, side = path.removeprefix("/images/").removesuffix(".png").rpartition("-")
        item = stock.get(name.upper())
        if path.startswith("/images/") and item and side in ("front", "detail"):
            ground = "cream" if side == "front" else "mist"
            return web.picture(product_picture(item.shape, item.colour, ground))
        return None

    def _basket(self, request: Request, stock: dict[str, Product]) -> Response | None:
        """Basket and checkout."""
        held = basket.read(request.cookies.get(basket.COOKIE, ""))
        if request.path == "/cart/add" and request.method == "POST":
            sku = request.form.get("id", "")
            count = request.form.get("quantity", "1")
            if basket.lines({sku: 1}, stock) and count.isdigit():
                held[sku] = held.get(sku, 0) + int(count)
            return web.redirect("/cart", 303, ("Set-Cookie", basket.write(held)), PLATFORM)
        if request.path == "/cart/change":
            held.pop(request.query.get("id", ""), None)
            return web.redirect("/cart", 303, ("Set-Cookie", basket.write(held)), PLATFORM)
        if request.path in ("/cart", "/checkout"):
            lines = basket.lines(held, stock)
            page = self._plain(
                Link(request.path, "Your basket" if request.path == "/cart" else "Checkout")
            )
            page.template = request.path.strip("/") + ".html"
            page.view = {"lines": lines, "total": sum((line.total for line in lines), Decimal(0))}
            return self._render(page)
        return None

    def _page(self, request: Request, stock: dict[str, Product]) -> Page | None:
        """The clean page at a path. None means: there is none."""
        path = request.path
        if path == "/":
            return pages.home(self.base, stock)
        if path.startswith("/collections/"):
            handle = path.removeprefix("/collections/")
            return pages.collection(self.base, stock, handle, request.query)
        if path.startswith("/products/"):
            item = next((p for p in stock.values() if p.path == path), None)
            return pages.product(self.base, stock, item) if item else None
        if path == "/search":
            return self._search(request.query.get("q", ""), stock)
        if path == "/account":
            return self._plain(Link(path, "Your account"), "Orders are kept for two years.")
        return pages.text(self.base, path)

    def _search(self, words: str, stock: dict[str, Product]) -> Page:
        page = self._plain(Link("/search", "Search"))
        found = [p for p in stock.values() if words and words.lower() in p.name.lower()]
        page.template = "search.html"
        page.view = {"words": words, "cards": pages.cards(found[: pages.PER_PAGE])}
        return page

    def _plain(self, link: Link, *blocks: str) -> Page:
        """A page outside the index: basket, account, messages."""
        page = Page(
            link.href,
            "text.html",
            link.text,
            f"{link.text} | Blue Mug",
            f"{link.text} at Blue Mug.",
            [self.base + link.href],
            robots="noindex",
        )
        page.view = {"blocks": list(blocks)}
        return page

    def _not_found(self) -> Response:
        page = self._plain(Link("/404", "Page not found"), "It may have been sold or renamed.")
        return self._render(page, 404)

    def _render(self, page: Page, status: int = 200) -> Response:
        """The page as HTML, tonight's faults put in."""
        tonight = self._world.truth.on_page(page.path, self._world.night)
        outside = self._world.urls["outside"]
        tonight = tuple(
            replace(fault, value=outside + fault.path) if fault.host else fault for fault in tonight
        )
        faults.apply(page, tonight, self.base)
        text = self._templates.get_template(page.template).render(
            page=page,
            scripts=markup.script_texts(page),
            outside=outside,
            home=page.path == "/",
            menu=[Link(f"/collections/{h}", n) for h, (n, _) in _menu()],
            shop=self.base.removeprefix("http://"),
        )
        return web.page(text, status, PLATFORM)


def _menu() -> list[tuple[str, tuple[str, str]]]:
    """The five categories."""
    return [entry for entry in pages.collections().items() if entry[0] != "all"][:5]
