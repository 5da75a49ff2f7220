"""A made-up market: one shop's products and, reworded, several competitors', with the truth."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from crawler.matching.goods import Goods
from crawler.records import Money

_SYLLABLES = ("ba", "cor", "del", "fen", "gra", "hal", "ix", "jor", "kel", "lum", "mer", "nor",
              "or", "pax", "qui", "ros", "sol", "tan", "ul", "vex", "wil", "xan",
              "yor", "zen")  # fmt: skip
_KINDS = ("usb hub", "toner cartridge", "backpack", "led lamp", "coffee grinder", "hard drive",
          "headphones", "desk chair", "router", "drill", "garden hose", "camera bag", "keyboard",
          "face cream", "running shoe", "water bottle", "printer paper", "wall clock", "tripod",
          "phone case")  # fmt: skip
_COLOURS = ("black", "white", "red", "blue", "silver", "green", "pink")
_SIZES = ("500 ml", "1 l", "128 gb", "256 gb", "1 tb", "2 tb", "30 cm", "45 cm", "5 m", "10 m")
_FILL = ("new", "original", "premium", "fast delivery", "2 year warranty", "for home and office",
         "high quality", "retail packaging", "with accessories")  # fmt: skip
SHARE = 0.6
"""Of a competitor's products so many are ours as well."""
GTIN_SHARE, MPN_SHARE, BRAND_SHARE = 0.09, 0.13, 0.46
"""Product pages that tell the number or brand (235 saved pages of real shops: our notes on prices,
fact 8)."""


@dataclass(frozen=True, slots=True)
class Market:
    """One shop and its competitors."""

    own: tuple[Goods, ...]
    rivals: tuple[tuple[Goods, ...], ...]
    truth: tuple[dict[int, int], ...]
    """For each competitor: number of an own product to the competitor's."""


@dataclass(frozen=True, slots=True)
class _Thing:
    brand: str
    series: str
    kind: str
    code: str
    colour: str
    size: str
    gtin: str
    cents: int


def market(size: int, rivals: int, seed: int = 1) -> Market:
    """Always the same for the same numbers. Every tenth product is a near twin of the one before:
    another colour, size or code of the same series."""
    chance = random.Random(seed)
    brands = [_name(chance, 2) for _ in range(max(size // 100, 5))]
    things: list[_Thing] = []
    while len(things) < 2 * size:
        things.append(_thing(chance, brands, things[-1] if len(things) % 10 == 9 else None))
    own_things = things[:size]
    lists, truths = [], []
    for _ in range(rivals):
        common = chance.sample(range(size), int(size * SHARE))
        others = chance.sample(range(size, 2 * size), size - len(common))
        numbers = common + others
        chance.shuffle(numbers)
        lists.append(tuple(_offer(chance, things[number], own=False) for number in numbers))
        truths.append({number: place for place, number in enumerate(numbers) if number < size})
    own = tuple(_offer(chance, thing, own=True) for thing in own_things)
    return Market(own, tuple(lists), tuple(truths))


def _thing(chance: random.Random, brands: Sequence[str], twin: _Thing | None) -> _Thing:
    gtin = f"{chance.randrange(3 * 10**11, 9 * 10**11):012d}"
    total = sum(int(d) * (3 if n % 2 else 1) for n, d in enumerate(reversed(gtin), 1))
    letters = "".join(chance.choice("abcdefghkmnprstvwx") for _ in range(chance.randint(1, 3)))
    code = f"{letters}{chance.randrange(100, 99999)}"
    if twin is not None and chance.random() < 0.5:
        code = twin.code + chance.choice("bswr")
    return _Thing(
        brand=twin.brand if twin else chance.choice(brands),
        series=twin.series if twin else _name(chance, 3),
        kind=twin.kind if twin else chance.choice(_KINDS),
        code=code,
        colour=chance.choice(_COLOURS),
        size=chance.choice(_SIZES),
        gtin=gtin + str(-total % 10),
        cents=max(199, int(twin.cents if twin else chance.lognormvariate(8.5, 1))),
    )


def _offer(chance: random.Random, thing: _Thing, *, own: bool) -> Goods:
    said = chance.random()
    code = thing.code.upper()
    if not own and chance.random() < 0.3:
        cut = chance.randrange(1, len(code))
        code = f"{code[:cut]}-{code[cut:]}"
    parts = [thing.brand, thing.series, thing.kind, thing.size, thing.colour]
    if own or chance.random() < 0.7:
        parts.insert(chance.randint(1, len(parts)), code)
    if not own:
        if chance.random() < 0.3:
            parts.remove(thing.colour)
        if chance.random() < 0.3:
            parts = parts[1:]
        if chance.random() < 0.4:
            parts.append(chance.choice(_FILL))
    cents = int(thing.cents * (1 if own else chance.uniform(0.85, 1.15)))
    return Goods(
        title=" ".join(parts),
        brand=thing.brand if own or said < BRAND_SHARE else "",
        mpn=thing.code.upper() if own or said < MPN_SHARE else "",
        gtin=thing.gtin if own or said < GTIN_SHARE else "",
        price=Money(amount=Decimal(cents) / 100, currency="EUR"),
    )


def _name(chance: random.Random, syllables: int) -> str:
    return "".join(chance.choice(_SYLLABLES) for _ in range(syllables))
