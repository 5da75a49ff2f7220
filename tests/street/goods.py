"""What the shops of the street sell: products, their prices tonight, and their categories."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import TypedDict

import yaml

IN_STOCK = "InStock"
OUT_OF_STOCK = "OutOfStock"
COLOURS = ("blue", "green", "terracotta", "sand", "plum", "teal", "graphite", "mustard")


class FamilyRow(TypedDict):
    """One family as goods.yml writes it."""

    slug: str
    name: str
    noun: str
    german: str
    shape: str
    sizes: list[str]
    models: list[str]


class Goods(TypedDict):
    """The whole of goods.yml."""

    brands: list[str]
    categories: dict[str, dict[str, str]]
    families: list[FamilyRow]
    kettle_models: list[str]
    tassenhaus_models: list[str]


@dataclass(frozen=True, slots=True)
class Variant:
    """One size of a product."""

    sku: str
    size: str
    price: Decimal


@dataclass(frozen=True, slots=True)
class Product:
    """One product as one shop sells it on one night. This is the truth that tests compare with."""

    sku: str
    name: str
    path: str
    """URL path in its shop: `/products/alba-espresso-maker-3-cups`."""
    price: Decimal
    """What a shopper pays for the product as it is first shown."""
    list_price: Decimal | None
    """The struck-out former price. None means: not on sale."""
    currency: str
    availability: str
    """`InStock` or `OutOfStock`."""
    gtin: str | None
    """EAN-13 with a right check digit. None means: the shop does not show one."""
    brand: str
    mpn: str
    family: str
    shape: str
    colour: str
    size: str
    variants: tuple[Variant, ...] = ()
    """The sizes on offer, cheapest and preselected first. Empty means: no choice."""
    twin: str | None = None
    """A rival's product only: the sku of the same article in the own shop."""

    @property
    def handle(self) -> str:
        """The last part of the path, without an ending."""
        return self.path.rstrip("/").rsplit("/", 1)[-1].removesuffix(".html")

    @property
    def in_stock(self) -> bool:
        """Whether a shopper can buy it tonight."""
        return self.availability == IN_STOCK


@cache
def goods() -> Goods:
    """The stock list, read once."""
    loaded: Goods = yaml.safe_load((Path(__file__).parent / "goods.yml").read_text("utf-8"))
    return loaded


def category_of(family: str) -> str:
    """The top category of a family, or the category itself when it is one already."""
    parents: dict[str, str] = {row["slug"]: str(dict(row)["in"]) for row in goods()["families"]}
    return parents.get(family, family)


def slug(text: str) -> str:
    """A URL part: lower case, plain letters, digits and hyphens."""
    plain = text.lower().replace("ä", "ae").replace("ö", "oe").replace("ü", "ue")
    return "-".join("".join(c if c.isalnum() else " " for c in plain).split())


def gtin13(number: int) -> str:
    """An EAN-13 with a right check digit for a small whole number."""
    body = f"40{number:010d}"
    total = sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(body))
    return body + str(-total % 10)


def round_price(amount: Decimal) -> Decimal:
    """To ten cents, written with two places."""
    return amount.quantize(Decimal("0.1")).quantize(Decimal("0.01"))


def was_price(price: Decimal) -> Decimal:
    """The former price of something on sale: a quarter more, to ten cents."""
    return round_price(price * Decimal("1.25"))


def split_model(text: str) -> tuple[str, Decimal]:
    """`Alba 34.90` as name and number."""
    name, amount = text.rsplit(" ", 1)
    return name, Decimal(amount)


@cache
def own_goods() -> tuple[Product, ...]:
    """The 150 products of the own shop at their usual prices, without faults and changes."""
    return tuple(
        _own_product(family_at, model_at)
        for family_at in range(len(goods()["families"]))
        for model_at in range(10)
    )


def _own_product(family_at: int, model_at: int) -> Product:
    """The product at one place of the stock list; every choice follows from the two indexes."""
    family = goods()["families"][family_at]
    model, price = split_model(family["models"][model_at])
    number = family_at * 10 + model_at + 1
    sku = f"BM-{number:03d}"
    has_choice = model_at == 4 or (model_at == 8 and family_at < 5)
    on_sale = model_at == 2 or (model_at == 7 and family_at % 2 == 0)
    name = f"{model} {family['noun']}" + ("" if has_choice else f" {family['sizes'][0]}")
    brands = goods()["brands"]
    return Product(
        sku=sku,
        name=name,
        path=f"/products/{slug(name)}",
        price=price,
        list_price=was_price(price) if on_sale else None,
        currency="EUR",
        availability=OUT_OF_STOCK if model_at == 6 and family_at % 2 == 0 else IN_STOCK,
        gtin=gtin13(6380000 + number),
        brand=brands[(family_at * 3 + model_at) % len(brands)],
        mpn=f"{model[:2].upper()}{family['shape'][:2].upper()}-{number:03d}",
        family=family["slug"],
        shape=family["shape"],
        colour=COLOURS[(family_at * 3 + model_at * 5) % len(COLOURS)],
        size=family["sizes"][0],
        variants=_variants(sku, price, family["sizes"]) if has_choice else (),
    )


def _variants(sku: str, price: Decimal, sizes: list[str]) -> tuple[Variant, ...]:
    """Three sizes, each a quarter dearer than the one before."""
    return tuple(
        Variant(f"{sku}-{at + 1}", size, round_price(price * (4 + at) / 4) if at else price)
        for at, size in enumerate(sizes)
    )


def watched() -> tuple[Product, ...]:
    """The 30 own products of products.csv, two of each family, all sold by a rival."""
    stock = own_goods()
    both = [stock[at * 10] for at in range(15)]
    one = [stock[at * 10 + (1 if at < 8 else 2)] for at in range(15)]
    return tuple(both + one)


def changed(
    stock: tuple[Product, ...], prices: dict[str, Decimal], availability: dict[str, str]
) -> tuple[Product, ...]:
    """The stock with tonight's prices and availability, both by sku."""
    return tuple(
        replace(
            product,
            price=prices.get(product.sku, product.price),
            availability=availability.get(product.sku, product.availability),
        )
        for product in stock
    )
