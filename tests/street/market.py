"""What the checks of the market have to say, worked out from the catalogues of all nights."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from tests.street import Street
from tests.street.goods import Product

CHECKS = frozenset(
    {"price/undercut", "price/first-position-lost", "price/price-war", "price/rival-out-of-stock"}
)
"""Checks whose findings follow from the catalogues and are not planted one by one."""


class Night(NamedTuple):
    """One watched product on one night."""

    own: Product
    rivals: dict[str, Product]
    """By shop."""

    @property
    def sold(self) -> dict[str, Decimal]:
        """Prices of the rivals that can deliver."""
        return {shop: item.price for shop, item in self.rivals.items() if item.in_stock}

    @property
    def first(self) -> bool | None:
        """Whether nobody is cheaper. None: nothing to compare."""
        if not self.own.price or not self.sold:
            return None
        return min(self.sold.values()) >= self.own.price


def expected(street: Street, night: int, pairs: frozenset[tuple[str, str]]) -> set[tuple[str, str]]:
    """(check id, path of the own page) of all but price/undercut; one rival is named once.

    `pairs`: own number and rival that are compared; whether they are right is another test's.
    """
    return {
        (check, nights[-1].own.path)
        for sku in {sku for sku, _ in pairs}
        for nights in [[_on(street, sku, number, pairs) for number in range(night + 1)]]
        for check in _told(nights)
    }


def _told(nights: list[Night]) -> Iterator[str]:
    tonight, earlier = nights[-1], nights[:-1]
    if earlier and earlier[-1].first and tonight.first is False:
        yield "price/first-position-lost"
    if _cuts(nights) >= 2 or _fell(tonight, earlier):
        yield "price/price-war"
    if tonight.own.in_stock and tonight.own.price:
        lowest = min([tonight.own.price, *tonight.sold.values()])
        out = {shop: item.price for shop, item in tonight.rivals.items() if not item.in_stock}
        for shop, price in out.items():
            went = bool(earlier) and earlier[-1].rivals[shop].in_stock
            if went or (price == min(out.values()) and price < lowest):
                yield "price/rival-out-of-stock"


def _cuts(nights: list[Night]) -> int:
    if len(nights) < 2:
        return 0
    before = nights[-2].rivals
    return sum(
        price <= before[shop].price * Decimal("0.99") for shop, price in nights[-1].sold.items()
    )


def _fell(tonight: Night, earlier: list[Night]) -> bool:
    if not tonight.sold or not any(night.sold for night in earlier):
        return False
    highest = max(min(night.sold.values()) for night in earlier if night.sold)
    shop = min(tonight.sold, key=lambda name: tonight.sold[name])
    asked = max((night.sold[shop] for night in earlier if shop in night.sold), default=Decimal(0))
    return tonight.sold[shop] <= highest * Decimal("0.9") and asked >= highest


def _on(street: Street, sku: str, night: int, pairs: frozenset[tuple[str, str]]) -> Night:
    own = next(item for item in street.own.products(night) if item.sku == sku)
    rivals = {
        rival.id: item
        for rival in street.rivals
        for item in rival.products(night)
        if item.twin == sku and (sku, rival.id) in pairs
    }
    return Night(own, rivals)
