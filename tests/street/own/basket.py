"""The basket and the checkout form of the own shop. The basket lives in its cookie."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from tests.street.goods import Product

COOKIE = "cart"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the basket."""

    sku: str
    name: str
    path: str
    quantity: int
    price: Decimal

    @property
    def total(self) -> Decimal:
        """Price times quantity."""
        return self.price * self.quantity


def read(cookie: str) -> dict[str, int]:
    """`BM-001.1_BM-005-2.3` as sku to quantity; what cannot be read is left out."""
    found: dict[str, int] = {}
    for part in cookie.split("_"):
        sku, _, count = part.rpartition(".")
        if sku and count.isdigit():
            found[sku] = int(count)
    return found


def write(basket: dict[str, int]) -> str:
    """The value of the Set-Cookie header."""
    value = "_".join(f"{sku}.{count}" for sku, count in basket.items())
    return f"{COOKIE}={value}; Path=/; HttpOnly; SameSite=Lax"


def lines(basket: dict[str, int], stock: dict[str, Product]) -> list[Line]:
    """The lines of a basket at tonight's prices; an sku nobody sells is left out."""
    found = []
    for sku, count in basket.items():
        product = stock.get(sku[:6])
        if product is None:
            continue
        variant = next((v for v in product.variants if v.sku == sku), None)
        name = f"{product.name} {variant.size}" if variant else product.name
        price = variant.price if variant else product.price
        found.append(Line(sku, name, product.path, count, price))
    return found
