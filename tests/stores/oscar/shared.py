"""Articles of the demo's own shop under other titles, and others that only look like them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from tests.street.goods import Product, gtin13, own_goods, round_price

TRAILS = {
    "espresso-makers": ("Coffee and tea", "Brewing", "Percolators"),
    "coffee-grinders": ("Coffee and tea", "Grinding", "Hand grinders"),
    "pour-over": ("Coffee and tea", "Brewing", "Drippers"),
    "teapots": ("Coffee and tea", "Tea", "Teapots"),
    "kettles": ("Coffee and tea", "Tea", "Teapots"),
    "tea-tins": ("Coffee and tea", "Tea", "Tea caddys"),
    "mugs": ("Table", "Glass", "Tumblers"),
    "espresso-cups": ("Table", "Glass", "Tumblers"),
    "travel-cups": ("Table", "Glass", "Tumblers"),
    "pots-and-pans": ("Kitchen", "Cookware", "Stockpots"),
    "knives": ("Kitchen", "Knives", "Paring knives"),
    "boards": ("Table", "Plates", "Platters"),
    "bowls": ("Table", "Plates", "Platters"),
    "glasses": ("Table", "Glass", "Tumblers"),
    "carafes": ("Table", "Glass", "Carafes"),
}
"""Family of the demo's shop to a category that this shop has anyway."""
KINDS = ("twins", "packs", "sizes", "colours", "brands", "accessories")


@dataclass(frozen=True, slots=True)
class Shared:
    """One article of the overlap, without its place in a database."""

    upc: str
    title: str
    trail: tuple[str, str, str]
    price: Decimal
    """For a parent that of its first size."""
    twin: str | None
    """Own sku of the same article. None: it is another one."""
    near: str
    """Own sku that it is, or could be taken for."""
    parent: str | None = None
    """UPC of the parent of a size."""
    has_sizes: bool = False


@cache
def shared() -> tuple[Shared, ...]:
    """All of shared.yml, parents before their sizes; always the same."""
    table: dict[str, Any] = yaml.safe_load(Path(__file__).with_suffix(".yml").read_text("utf-8"))
    ours = {item.sku: item for item in own_goods()}
    single = [(kind, *row) for kind in KINDS for row in table[kind]]
    found = [
        Shared(
            upc=_number(code, number, ours[sku]),
            title=title,
            trail=TRAILS[ours[sku].family],
            price=round_price(ours[sku].price * Decimal(str(factor))),
            twin=sku if kind == "twins" else None,
            near=sku,
        )
        for number, (kind, sku, title, code, factor) in enumerate(single)
    ]
    for number, row in enumerate(table["families"]):
        found += _family(len(single) + number, row, ours[row["near"]])
    return tuple(found)


def _family(number: int, row: dict[str, Any], item: Product) -> Iterator[Shared]:
    """A parent, then its sizes, the dearest first as everywhere in this shop."""
    trail, sku, whole = TRAILS[item.family], item.sku, row["twin"] < 0
    upc = _number(row["code"] if whole else "own", number, item)
    twin = sku if whole else None
    yield Shared(upc, row["title"], trail, item.price, twin, sku, has_sizes=True)
    for place in reversed(range(len(row["sizes"]))):
        same = place == row["twin"]
        yield Shared(
            upc=_number(row["code"] if same else "own", number * 10 + place, item),
            title=f"{row['title']}, {row['sizes'][place]}",
            trail=trail,
            price=round_price(item.price * (4 + place) / 4),
            twin=sku if same else None,
            near=sku,
            parent=upc,
        )


def _number(code: str, number: int, item: Product) -> str:
    """What the shop writes as UPC."""
    if code == "gtin":
        assert item.gtin is not None
        return item.gtin
    if code == "other":
        return gtin13(6390000 + number)
    return _inside(number) if code == "shelf" else f"PP{4000 + number}"


def _inside(number: int) -> str:
    """A number that begins with 21, for use inside a shop, with a right check digit."""
    body = f"21{number:010d}"
    total = sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(body))
    return body + str(-total % 10)
