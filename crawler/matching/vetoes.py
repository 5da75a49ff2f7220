"""What speaks against two products being one, however alike their titles are."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from crawler.matching.codes import gtins, maker_number
from crawler.matching.compare import agreement
from crawler.matching.goods import Goods
from crawler.matching.normal import compact, fold
from crawler.matching.reading import THEMES, Reading

PRICE_LOW, PRICE_HIGH = 0.4, 2.5
"""Prices further apart are looked at by a person: our notes on matching, after what
price comparison sites do with outliers."""

_SIZES = {"byte": "memory", "ml": "volume", "g": "weight", "mm": "length", "mp": "resolution",
          "watt": "power", "user": "number of users", "port": "number of ports",
          "sheet": "number of sheets", "btu": "cooling power", "year": "term"}  # fmt: skip
_HARD_SIZES = frozenset({"byte", "ml", "g", "user"})
_LINES = frozenset({
    "plus", "pro", "max", "ultra", "mini", "lite", "air", "se", "xl", "xs", "premium",
    "deluxe", "standard", "basic", "home", "essential", "advanced", "extreme", "evo",
    "elite", "gold", "platinum", "business", "enterprise", "ultimate", "express", "junior",
})  # fmt: skip
"""Words that name another model of one series: "970 EVO" and "970 EVO Plus"."""
_GENERATION = re.compile(
    r"\b(?:(\d{1,2})(?:st|nd|rd|th)? ?gen(?:eration)?|gen(?:eration)? ?(\d{1,2})|mk ?(\d|ii|iii)|"
    r"mark ?(\d|ii|iii)|v(?:ersion|er)?\.? ?(\d{1,2})(?:\.\d+)*|(\d)\. generation)\b"
)
_USED = re.compile(
    r"\b(?:refurb\w*|used|renewed|recertified|reconditioned|pre-?owned|gebraucht\w*|open box|"
    r"generalueberholt\w*|b-?ware|oem|bulk)\b"
)
_PEOPLE = re.compile(
    r"(?<![\w.,])(\d{1,2}) ?-? ?(?:cups?|tassen?|persons?|personen|people|portion(?:s|en)?)(?!\w)"
)
"""Sizes told by how many drink, eat or sleep: moka pots, teapots, tents."""
_LOOSE_PACK = re.compile(r"^(\d{1,2}) ?x (?=[a-z])|(?<!\d )\bx ?(\d{1,2})$|\b(?:pair|paar)\b")
_ACCESSORY = re.compile(
    r"\b(?:for|fuer|compatible (?:with)?|replacement|ersatz\w*|kompatibel|passend|"
    r"case|cover|sleeve|skin|huelle|tasche|protector|bracket|mount|holder|strap|charger|battery)\b"
)


@dataclass(frozen=True, slots=True)
class Veto:
    """One objection."""

    name: str
    """pack, size, unit, colour, generation, condition, accessory, price, gtin, mpn or edition."""
    text: str
    """A sentence."""
    hard: bool = False
    """True: another product for certain when both sides mean what they say. False: a person
    decides."""


def vetoes(left: Goods, right: Goods, one: Reading, other: Reading) -> tuple[Veto, ...]:
    """All objections; none of them lets a pair be confirmed without a person."""
    return (
        *_pack(one, other),
        *_sizes(one, other),
        *_colour(one, other),
        *_condition(left, right, one, other),
        *_series(one, other),
        *_accessory(one, other),
        *_numbers(left, right),
        *_price(left, right),
    )


def gtin_doubts(against: Sequence[Veto], one: Reading, other: Reading) -> tuple[Veto, ...]:
    """What a shared GTIN does not settle: packs, and sizes where each side tells its own.

    Shops put the barcode of one article on the set of two and on all sizes. "4 x" and "pair" count
    here only: the corpora, which have no GTINs, hold six products that only one of two shops calls
    a pair (2026-11-29).
    """
    packs = tuple(_packs(one, other, _pieces(one), _pieces(other)))
    apart = one.numbers - other.numbers and other.numbers - one.numbers
    rest = (
        veto for veto in against
        if veto.name != "pack" and (veto.hard or (veto.name == "size" and apart))
    )  # fmt: skip
    return (*packs, *rest)


def _pieces(reading: Reading) -> frozenset[float] | None:
    told = reading.amounts.get("pack")
    found = None if told else _LOOSE_PACK.search(reading.title)
    return frozenset({float(found[1] or found[2] or 2)}) if found else told


def _pack(one: Reading, other: Reading) -> Iterator[Veto]:
    yield from _packs(one, other, one.amounts.get("pack"), other.amounts.get("pack"))


def _packs(
    one: Reading, other: Reading, a: frozenset[float] | None, b: frozenset[float] | None
) -> Iterator[Veto]:
    if agreement(a, b) == 0:
        yield Veto("pack", f"Packs differ: {_list(a)} and {_list(b)} pieces.", hard=True)
    elif bool(a) != bool(b):
        pieces = max(a or b or {1.0})
        more = (other if a else one).more_amounts.get("pack")
        if pieces > 1 and agreement(a or b, more) != 1:
            yield Veto("pack", f"Only one side speaks of a pack of {pieces:g}.")


def _sizes(one: Reading, other: Reading) -> Iterator[Veto]:
    for measure, what in _SIZES.items():
        a, b = one.amounts.get(measure), other.amounts.get(measure)
        if agreement(a, b) == 0:
            hard = measure in _HARD_SIZES
            yield Veto("size", f"The {what} differs: {_list(a)} and {_list(b)}.", hard=hard)
    people, others = (frozenset(_PEOPLE.findall(reading.title)) for reading in (one, other))
    if people and others and not people & others:
        text = f"The number of cups or persons differs: {_list(people)} and {_list(others)}."
        yield Veto("size", text)
    for here, there in ((one, other), (other, one)):
        if "g" in here.amounts and "ml" in there.amounts and not (
            "ml" in here.amounts or "g" in there.amounts
        ):  # fmt: skip
            yield Veto("unit", "One is sold by weight, the other by volume.")


def _colour(one: Reading, other: Reading) -> Iterator[Veto]:
    if one.colours and other.colours and not one.colours & other.colours:
        a, b = ", ".join(sorted(one.colours)), ", ".join(sorted(other.colours))
        yield Veto("colour", f"Colours differ: {a} and {b}.", hard=True)


def _condition(left: Goods, right: Goods, one: Reading, other: Reading) -> Iterator[Veto]:
    a, b = (bool(_USED.search(f"{fold(goods.condition)} {reading.title}"))
            for goods, reading in ((left, one), (right, other)))  # fmt: skip
    if a != b:
        yield Veto("condition", "Only one of the two is used, refurbished or bulk.", hard=True)


def _series(one: Reading, other: Reading) -> Iterator[Veto]:
    a, b = _generations(one.title), _generations(other.title)
    if a and b and not a & b:
        yield Veto("generation", f"Generations differ: {_list(a)} and {_list(b)}.", hard=True)
    lines = (set(one.words) ^ set(other.words)) & _LINES
    lines = {
        word for word in lines
        if word not in (one.squeezed_all if word in other.words else other.squeezed_all)
    }  # fmt: skip
    if lines:
        yield Veto("generation", f"Only one side says {', '.join(sorted(lines))}.")
    for bit, theme in enumerate(THEMES):
        differs = (one.themes ^ other.themes) >> bit & 1
        if differs and theme in ("upgrade", "school", "licence", "bundle", "warranty"):
            words = sorted((set(one.words) ^ set(other.words)) & THEMES[theme])
            yield Veto("edition", f"Only one side says {', '.join(words)}.")
    for mine, others in ((one, other), (other, one)):
        if {"mac"} <= set(mine.words) and "win" in others.words and not {"win"} & set(mine.words):
            yield Veto("edition", "One is for Mac, the other for Windows.")


def _accessory(one: Reading, other: Reading) -> Iterator[Veto]:
    a, b = (set(_ACCESSORY.findall(reading.title)) for reading in (one, other))
    only = {word for word in a ^ b if compact(word) not in one.squeezed_all
            or compact(word) not in other.squeezed_all}  # fmt: skip
    if only and not a & b:
        yield Veto("accessory", f"Only one side says {', '.join(sorted(only))}: an accessory?")


def _numbers(left: Goods, right: Goods) -> Iterator[Veto]:
    a, b = gtins(left), gtins(right)
    if a and b and not a & b:
        yield Veto("gtin", f"GTINs differ: {_list(a)} and {_list(b)}.")
    one, other = maker_number(left), maker_number(right)
    if one and other and one not in other and other not in one:
        yield Veto("mpn", f"Makers' numbers differ: {left.mpn} and {right.mpn}.")


def _price(left: Goods, right: Goods) -> Iterator[Veto]:
    currencies = {goods.price.currency for goods in (left, right) if goods.price} - {None}
    same = left.price and right.price and len(currencies) < 2
    ratio = right.amount / left.amount if same else float("nan")
    if ratio < PRICE_LOW or ratio > PRICE_HIGH:
        yield Veto("price", f"The other price is {ratio:.0%} of ours.")


def _generations(title: str) -> set[str]:
    roman = {"ii": "2", "iii": "3"}
    return {
        roman.get(number, number)
        for groups in _GENERATION.findall(title)
        for number in groups
        if number
    }


def _list(values: object) -> str:
    found = values if isinstance(values, set | frozenset) else set()
    return ", ".join(sorted(f"{v:g}" if isinstance(v, float) else str(v) for v in found))
