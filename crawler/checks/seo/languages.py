"""Language codes of hreflang: which are valid, and what a wrong one was probably meant to be."""

from functools import cache

from babel import Locale

_NOT_OFFICIAL = frozenset(
    {"AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UK", "UN", "XA", "XB", "ZZ"}
)
"""Regions in CLDR that ISO 3166-1 has not assigned. XK (Kosovo) is left in: it is in wide use."""

_MEANT_REGION = {
    "UK": "GB",
    "EN": "GB",
    "ENG": "GB",
    "USA": "US",
    "GER": "DE",
    "FRA": "FR",
    "JA": "JP",
}
_MEANT_LANGUAGE = {
    "jp": "ja", "cn": "zh", "gr": "el", "dk": "da", "cz": "cs", "ua": "uk", "eng": "en",
    "ger": "de", "deu": "de", "fra": "fr", "fre": "fr", "spa": "es",
    "ita": "it", "nld": "nl", "dut": "nl",
    "at": "de", "us": "en", "gb": "en", "iw": "he", "in": "id", "ji": "yi",
}  # fmt: skip
_DEPRECATED = frozenset({"in", "iw", "ji", "jw", "mo", "sh"})


def is_valid(code: str) -> bool:
    """x-default, or ISO 639-1 with an optional ISO 15924 script and ISO 3166-1 region."""
    if code.lower() == "x-default":
        return True
    language, *rest = code.split("-")
    if language.lower() not in languages():
        return False
    if rest and len(rest[0]) == 4 and rest.pop(0).title() not in scripts():
        return False
    return not rest or (len(rest) == 1 and rest[0].upper() in regions())


def likely(code: str) -> str | None:
    """The valid code that was probably meant: `en-UK` gives `en-GB`. None: no good guess."""
    parts = [part for part in code.strip().replace("_", "-").split("-") if part]
    if not parts or len(parts) > 3:
        return None
    if parts[0].lower() == "x":
        return "x-default"
    first, last = parts[0].lower(), parts[-1].upper()
    if len(parts) == 2 and first not in languages() and last.lower() in languages():
        swapped = f"{last.lower()}-{_MEANT_REGION.get(first.upper(), first.upper())}"
        if is_valid(swapped):
            return swapped  # GB-en
    if len(parts) == 1 and first.upper() in regions() and first in ("at", "us", "gb"):
        return f"{_MEANT_LANGUAGE[first]}-{first.upper()}"
    language = first if first in languages() else _MEANT_LANGUAGE.get(first)
    if language is None:
        return None
    for tail in (parts[1:], [_MEANT_REGION.get(last, last)], []):
        guess = "-".join([language, *(_cased(part) for part in tail)])
        if (len(parts) > 1 or not tail) and is_valid(guess):
            return guess
    return None


@cache
def languages() -> frozenset[str]:
    """Two-letter language codes (ISO 639-1), lower case."""
    known = {str(code) for code in Locale("en").languages}
    return frozenset(code for code in known if len(code) == 2) - _DEPRECATED


@cache
def regions() -> frozenset[str]:
    """Two-letter country codes (ISO 3166-1), upper case."""
    known = {str(code) for code in Locale("en").territories}
    return frozenset(code for code in known if len(code) == 2) - _NOT_OFFICIAL


@cache
def scripts() -> frozenset[str]:
    """Four-letter script codes (ISO 15924), first letter upper case."""
    return frozenset(str(code) for code in Locale("en").scripts)


def _cased(part: str) -> str:
    return part.title() if len(part) == 4 else part.upper()
