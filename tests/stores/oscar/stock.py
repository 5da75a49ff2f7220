"""The catalogue of the shop before it is in a database: made by counting, so always the same."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from tests.stores.oscar.shared import shared

# top category: {middle category: nouns of its three leaf categories}
TREE = {
    "Kitchen": {
        "Cookware": ("Saucepan", "Stockpot", "Skillet"),
        "Knives": ("Paring knife", "Bread knife", "Cleaver"),
        "Baking": ("Loaf tin", "Tart ring", "Rolling pin"),
    },
    "Coffee and tea": {
        "Brewing": ("Dripper", "French press", "Percolator"),
        "Grinding": ("Hand grinder", "Electric grinder", "Grinder brush"),
        "Tea": ("Teapot", "Tea strainer", "Tea caddy"),
    },
    "Table": {
        "Plates": ("Dinner plate", "Side plate", "Platter"),
        "Glass": ("Tumbler", "Wine glass", "Carafe"),
        "Cutlery": ("Table fork", "Dessert spoon", "Butter knife"),
    },
    "Storage": {
        "Jars": ("Storage jar", "Preserving jar", "Spice jar"),
        "Boxes": ("Bread bin", "Lunch box", "Egg box"),
        "Baskets": ("Fruit basket", "Wire basket", "Picnic basket"),
    },
    "Linen": {
        "Aprons": ("Bib apron", "Waist apron", "Children's apron"),
        "Towels": ("Tea towel", "Hand towel", "Glass cloth"),
        "Tablecloths": ("Tablecloth", "Table runner", "Napkin set"),
    },
}
KINDS = (
    "Plain", "Blue", "Oiled oak", "Enamelled", "Brushed steel", "Cast iron",
    "Speckled", "Walnut", "Copper", "Small", "Large", "Folded",
)  # fmt: skip
SIZES = ("small", "medium", "large", "extra large")
LONG_TITLE = (
    "Heavy hand-thrown stoneware serving dish with 2 handles, a fitted wooden lid and a linen "
    "cover, made to order in nine to ten weeks"
)
# Titles that stand in for those of the same place in the list.
TITLES = {
    5: "Crème brûlée dish “à l’ancienne”",
    17: "Größe L: Schöpflöffel für Klöße",
    29: "Żurek soup bowl, 0,5 l",
    41: "南部鉄器 iron kettle",
    53: "Smørrebrød board & knife <set>",
    65: LONG_TITLE,
    77: "Blue saucepan",
}
PRICES = {3: "0.99", 15: "1299.00", 27: "1049.50", 39: "10.00", 51: "0.10", 63: "999.99"}


@dataclass(frozen=True, slots=True)
class Article:
    """One thing on sale: alone, a parent with sizes, or one of these sizes."""

    upc: str
    title: str
    trail: tuple[str, str, str]
    """Its three categories, from the top. Sizes stay in their parent's."""
    price: Decimal | None
    """None means: a parent, whose sizes have the prices."""
    was: Decimal | None
    """Former price. None means: not on sale."""
    in_stock: int
    parent: str | None = None
    """UPC of the parent of a size. None means: no size of anything."""
    has_sizes: bool = False
    twin: str | None = None
    """Sku of the same article in the demo's own shop. None means: that does not sell it."""
    near: str | None = None
    """Sku of the article there that it is or could be taken for. None means: like none."""


def articles(most: int | None = None) -> Iterator[Article]:
    """The catalogue, parents before their sizes: 540 articles or fewer, and those of shared.yml."""
    yield from _own_articles(most)
    yield from _shared_articles()


def _own_articles(most: int | None) -> Iterator[Article]:
    at = 0
    for top, middles in TREE.items():
        for middle, nouns in middles.items():
            for noun in nouns:
                for kind in KINDS:
                    if at == most:
                        return
                    title = TITLES.get(at, f"{kind} {noun.lower()}")
                    yield from _article(at, title, (top, middle, _many(noun)))
                    at += 1


def _article(at: int, title: str, trail: tuple[str, str, str]) -> Iterator[Article]:
    """One article. About one in nine comes in two to four sizes."""
    upc = f"97802{at:05d}"
    price = Decimal(PRICES.get(at, f"{4 + (at * 37) % 180}.{(at * 7) % 10}9"))
    was = _was(price) if at % 10 == 4 else None
    if at % 9 != 8:
        yield Article(upc, title, trail, price, was, 0 if at % 20 == 7 else 5 + at % 30)
        return
    yield Article(upc, title, trail, None, None, 0, has_sizes=True)
    # The dearest first: Oscar's page of the parent shows the price of the one made last.
    for number in reversed(range(2 + at % 3)):
        dearer = (price * (4 + number) / 4).quantize(Decimal("0.01"))
        yield Article(
            upc=f"{upc}{number + 1}",
            title=f"{title}, {SIZES[number]}",
            trail=trail,
            price=dearer,
            was=_was(dearer) if at % 8 == 0 else None,
            in_stock=0 if (at + number) % 20 == 7 else 12,
            parent=upc,
        )


def _shared_articles() -> Iterator[Article]:
    """What the demo's own shop sells too, or seems to."""
    for at, item in enumerate(shared()):
        yield Article(
            upc=item.upc,
            title=item.title,
            trail=item.trail,
            price=None if item.has_sizes else item.price,
            was=_was(item.price) if at % 10 == 4 and not item.has_sizes else None,
            in_stock=0 if item.has_sizes or at % 20 == 7 else 5 + at % 30,
            parent=item.parent,
            has_sizes=item.has_sizes,
            twin=item.twin,
            near=item.near,
        )


def _many(noun: str) -> str:
    """The plural that a category is named by."""
    if noun.endswith("knife"):
        return noun.removesuffix("fe") + "ves"
    return noun + ("es" if noun.endswith(("s", "x", "sh")) else "s")


def _was(price: Decimal) -> Decimal:
    """The former price of something on sale: a quarter more."""
    return (price * Decimal("1.25")).quantize(Decimal("0.01"))
