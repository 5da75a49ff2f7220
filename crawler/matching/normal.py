"""Texts of products as comparable words, article codes, numbers and amounts with units."""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

_ALIASES = {
    "professional": "pro", "prof": "pro", "windows": "win", "macintosh": "mac", "std": "standard",
    "stnd": "standard", "dlx": "deluxe", "upg": "upgrade", "upgr": "upgrade", "edu": "academic",
    "education": "academic", "educational": "academic", "acad": "academic", "ed": "edition",
    "edn": "edition", "ver": "version", "vers": "version", "lic": "license", "licence": "license",
    "licenses": "license", "w": "with", "blk": "black", "wht": "white", "slv": "silver",
    "grey": "gray", "colour": "color", "doc": "document", "docs": "document", "ent": "enterprise",
    "intl": "international", "mfr": "manufacturer", "svr": "server", "srv": "server",
    "users": "user", "pk": "pack", "pks": "pack", "packs": "pack", "pcs": "piece", "pc.": "piece",
    "stk": "piece", "stück": "piece", "stueck": "piece", "pieces": "piece", "ct": "count",
    "schwarz": "black", "weiss": "white", "grau": "gray", "rot": "red", "blau": "blue",
    "gruen": "green", "gelb": "yellow", "silber": "silver", "mit": "with", "fuer": "for",
    "und": "and", "zoll": "inch", "inches": "inch", "feet": "ft", "foot": "ft", "meter": "m",
    "metre": "m", "gigabyte": "gb", "terabyte": "tb", "megabyte": "mb", "liter": "l",
    "litre": "l", "megapixel": "mp", "megapixels": "mp", "watts": "w", "watt": "w",
    "update": "upgrade", "upsell": "upgrade", "xp": "xp",
}  # fmt: skip
"""Spellings of one word in shops' titles, English and German: our own list."""

COLOURS = frozenset({
    "black", "white", "silver", "gray", "red", "blue", "green", "yellow", "pink", "purple",
    "orange", "brown", "gold", "titanium", "beige", "violet", "burgundy", "teal",
    "turquoise", "ivory", "cream", "champagne", "bronze", "copper", "graphite", "charcoal",
    "navy", "lime", "magenta", "cyan", "plum", "platinum", "lila", "rosa", "braun",
    "tuerkis",
})  # fmt: skip
"""Words that tell one variant from another by its colour."""

_UNITS: dict[str, tuple[str, float]] = {
    "kb": ("byte", 1e3), "mb": ("byte", 1e6), "gb": ("byte", 1e9), "tb": ("byte", 1e12),
    "go": ("byte", 1e9), "inch": ("mm", 25.4), '"': ("mm", 25.4), "''": ("mm", 25.4),
    "'": ("mm", 25.4),
    "in": ("mm", 25.4), "ft": ("mm", 304.8), "m": ("mm", 1000.0), "cm": ("mm", 10.0),
    "mm": ("mm", 1.0), "yd": ("mm", 914.4), "l": ("ml", 1000.0), "cl": ("ml", 10.0),
    "dl": ("ml", 100.0), "ml": ("ml", 1.0), "floz": ("ml", 29.5735), "kg": ("g", 1000.0),
    "g": ("g", 1.0), "mg": ("g", 0.001), "oz": ("g", 28.3495), "lb": ("g", 453.592),
    "lbs": ("g", 453.592), "mp": ("mp", 1.0), "w": ("watt", 1.0), "kw": ("watt", 1000.0),
    "v": ("volt", 1.0), "mah": ("mah", 1.0), "ghz": ("mhz", 1000.0), "mhz": ("mhz", 1.0),
    "hz": ("hz", 1.0), "user": ("user", 1.0), "port": ("port", 1.0), "btu": ("btu", 1.0),
    "year": ("year", 1.0), "yr": ("year", 1.0), "cuft": ("cuft", 1.0),
    "sheet": ("sheet", 1.0), "sheets": ("sheet", 1.0), "blatt": ("sheet", 1.0),
}  # fmt: skip
"""Unit to its measure and the factor to that measure's own unit (SI and NIST SP 811 tables; a
gigabyte is 10^9 bytes, as drives are sold). "'" is what inch marks become in many feeds."""

_NUMBER = r"\d+(?:[.,]\d+)?"
_AMOUNT = re.compile(
    rf"(?<![\w.])({_NUMBER})\s?-?\s?(fl\.? ?oz|cu\.? ?ft|"
    + "|".join(sorted(map(re.escape, _UNITS), key=len, reverse=True))
    + r"|zoll|liter|litre|meter|inches|feet|foot|megapixels?|watts?|years?|users?|ports?)"
    r"(?![\w])"
)
_PACKS = (
    re.compile(r"(?<![\w.])(\d{1,4})\s?-?\s?(?:er[ -]?)?(?:pack|packs|pk|pck|pak|paar|pairs?|"
               r"count|ct|stueck|stk|pcs|pieces?|set|box|per box|units?)(?![a-z])"),
    re.compile(r"(?<![\w.])(\d{1,4})er[ -]?(?:pack|set|pckg|packung)"),
    re.compile(r"(?:pack|set|box|case|lot|bundle|packung|karton) (?:of|mit|von|a|zu) "
               r"(\d{1,4})(?![\w.])"),
    re.compile(rf"(?<![\w.])(\d{{1,3}}) ?x ?(?={_NUMBER} ?"
               r"(?:ml|cl|l|g|kg|mg|oz|m|stk|stueck)(?!\w))"),
)  # fmt: skip
_WORD_COUNTS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "ten": 10, "twin": 2,
                "double": 2, "triple": 3, "dual": 2, "zwei": 2, "drei": 3, "vier": 4}  # fmt: skip
_WORD_PACK = re.compile(rf"\b({'|'.join(_WORD_COUNTS)})[ -](?:pack|pk)\b|\b(doppelpack)\b")
_TOKEN = re.compile(r"(?<![^\W_])v?\d+[.,]\d+(?![\w.])|[^\W_]+")
_GROUPED = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_SPLIT_DECIMAL = re.compile(r"(?<=\d) \.(?=\d)")
_NOT_ALNUM = re.compile(r"[\W_]+")
_CODE = re.compile(r"[a-z0-9]+(?:[-/._][a-z0-9]+)*")
_NO_CODE = re.compile(r"\d+x\d+|\d+(?:st|nd|rd|th)|cs\d|mp\d|h26\d|usb\d+|\d+in\d+")
_RUN = re.compile(r"\d+(?:\.\d+)?")
_GERMAN = str.maketrans({"ß": "ss", "ä": "ae", "ö": "oe", "ü": "ue", "”": '"', "″": '"',
                         "“": '"', "’": "'", "′": "'", "×": "x", "®": " ", "™": " "})  # fmt: skip


def fold(text: str) -> str:
    """Lower case, no accents, single blanks; German umlauts as two letters."""
    text = unicodedata.normalize("NFC", text).lower().translate(_GERMAN)
    if not text.isascii():
        text = "".join(
            c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c)
        )
    text = _SPLIT_DECIMAL.sub(".", _GROUPED.sub("", text))
    return " ".join(text.split())


_PLATFORMS = re.compile(
    r"\b(?:win(?:dows)?|me|nt)[ /]*(?:(?:95|98|98se|se|me|nt|2000|xp|vista|7|8|10|11)\b[ /,&-]*)"
    r"{2,}(?:or (?:higher|later))?"
    r"|\b(?:mac )?os ?x?(?: v?\.? ?10(?: ?\.\d+)*)(?: or (?:higher|later))?"
    r"|\bmac(?:intosh)? 10(?: ?\.\d+)+(?: or (?:higher|later))?"
    r"|\bwin(?:dows)? ?(?:32|64)\b"
)


def without_platforms(folded: str) -> str:
    """Lists such as "win 98 me 2000 xp" as one word: their numbers are not the product's."""
    return _PLATFORMS.sub(lambda m: " mac " if "os" in m[0] or "mac" in m[0] else " win ", folded)


def compact(text: str) -> str:
    """Only letters and digits of a folded text: how codes are compared."""
    return _NOT_ALNUM.sub("", text)


def words(folded: str) -> tuple[str, ...]:
    """The words in their order, one spelling each: "v2.0", "2.0" and "2" are one word."""
    return tuple(_canonical(token) for token in _TOKEN.findall(folded))


@lru_cache(maxsize=200_000)
def _canonical(token: str) -> str:
    if token in _ALIASES:
        return _ALIASES[token]
    number = re.fullmatch(r"v?(\d+)(?:[.,](\d+))?", token)
    if number:
        rest = (number[2] or "").rstrip("0")
        return (number[1].lstrip("0") or "0") + (f".{rest}" if rest else "")
    if len(token) > 4 and token.endswith("s") and not token.endswith("ss") and token.isalpha():
        return token[:-1]
    return token


def codes(folded: str) -> tuple[str, ...]:
    """What may be a maker's number: letters with digits, or at least five digits, unpunctuated.

    Amounts with a unit (500gb, 1080p, 10x) are none.
    """
    found = dict.fromkeys(
        bare
        for token in _CODE.findall(folded)
        for piece in (token, *(token.split("/") if "/" in token else ()))
        if is_code(bare := compact(piece))
    )
    return tuple(found)


@lru_cache(maxsize=200_000)
def is_code(bare: str) -> bool:
    """Whether letters and digits look like a maker's number rather than a word or an amount."""
    digits = sum(c.isdigit() for c in bare)
    if len(bare) < 4 or not digits or len(bare) > 24:
        return False
    if digits == len(bare):
        return digits >= 5
    if re.fullmatch(r"\d+[a-z]{1,5}", bare) and _is_amount(bare):
        return False
    return _NO_CODE.fullmatch(bare) is None


def _is_amount(bare: str) -> bool:
    unit = bare.lstrip("0123456789")
    known = {
        "p",
        "i",
        "x",
        "k",
        "pack",
        "pk",
        "ct",
        "pcs",
        "bit",
        "page",
        "pages",
        "er",
        "way",
        "gbps",
        "mbps",
        "rpm",
        "dpi",
        "ohm",
        "ah",
        "wh",
        "hp",
        "min",
        "hr",
        "d",
        "fps",
        "cd",
        "dvd",
        "box",
        "inch",
        "feet",
        "year",
        "user",
        "disc",
        "gang",
        "channel",
    }
    return unit in known or unit in _UNITS  # fmt: skip


def numbers(folded: str) -> frozenset[str]:
    """Every run of digits, also inside words: "cs3 v11.0" has 3 and 11."""
    found = set()
    for run in _RUN.findall(folded):
        whole, _, rest = run.partition(".")
        rest = rest.rstrip("0")
        found.add((whole.lstrip("0") or "0") + (f".{rest}" if rest else ""))
    return frozenset(found)


def amounts(folded: str) -> dict[str, frozenset[float]]:
    """Measure to the amounts told, in that measure's own unit: "2TB" and "2000 GB" are equal.

    `pack` counts pieces: 6 for "6er Pack", "set of 6", "6 x 500 ml".
    """
    found: dict[str, set[float]] = {}
    for match in _AMOUNT.finditer(folded):
        value = float(match[1].replace(",", "."))
        unit = re.sub(r"[ .]", "", match[2])
        unit = _ALIASES.get(unit, unit)
        unit = unit.rstrip("s") if unit not in _UNITS else unit
        if unit in _UNITS:
            measure, factor = _UNITS[unit]
            found.setdefault(measure, set()).add(float(f"{value * factor:.4g}"))
    packs = set(_packs(folded))
    if packs:
        found["pack"] = packs
    return {measure: frozenset(values) for measure, values in found.items()}


def _packs(folded: str) -> Iterator[float]:
    for pattern in _PACKS:
        yield from (float(match[1]) for match in pattern.finditer(folded) if int(match[1]))
    for match in _WORD_PACK.finditer(folded):
        yield float(2 if match[2] else _WORD_COUNTS[match[1]])
