"""What the scripted shop sells."""

from dataclasses import dataclass
from decimal import Decimal

CATEGORIES = ("Cups", "Plates", "Bowls", "Jugs")
PER_PAGE = 12


@dataclass(frozen=True)
class Item:
    """One product of the shop."""

    number: int
    name: str
    price: Decimal
    """US dollars."""
    in_stock: bool
    category: str
    on_scroll: bool = False
    """Linked only from the foot of the home page; the client-rendered shop fills it on scroll."""

    @property
    def path(self) -> str:
        """Where the shop shows it."""
        return f"/product/{self.number}"

    def data(self) -> dict[str, object]:
        """What the shop's own interface says of it."""
        return {
            "number": self.number,
            "name": self.name,
            "price": str(self.price),
            "in_stock": self.in_stock,
            "category": self.category,
        }


def _item(number: int, category: str, *, on_scroll: bool = False) -> Item:
    return Item(
        number=number,
        name=f"{category[:-1]} No. {number}",
        price=(Decimal(900 + number * 15) / 100).quantize(Decimal("0.01")),
        in_stock=number % 7 != 0,
        category=category,
        on_scroll=on_scroll,
    )


LATE = _item(40, "Jugs", on_scroll=True)
STOCK = (
    *(_item(number, "Cups") for number in range(1, 15)),
    *(_item(number, "Plates") for number in range(15, 28)),
    *(_item(number, "Bowls") for number in range(28, 34)),
    *(_item(number, "Jugs") for number in range(34, 40)),
    LATE,
)
"""40 products; cups and plates fill more than one page of a list."""


def listed(category: str) -> list[Item]:
    """What the lists of a category show, over all their pages."""
    return [item for item in STOCK if item.category == category and not item.on_scroll]


def pages(category: str) -> int:
    """How many list pages a category has."""
    return -(-len(listed(category)) // PER_PAGE)
