"""A made-up market: five shops, sixty products, ninety nights, and everything that goes wrong."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from random import Random

from crawler.config import Config, WatchedProduct
from crawler.records import Availability, OfferRow, PriceState, Role, SiteFacts

NIGHTS = 90
RIVALS = ("kettle", "tassen", "maison", "yankee")
MISSED = frozenset({12, 41})
"""Nights on which nobody walked."""
CONFIG = Config.model_validate(
    {
        "store": {"name": "own", "url": "https://own.example", "currency": "EUR",
                  "shipping": {"flat": "3.90", "free_from": "40"}},
        "competitors": [
            {"name": "kettle", "url": "https://kettle.example", "shipping": {"flat": "4.90"}},
            {"name": "tassen", "url": "https://tassen.example",
             "shipping": {"flat": "0", "free_from": "1"}},
            {"name": "maison", "url": "https://maison.example"},
            {"name": "yankee", "url": "https://yankee.example", "currency": "USD"},
        ],
        "market": {"rates": {"USD": "0.9235"}, "tax_percent": "19"},
    }
)  # fmt: skip
SITES = tuple(
    SiteFacts(
        id=shop.id, name=shop.name, url=shop.url,
        role=Role.OWN if shop.id == "own" else Role.COMPETITOR,
    )
    for shop in CONFIG.shops
)  # fmt: skip


@dataclass
class Shelf:
    """One product in one shop, as it really is."""

    price: Decimal
    struck: Decimal | None = None
    promoted_until: int = 0
    in_stock: bool = True
    gone: bool = False
    slip: Decimal = Decimal(1)
    slip_until: int = 0

    def live(self, night: int, dice: Random, *, own: bool) -> None:
        """One day passes."""
        if self.struck is not None and night >= self.promoted_until:
            self.price, self.struck = self.struck, None
        elif self.struck is None and dice.random() < 0.06:
            self.price = tenth(self.price * Decimal(str(round(dice.uniform(0.88, 1.12), 3))))
        if self.struck is None and dice.random() < 0.015:
            honest = dice.random() < 0.6
            self.struck = self.price if honest else tenth(self.price * Decimal("1.2"))
            self.price = tenth(self.price * Decimal("0.8"))
            self.promoted_until = night + dice.randint(4, 20)
        if self.struck is not None and dice.random() < 0.03:
            self.price = tenth(self.price * Decimal("0.97"))
        if dice.random() < 0.025:
            self.in_stock = not self.in_stock
        if not own and dice.random() < 0.001:
            self.gone = True
        if not own and night >= self.slip_until and dice.random() < 0.005:
            self.slip = dice.choice((Decimal(10), Decimal("0.1"), Decimal("4.5")))
            self.slip_until = night + dice.choice((1, 1, 2, 4))


@dataclass
class World:
    """The market from a seed."""

    seed: int
    products: tuple[WatchedProduct, ...] = ()
    shelves: dict[tuple[str, str], Shelf] = field(default_factory=dict)
    """By SKU and site."""

    def __post_init__(self) -> None:
        self.dice = Random(self.seed)
        found = []
        for number in range(60):
            sku = f"P-{number:02d}"
            usual = Decimal(self.dice.randint(50, 900)) / 10
            sites = [site for site in RIVALS if self.dice.random() < 0.85]
            for site in ("own", *sites):
                near = Decimal(str(round(self.dice.uniform(0.85, 1.2), 3)))
                self.shelves[sku, site] = Shelf(tenth(usual * near))
            found.append(
                WatchedProduct(
                    sku=sku, name=f"Product {number}", brand=("Alba", "Brio", "")[number % 3],
                    category=f"c{number % 4}",
                    urls={site: f"https://{site}.example/{sku}" for site in ("own", *sites)},
                )
            )  # fmt: skip
        self.products = tuple(found)

    def nights(self) -> Iterator[tuple[str, list[OfferRow]]]:
        """Run id and what the walk reads, night by night."""
        for night in range(NIGHTS):
            for (_, site), shelf in self.shelves.items():
                shelf.live(night, self.dice, own=site == "own")
            blocked = {site for site in RIVALS if self.dice.random() < 0.05}
            if night in MISSED:
                continue
            began = datetime(2026, 6, 1, 2, 10, tzinfo=UTC) + timedelta(days=night)
            yield (
                began.strftime("%Y-%m-%dT%H%M%SZ"),
                [self._offer(sku, site, night, blocked) for sku, site in self.shelves],
            )

    def _offer(self, sku: str, site: str, night: int, blocked: set[str]) -> OfferRow:
        shelf = self.shelves[sku, site]
        base = OfferRow(
            site=site, role=Role.OWN if site == "own" else Role.COMPETITOR,
            url=f"https://{site}.example/{sku}", state=PriceState.NOT_SEEN, watched=sku,
        )  # fmt: skip
        if site in blocked or self.dice.random() < 0.002:
            return base.model_copy(update={"state": PriceState.BLOCKED})
        if shelf.gone:
            return base
        stock = Availability.IN_STOCK if shelf.in_stock else Availability.OUT_OF_STOCK
        seen = base.model_copy(update={"availability": stock})
        if self.dice.random() < 0.004:
            return seen.model_copy(update={"state": PriceState.MISSING})
        slip = shelf.slip if night < shelf.slip_until else Decimal(1)
        return seen.model_copy(
            update={
                "state": PriceState.SHOWN,
                "price": f"{shelf.price * slip:.2f}",
                "currency": "USD" if site == "yankee" else "EUR",
                "list_price": f"{shelf.struck:.2f}" if shelf.struck else None,
            }
        )


def tenth(amount: Decimal) -> Decimal:
    """A price as shops write it."""
    return max(amount.quantize(Decimal("0.1")), Decimal("0.5"))
