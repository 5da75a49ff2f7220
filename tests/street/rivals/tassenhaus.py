"""Tassenhaus, a rival in the manner of Magento 2: German, microdata, `1.299,00 €`."""

from __future__ import annotations

from decimal import Decimal

from tests.street import web
from tests.street.goods import goods, slug
from tests.street.rivals.shop import RivalShop
from tests.street.rivals.stock import TASSENHAUS
from tests.street.web import Request, Response
from tests.street.world import World


class TassenhausShop(RivalShop):
    """Its pages carry no JSON-LD at all."""

    id = "tassenhaus"
    habits = TASSENHAUS
    ground = "mist"

    def __init__(self, world: World) -> None:
        super().__init__(world, "tassenhaus")
        self._templates.filters["plain"] = lambda amount: f"{amount.normalize():f}"

    @staticmethod
    def money(amount: Decimal) -> str:
        """`1.299,00 €`, with a space that does not break."""
        swapped = f"{amount:,.2f}".translate(str.maketrans(",.", ".,"))
        return f"{swapped}\u00a0€"

    def category_path(self, category: str, number: int = 1) -> str:
        """`/kueche.html?p=2`."""
        return f"/{slug(self.category_name(category))}.html" + (
            f"?p={number}" if number > 1 else ""
        )

    def category_name(self, category: str) -> str:
        """The German name."""
        return goods()["categories"][category]["german"]

    def special(self, request: Request) -> Response | None:
        """robots.txt, the sitemap, and pages around the basket."""
        if request.path == "/robots.txt":
            lines = (
                "User-agent: *",
                "Disallow: /checkout/",
                "Disallow: /customer/",
                "Disallow: /catalogsearch/",
                f"Sitemap: {self.base}/sitemap.xml",
            )
            return Response(200, "\n".join((*lines, "")).encode(), web.TEXT)
        if request.path == "/sitemap.xml":
            entries = "".join(f"<url><loc>{self.base}{at}</loc></url>\n" for at in self.paths())
            text = (
                '<?xml version="1.0" encoding="UTF-8"?>\n'
                f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{entries}</urlset>\n'
            )
            return Response(200, text.encode(), web.XML)
        if request.path in ("/checkout/cart/", "/customer/account/"):
            heading = "Warenkorb" if "cart" in request.path else "Mein Konto"
            return self.render("plain.html", heading=heading)
        return None
