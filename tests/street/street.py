"""The street: own shop, two rivals and a supplier's site, started and stopped together."""

from __future__ import annotations

import csv
import threading
from pathlib import Path
from types import TracebackType

import yaml

from tests.street.goods import Product, category_of, watched
from tests.street.outside import OutsideSite
from tests.street.own.shop import OwnShop
from tests.street.rivals.kettle import KettleShop
from tests.street.rivals.shop import RivalShop
from tests.street.rivals.tassenhaus import TassenhausShop
from tests.street.server import Hit, SiteServer
from tests.street.truth import Truth, load_truth
from tests.street.web import Site
from tests.street.world import World


class Shop:
    """One running shop: its address and its truth."""

    def __init__(self, site: OwnShop | RivalShop, server: SiteServer) -> None:
        self._site = site
        self.id = site.id
        self.url = server.url

    def products(self, night: int | None = None) -> list[Product]:
        """The catalogue on a night; None means the night the street is in."""
        return list(self._site.products(night))


class Outside:
    """The running site that external links lead to."""

    def __init__(self, server: SiteServer) -> None:
        self.url = server.url
        self.port = server.port


class Street:
    """Serves the street while it is open: `with Street(night=1) as street:`.

    The addresses are known as soon as it is made; it answers inside the `with` block.
    """

    def __init__(self, night: int = 1, truth: Truth | None = None) -> None:
        self.truth = truth or load_truth()
        self._world = World(self.truth, night)
        self._hits: list[Hit] = []
        self._lock = threading.Lock()
        own, kettle, tassenhaus = (
            OwnShop(self._world),
            KettleShop(self._world),
            TassenhausShop(self._world),
        )
        outside = OutsideSite(self._world)
        sites: tuple[Site, ...] = (own, kettle, tassenhaus, outside)
        self._servers = [SiteServer(site, self._note) for site in sites]
        self._world.urls = {server.site.id: server.url for server in self._servers}
        self.own = Shop(own, self._servers[0])
        self.rivals = (Shop(kettle, self._servers[1]), Shop(tassenhaus, self._servers[2]))
        self.outside = Outside(self._servers[3])

    def __enter__(self) -> Street:
        for server in self._servers:
            server.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for server in self._servers:
            server.stop()

    @property
    def night(self) -> int:
        """0 is the week before, 1 last night, 2 tonight. Set it to change the world."""
        return self._world.night

    @night.setter
    def night(self, night: int) -> None:
        self._world.night = night

    @property
    def requests(self) -> list[Hit]:
        """Every request answered so far, oldest first, as (shop, method, path, status)."""
        with self._lock:
            return list(self._hits)

    def write_config(self, folder: Path) -> Path:
        """Writes storewalk.yml and products.csv for this street; returns the path of the first."""
        folder.mkdir(parents=True, exist_ok=True)
        self._write_products(folder / "products.csv")
        kettle, tassenhaus = self.rivals
        config = {
            "store": {
                "name": "Blue Mug",
                "id": self.own.id,
                "url": self.own.url,
                "feeds": [f"{self.own.url}/feeds/google.xml"],
                "shipping": {"flat": "3.90", "free_from": "60"},
            },
            "competitors": [
                {
                    "name": "Kettle & Co",
                    "id": kettle.id,
                    "url": kettle.url,
                    "shipping": {"flat": "4.90", "free_from": "40"},
                },
                {"name": "Tassenhaus", "id": tassenhaus.id, "url": tassenhaus.url},
            ],
            "products": "products.csv",
            "market": {"tax_percent": 19},
            "crawl": {
                "max_pages": 1500,
                "requests_per_second": 100,
                "concurrency": 4,
                "contact": "demo@bluemug.example",
                "allow_private": [f"127.0.0.1:{self.outside.port}"],
            },
            "render": {"devices": ["phone"], "max_pages": 26},
            "journeys": {"enabled": True},
            "report": {"title": "Blue Mug: morning walk", "language": "en"},
        }
        target = folder / "storewalk.yml"
        target.write_text(yaml.safe_dump(config, sort_keys=False, allow_unicode=True), "utf-8")
        return target

    def _write_products(self, target: Path) -> None:
        """products.csv: the watched products with the address of each rival that sells them."""
        found = [
            {product.twin: rival.url + product.path for product in rival.products() if product.twin}
            for rival in self.rivals
        ]
        with target.open("w", newline="", encoding="utf-8") as file:
            rows = csv.writer(file)
            facts = ("sku", "name", "url", "brand", "category", "cost")
            rows.writerow([*facts, *(rival.id for rival in self.rivals)])
            for item in watched():
                others = [by_twin.get(item.sku, "") for by_twin in found]
                about = (item.brand, category_of(item.family), item.price * 3 / 5)
                rows.writerow([item.sku, item.name, self.own.url + item.path, *about, *others])

    def _note(self, hit: Hit) -> None:
        with self._lock:
            self._hits.append(hit)
