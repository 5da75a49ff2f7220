"""What both rivals have in common: routes, pictures, sitemap. Each one adds its own manners."""

from __future__ import annotations

from abc import ABC, abstractmethod
from decimal import Decimal
from pathlib import Path

from tests.street import web
from tests.street.goods import Product, category_of, changed, goods
from tests.street.pictures import product_picture, shelf_picture
from tests.street.rivals.stock import Habits, rival_goods
from tests.street.web import Request, Response
from tests.street.world import World

PER_PAGE = 12
SHELF = ("kettle", "cup", "tumbler", "bowl")


class RivalShop(ABC):
    """A shop that is watched, not audited."""

    id: str
    habits: Habits
    ground: str
    """Background of its pictures."""

    def __init__(self, world: World, templates: str) -> None:
        folder = Path(__file__).parent / "templates" / templates
        self._world = world
        self._templates = web.templates(folder)
        self._templates.filters["money"] = self.money
        self._catalogues: dict[int, tuple[Product, ...]] = {}
        self._style = (folder / "style.css").read_bytes()

    @property
    def base(self) -> str:
        """The shop's own address."""
        return self._world.urls[self.id]

    def products(self, night: int | None = None) -> tuple[Product, ...]:
        """The catalogue on a night; None means tonight."""
        at = self._world.night if night is None else night
        if at not in self._catalogues:
            truth = self._world.truth
            self._catalogues[at] = changed(
                rival_goods(self.habits), truth.prices(self.id, at), truth.stock(self.id, at)
            )
        return self._catalogues[at]

    @staticmethod
    @abstractmethod
    def money(amount: Decimal) -> str:
        """A price as this shop writes it."""

    @abstractmethod
    def category_path(self, category: str, number: int = 1) -> str:
        """Path and query of one page of a category."""

    @abstractmethod
    def category_name(self, category: str) -> str:
        """Its name in this shop's language."""

    @abstractmethod
    def special(self, request: Request) -> Response | None:
        """robots.txt, sitemaps and whatever only this shop has. None means: not mine."""

    def respond(self, request: Request) -> Response:
        """The answer to any request."""
        found = self.special(request) or self._file(request.path)
        if found is not None:
            return found
        if request.path == "/":
            return self.render("home.html", shown=self.products()[:PER_PAGE])
        asked = self._category(request)
        if asked is not None:
            return asked
        item = next((p for p in self.products() if p.path == request.path), None)
        if item is not None:
            return self._product(item)
        return self.render("missing.html", 404)

    def _file(self, path: str) -> Response | None:
        if path == "/style.css":
            return web.stylesheet(self._style)
        if path == "/favicon.ico":
            return web.picture(product_picture("kettle", "teal", self.ground, 96))
        if path == "/media/shelf.png":
            return web.picture(shelf_picture(SHELF, "terracotta", 960, 360))
        sku = path.removeprefix("/media/").removesuffix(".png").upper()
        item = next((p for p in self.products() if p.sku == sku), None)
        if path.startswith("/media/") and item:
            return web.picture(product_picture(item.shape, item.colour, self.ground))
        return None

    def _category(self, request: Request) -> Response | None:
        """A page of a category, if the request asks for one."""
        number = request.query.get("p", "1")
        asked = request.path + (f"?p={number}" if number != "1" else "")
        for category in goods()["categories"]:
            inside = [p for p in self.products() if category_of(p.family) == category]
            last = -(-len(inside) // PER_PAGE)
            for at in range(1, last + 1):
                if asked == self.category_path(category, at):
                    return self.render(
                        "category.html",
                        category=category,
                        name=self.category_name(category),
                        number=at,
                        pages=[self.category_path(category, n) for n in range(1, last + 1)],
                        shown=inside[(at - 1) * PER_PAGE : at * PER_PAGE],
                    )
        return None

    def _product(self, item: Product) -> Response:
        category = category_of(item.family)
        others = [p for p in self.products() if p.family == item.family and p.sku != item.sku]
        return self.render(
            "product.html",
            item=item,
            category=category,
            name=self.category_name(category),
            category_path=self.category_path(category),
            others=others[:4],
        )

    def render(self, template: str, status: int = 200, **values: object) -> Response:
        """A page with the shop's frame around it."""
        menu = [(self.category_path(c), self.category_name(c)) for c in goods()["categories"]]
        text = self._templates.get_template(template).render(base=self.base, menu=menu, **values)
        return web.page(text, status)

    def paths(self) -> list[str]:
        """Every page that belongs into a sitemap."""
        lists = [self.category_path(category) for category in goods()["categories"]]
        return ["/", *lists, *(item.path for item in self.products())]
