"""How much is in a pack: `500 ml`, `2 x 1 kg`, `6 pieces`, in the unit of a unit price."""

import re
from dataclasses import dataclass
from decimal import Decimal

_UNITS = {
    "mg": ("kg", "0.000001"), "g": ("kg", "0.001"), "gr": ("kg", "0.001"), "kg": ("kg", "1"),
    "ml": ("l", "0.001"), "cl": ("l", "0.01"), "dl": ("l", "0.1"), "l": ("l", "1"),
    "ltr": ("l", "1"), "litre": ("l", "1"), "litres": ("l", "1"), "liter": ("l", "1"),
    "liters": ("l", "1"),
    "mm": ("m", "0.001"), "cm": ("m", "0.01"), "m": ("m", "1"),
    "cm²": ("m²", "0.0001"), "m²": ("m²", "1"), "sqm": ("m²", "1"), "qm": ("m²", "1"),
    "piece": ("piece", "1"), "pieces": ("piece", "1"), "pc": ("piece", "1"), "pcs": ("piece", "1"),
    "stück": ("piece", "1"), "stk": ("piece", "1"),
}  # fmt: skip
"""Unit to base unit and factor: Directive 98/6/EC Art. 2 (b) wants one kilogram, litre, metre,
square metre or another unit that is customary for the goods (read 2026-11-29)."""

_IN_NAMES = frozenset({"kg", "l", "piece"})
"""A length in a name is a size (a pan of 28 cm), not what one pays for."""

_AMOUNT = re.compile(
    r"(?<![\w.,/])(?:(?P<times>\d{1,3})\s*[x×]\s*)?(?P<number>\d+(?:[.,]\d+)?)\s*"
    rf"(?P<unit>{'|'.join(sorted(map(re.escape, _UNITS), key=len, reverse=True))})(?![\w²/])",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Contents:
    """What is in one pack."""

    amount: Decimal
    """Above 0, in `unit`."""
    unit: str
    """kg, l, m, m² or piece."""


def contents_of(text: str) -> Contents | None:
    """What a whole text says. None: it is no amount, or one that can be read in two ways."""
    match = _AMOUNT.fullmatch(text.strip().replace("m2", "m²"))
    return _read(match) if match else None


def contents_in(name: str) -> Contents | None:
    """What a product's name says. None: nothing, or more than one thing."""
    found = {_read(match) for match in _AMOUNT.finditer(name)}
    one = found.pop() if len(found) == 1 else None
    return one if one is not None and one.unit in _IN_NAMES else None


def _read(match: re.Match[str]) -> Contents | None:
    whole, _, part = match["number"].replace(",", ".").partition(".")
    if len(part) == 3 and int(whole):
        return None  # 1.000 g is a kilogram in Berlin and a gram in London
    unit, factor = _UNITS[match["unit"].lower()]
    amount = Decimal(f"{whole}.{part or 0}") * int(match["times"] or 1) * Decimal(factor)
    return Contents(amount.normalize(), unit) if amount else None
