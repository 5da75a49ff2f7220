"""What a matcher reads in the texts of one product, worked out once."""

from collections.abc import Sequence
from dataclasses import dataclass

from crawler.matching.goods import Goods
from crawler.matching.normal import (
    COLOURS,
    amounts,
    codes,
    compact,
    fold,
    numbers,
    without_platforms,
    words,
)

_MOST_TEXT = 2000
"""Characters of a description that are read: what tells products apart stands at its beginning."""

THEMES: dict[str, frozenset[str]] = {
    "upgrade": frozenset({"upgrade", "competitive", "crossgrade"}),
    "school": frozenset({"academic", "student", "teacher", "school"}),
    "mac": frozenset({"mac", "osx", "macos", "os"}),
    "windows": frozenset({"win", "pc", "vista", "xp"}),
    "licence": frozenset({"license", "user", "volume", "mlp", "olp", "tlp", "cal", "seat"}),
    "media": frozenset({"media", "cd", "dvd", "disc"}),
    "small": frozenset({"mini", "lite", "basic", "home", "standard", "starter", "le", "jr"}),
    "large": frozenset({"pro", "premium", "deluxe", "ultimate", "plus", "premier", "extended",
                        "enterprise", "gold", "advanced", "complete", "suite", "xl", "max"}),
    "bundle": frozenset({"bundle", "kit", "set", "combo", "collection", "combination"}),
    "several": frozenset({"pack", "count", "piece", "box", "pair", "case"}),
    "used": frozenset({"refurbished", "used", "renewed", "recertified", "oem", "gebraucht",
                       "generalueberholt", "refurb", "open"}),
    "accessory": frozenset({"for", "case", "cover", "compatible", "sleeve", "skin", "mount",
                            "bracket", "battery", "adapter", "cable", "charger", "remote",
                            "replacement", "holder", "stand", "huelle", "tasche", "kabel",
                            "ersatz", "ladegeraet", "halterung", "protector", "strap"}),
    "warranty": frozenset({"warranty", "service", "plan", "support", "subscription",
                           "maintenance", "garantie"}),
}  # fmt: skip
"""Words that name another kind of thing when only one side has them: our own list."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One product's texts, folded and taken apart."""

    title: str
    """Folded, with brand and number in front where the title lacks them."""
    text: str
    """Title and description, folded."""
    words: tuple[str, ...]
    """Of the title."""
    more: tuple[str, ...]
    """Of title and description."""
    squeezed: str
    """Letters and digits of title and maker's number."""
    squeezed_all: str
    """The same with the description."""
    mpn: str
    """The maker's number without punctuation and leading zeros."""
    title_codes: tuple[str, ...]
    """Of title and maker's number."""
    text_codes: frozenset[str]
    """Of everything."""
    numbers: frozenset[str]
    amounts: dict[str, frozenset[float]]
    """Of the title."""
    more_amounts: dict[str, frozenset[float]]
    colours: frozenset[str]
    themes: int
    """Bit i: the title has a word of the i-th theme."""
    brand: str
    category: tuple[str, ...]
    lookup: str
    """What candidates are found by: title and maker's number."""


def read(goods: Goods) -> Reading:
    """Take one product's texts apart."""
    title = without_platforms(fold(goods.title))
    extra = fold(goods.description[:_MOST_TEXT])
    mpn = compact(fold(goods.mpn)).lstrip("0")
    brand = compact(fold(goods.brand))
    own = words(title)
    known = set(own)
    text = f"{title} {extra}" if extra else title
    more = own + words(extra) if extra else own
    title_codes = codes(title)
    if mpn and mpn not in title_codes:
        title_codes = (mpn, *title_codes)
    told = fold(f"{goods.size} {goods.colour}") if goods.size or goods.colour else ""
    full_title = f"{title} {told}" if told else title
    return Reading(
        title=title,
        text=text,
        words=own,
        more=more,
        squeezed=f"{compact(title)} {mpn} {brand}",
        squeezed_all=f"{compact(text)} {mpn} {brand}",
        mpn=mpn,
        title_codes=title_codes,
        text_codes=frozenset(title_codes) | frozenset(codes(extra)),
        numbers=numbers(title),
        amounts=amounts(full_title),
        more_amounts=amounts(f"{text} {told}"),
        colours=frozenset(words(full_title)) & COLOURS,
        themes=sum(1 << bit for bit, theme in enumerate(THEMES.values()) if known & theme),
        brand=brand,
        category=words(fold(goods.category)),
        lookup=f"{title} {mpn}" if mpn else title,
    )


def read_all(goods: Sequence[Goods]) -> list[Reading]:
    """`read` for each."""
    return [read(one) for one in goods]
