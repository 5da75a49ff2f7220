"""Kettle & Co, a rival in the manner of WooCommerce: English, prices only in priceSpecification."""

from __future__ import annotations

import json
from decimal import Decimal

from tests.street import web
from tests.street.goods import Product, goods
from tests.street.rivals.shop import RivalShop
from tests.street.rivals.stock import KETTLE
from tests.street.web import Request, Response
from tests.street.world import World


class KettleShop(RivalShop):
    """Every link to /?add-to-cart= in its lists changes a basket; robots.txt forbids them."""

    id = "kettle-and-co"
    habits = KETTLE
    ground = "blush"

    def __init__(self, world: World) -> None:
        super().__init__(world, "kettle")
        self._templates.globals["markup"] = self._markup

    @staticmethod
    def money(amount: Decimal) -> str:
        """`1,299.00`; the templates put the sign in front in its own element."""
        return f"{amount:,.2f}"

    def category_path(self, category: str, number: int = 1) -> str:
        """`/product-category/tea/page/2/`."""
        return f"/product-category/{category}/" + (f"page/{number}/" if number > 1 else "")

    def category_name(self, category: str) -> str:
        """The English name."""
        return goods()["categories"][category]["name"]

    def special(self, request: Request) -> Response | None:
        """robots.txt, the two sitemap files, and pages around the basket."""
        base, path = self.base, request.path
        if path == "/robots.txt":
            lines = (
                "User-agent: *",
                "Disallow: /wp-admin/",
                "Disallow: /*?add-to-cart=",
                "Disallow: /*add-to-cart=*",
                "",
                f"Sitemap: {base}/wp-sitemap.xml",
            )
            return Response(200, "\n".join((*lines, "")).encode(), web.TEXT)
        if path == "/sitemap.xml":
            return web.redirect("/wp-sitemap.xml")
        if path == "/wp-sitemap.xml":
            inner = f"<sitemap><loc>{base}/wp-sitemap-posts-product-1.xml</loc></sitemap>"
            return Response(200, _xml("sitemapindex", inner), web.XML)
        if path == "/wp-sitemap-posts-product-1.xml":
            inner = "".join(f"<url><loc>{base}{at}</loc></url>\n" for at in self.paths())
            return Response(200, _xml("urlset", inner), web.XML)
        if "add-to-cart" in request.query:
            return web.redirect("/cart/", 302)
        if path in ("/cart/", "/my-account/"):
            return self.render("plain.html", heading="Basket" if "cart" in path else "My account")
        return None

    def _markup(self, item: Product) -> str:
        """The JSON-LD of a product: the price is only in a list of specifications."""
        price = {
            "@type": "UnitPriceSpecification",
            "price": str(item.price),
            "priceCurrency": item.currency,
            "valueAddedTaxIncluded": True,
        }
        was = price | {"price": str(item.list_price), "priceType": "https://schema.org/ListPrice"}
        product = {
            "@context": "https://schema.org/",
            "@type": "Product",
            "@id": f"{self.base}{item.path}#product",
            "name": item.name,
            "url": self.base + item.path,
            "description": f"{item.name}, from our warehouse in Bremen.",
            "image": f"{self.base}/media/{item.sku.lower()}.png",
            "sku": item.sku,
            "mpn": item.mpn,
            "brand": {"@type": "Brand", "name": item.brand},
            "offers": [
                {
                    "@type": "Offer",
                    "priceSpecification": [price, was] if item.list_price else [price],
                    "availability": f"https://schema.org/{item.availability}",
                    "url": self.base + item.path,
                    "seller": {"@type": "Organization", "name": "Kettle & Co", "url": self.base},
                }
            ],
        }
        if item.gtin:
            product["gtin"] = item.gtin
        return json.dumps(product, ensure_ascii=False).replace("</", "<\\/")


def _xml(root: str, inner: str) -> bytes:
    space = "http://www.sitemaps.org/schemas/sitemap/0.9"
    head = '<?xml version="1.0" encoding="UTF-8"?>'
    return f'{head}\n<{root} xmlns="{space}">\n{inner}</{root}>\n'.encode()
