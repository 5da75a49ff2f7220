"""What the rivals sell: articles of the own shop under other names, and some of their own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache

from tests.street.goods import (
    COLOURS,
    IN_STOCK,
    OUT_OF_STOCK,
    FamilyRow,
    Product,
    goods,
    gtin13,
    own_goods,
    round_price,
    slug,
    split_model,
    was_price,
)


@dataclass(frozen=True, slots=True)
class Habits:
    """How one rival buys, names and prices."""

    prefix: str
    """Beginning of its article numbers: `KC`."""
    models: tuple[int, ...]
    """Which models of each family it shares with the own shop, by place."""
    factors: tuple[str, ...]
    """Its price as a share of the own shop's, taken in turn."""
    name: Callable[[Product, FamilyRow, str], str]
    path: str
    """Pattern of a product's path."""


def _english(item: Product, family: FamilyRow, model: str) -> str:
    return f"{model} {family['noun'].title()}, {item.size} ({item.brand})"


def _german(item: Product, family: FamilyRow, model: str) -> str:
    return f"{item.brand} {family['german']} {model} {item.size.replace('cups', 'Tassen')}"


KETTLE = Habits(
    prefix="KC",
    models=(0, 1, 3),
    factors=("0.95", "1.04", "1.00", "0.98", "1.08", "0.91"),
    name=_english,
    path="/product/{slug}/",
)
TASSENHAUS = Habits(
    prefix="TH",
    models=(0, 2, 3),
    factors=("1.03", "0.97", "0.99", "1.06", "0.94", "1.00", "1.02"),
    name=_german,
    path="/{slug}.html",
)


@cache
def rival_goods(habits: Habits) -> tuple[Product, ...]:
    """The 80 products of a rival at their usual prices: 45 shared ones, then 35 of its own."""
    shared = [
        _shared(habits, family_at, model_at)
        for family_at in range(len(goods()["families"]))
        for model_at in habits.models
    ]
    extra = [_extra(habits, family_at, at) for family_at in range(7) for at in range(5)]
    return tuple(shared + extra)


def _shared(habits: Habits, family_at: int, model_at: int) -> Product:
    """The rival's offer of an own article. The fourth model goes without an EAN there."""
    item = own_goods()[family_at * 10 + model_at]
    family = goods()["families"][family_at]
    model, _ = split_model(family["models"][model_at])
    number = int(item.sku[-3:])
    price = round_price(item.price * Decimal(habits.factors[number % len(habits.factors)]))
    name = habits.name(item, family, model)
    return replace(
        item,
        sku=f"{habits.prefix}-{number:03d}",
        name=name,
        path=habits.path.format(slug=slug(name)),
        price=price,
        list_price=was_price(price) if number % 4 == 2 else None,
        availability=OUT_OF_STOCK if number % 17 == 0 else IN_STOCK,
        gtin=None if model_at == 3 else item.gtin,
        variants=(),
        twin=item.sku,
    )


def _extra(habits: Habits, family_at: int, at: int) -> Product:
    """An article that only this rival sells, priced like one of the own shop's."""
    item = own_goods()[family_at * 10 + 5 + at]
    family = goods()["families"][family_at]
    stock = goods()
    models = stock["kettle_models"] if habits is KETTLE else stock["tassenhaus_models"]
    model, factor = split_model(models[at])
    number = 900 + family_at * 5 + at
    price = round_price(item.price * factor)
    name = habits.name(item, family, model)
    return replace(
        item,
        sku=f"{habits.prefix}-{number}",
        name=name,
        path=habits.path.format(slug=slug(name)),
        price=price,
        list_price=was_price(price) if at == 2 else None,
        availability=OUT_OF_STOCK if at == 4 and family_at % 3 == 0 else IN_STOCK,
        gtin=gtin13(7100000 + number + (50 if habits.prefix == "TH" else 0)),
        mpn=f"{habits.prefix}{number}",
        colour=COLOURS[(family_at + at) % len(COLOURS)],
        variants=(),
    )
