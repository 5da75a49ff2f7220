"""Currencies as shops write them, resolved to ISO 4217; a shared sign needs the country."""

import re

from babel.core import get_global

_UNIQUE = {
    "€": "EUR", "eur": "EUR", "euro": "EUR", "euros": "EUR",
    "£": "GBP", "zł": "PLN", "kč": "CZK", "kc": "CZK",
    "₽": "RUB", "руб": "руб?", "rur": "RUB", "б.р.": "BYN", "б.р": "BYN",
    "₴": "UAH", "грн": "UAH", "₺": "TRY", "tl": "TRY",
    "₹": "INR", "₪": "ILS", "₩": "KRW", "₫": "VND", "฿": "THB", "₱": "PHP", "₦": "NGN", "₸": "KZT",
    "₾": "GEL", "₼": "AZN", "₡": "CRC", "₲": "PYG", "₮": "MNT", "₭": "LAK", "৳": "BDT",
    "r$": "BRL", "c$": "CAD", "ca$": "CAD", "cad$": "CAD", "a$": "AUD", "au$": "AUD", "nz$": "NZD",
    "hk$": "HKD", "nt$": "TWD", "s$": "SGD", "us$": "USD", "usd$": "USD", "u.s.$": "USD",
    "mx$": "MXN", "mxn$": "MXN", "ar$": "ARS", "clp$": "CLP", "cl$": "CLP", "co$": "COP",
    "s/.": "PEN", "s/": "PEN", "b/.": "PAB", "lei": "RON", "leu": "RON", "лв": "BGN", "ft": "HUF",
    "kn": "EUR",
    "hrk": "EUR", "rp": "IDR", "rm": "MYR", "chf": "CHF", "fr.": "CHF", "sfr": "CHF",
    "kd": "KWD", "bd": "BHD", "jd": "JOD", "dh": "AED", "dhs": "AED", "aed": "AED", "sr": "SAR",
    "qr": "QAR", "درهم": "AED", "ريال": "SAR", "د.ك": "KWD", "ر.س": "SAR", "د.إ": "AED",
    "円": "JPY", "元": "元?", "塊": "元?", "원": "KRW",
    "дин": "RSD", "din": "RSD", "rsd": "RSD", "ден": "MKD",
    "rs.": "INR?", "rs": "INR?", "r": "ZAR?", "$": "$?", "kr": "kr?", "kr.": "kr?", "¥": "¥?",
    "￥": "¥?", "$u": "UYU", "mdl": "MDL", "byn": "BYN", ":-": "SEK", "gbp": "GBP",
    "usd": "USD", "dkk": "DKK",
    "р.": "руб?", "р": "руб?", "₨": "INR?", "kwd": "KWD", "bgn": "BGN",
}  # fmt: skip

_BY_COUNTRY = {
    "$": {
        "US": "USD", "CA": "CAD", "AU": "AUD", "NZ": "NZD", "HK": "HKD", "SG": "SGD", "MX": "MXN",
        "AR": "ARS", "CL": "CLP", "CO": "COP", "TW": "TWD", "UY": "UYU", "JM": "JMD", "BS": "BSD",
        "EC": "USD", "PR": "USD", "SV": "USD", "BR": "BRL", "TT": "TTD", "NA": "NAD",
    },
    "kr": {"SE": "SEK", "NO": "NOK", "DK": "DKK", "IS": "ISK", "FO": "DKK"},
    "¥": {"JP": "JPY", "CN": "CNY"},
    "元": {"CN": "CNY", "TW": "TWD", "HK": "HKD", "": "CNY"},
    "руб": {"RU": "RUB", "BY": "BYN", "": "RUB"},
    "INR": {"IN": "INR", "PK": "PKR", "LK": "LKR", "NP": "NPR", "MU": "MUR"},
    "ZAR": {"ZA": "ZAR"},
}  # fmt: skip

THREE_DECIMALS = frozenset({"BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"})
"""Currencies with three decimals. Source: ISO 4217 table A.1."""

NO_DECIMALS = frozenset(
    {
        "BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "VND", "VUV",
        "XAF", "XOF", "XPF",
    }
)  # fmt: skip
"""Currencies without decimals. Source: ISO 4217 table A.1."""

_LEGACY = {"RUR": "RUB", "HRK": "EUR", "BYR": "BYN", "TRL": "TRY", "ROL": "RON"}
ISO_CODES = frozenset(get_global("all_currencies")) - {"X" * 3, "XTS"}
"""ISO 4217 codes of money: without its two placeholders, three X for "no currency" and XTS for
tests, which no shop can mean."""
_SIGNS = sorted(
    (sign for sign in _UNIQUE if not sign.isascii() or not sign.isalpha()), key=len, reverse=True
)
_WORDS = sorted(
    (sign for sign in _UNIQUE if sign.isascii() and sign.isalpha()), key=len, reverse=True
)
_CODE = re.compile(r"(?<![A-Za-z])([A-Z]{3})(?![A-Za-z])")
_PREFIXED = re.compile(r"(?<![A-Za-z])([A-Z]{1,3})\s?\$")
SIGN = re.compile(
    "|".join(re.escape(sign) for sign in _SIGNS)
    + "|(?<![a-zåäöéèü])(?:" + "|".join(re.escape(word) for word in _WORDS) + ")(?![a-zåäöéèü])",
    re.IGNORECASE,
)  # fmt: skip
"""A currency sign or a short word such as kr, standing by itself."""


def iso_code(value: object) -> str | None:
    """An ISO 4217 code from a machine value: "eur", "€" or "RUR" included; None when unknown."""
    text = str(value or "").strip()
    code = text.upper()
    code = _LEGACY.get(code, code)
    if code in ISO_CODES:
        return code
    named = _UNIQUE.get(text.lower())
    return named if named in ISO_CODES else None


def currency_of(text: str, country: str | None = None, hint: str | None = None) -> str | None:
    """The currency that a text names. A shared sign such as $ is settled by `hint`, then `country`.

    None: no currency in the text, or a shared sign that nothing settles. Never defaults to USD.
    """
    for match in _CODE.finditer(text):
        code = _LEGACY.get(match[1], match[1])
        if code in ISO_CODES and code not in ("ALL", "TOP", "TRY", "MOP", "CUP", "SOS", "STD"):
            return code
        if code == "TRY" and any(c.isdigit() for c in text):
            return code
    prefixed = _PREFIXED.search(text)
    if prefixed:
        named = _UNIQUE.get(prefixed[1].lower() + "$")
        if named:
            return named
    sign = SIGN.search(text)
    if sign is None:
        return None
    named = _UNIQUE[sign[0].lower()]
    if not named.endswith("?"):
        return named
    return _settle(named[:-1], country, hint)


def _settle(sign: str, country: str | None, hint: str | None) -> str | None:
    shared = _BY_COUNTRY[sign]
    if hint and hint in shared.values():
        return hint
    return shared.get(country or "")


_TLD_COUNTRY = {"uk": "GB"}
_LANGUAGE_COUNTRY = {
    "sv": "SE", "da": "DK", "nb": "NO", "nn": "NO", "no": "NO", "ja": "JP", "is": "IS",
}  # fmt: skip


def country_of(host: str, language: str | None) -> str | None:
    """ISO country from a country domain (shop.co.nz), else from a language tag (en-AU).

    None means neither says: .com with plain "en" may sell in any dollar.
    """
    ending = host.rpartition(".")[2].lower()
    if len(ending) == 2 and ending.isalpha() and ending not in ("io", "co", "me", "tv", "ai", "eu"):
        return _TLD_COUNTRY.get(ending, ending.upper())
    parts = re.split(r"[-_]", language or "")
    for part in parts[1:]:
        if len(part) == 2 and part.isalpha():
            return part.upper()
    return _LANGUAGE_COUNTRY.get(parts[0].lower())
