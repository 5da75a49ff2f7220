"""What a page says of its money before its prices are read: the currency, and the country."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from urllib.parse import urlsplit

from babel.core import get_global

from crawler.extract.currencies import country_of, currency_of, iso_code
from crawler.extract.document import Document, attribute
from crawler.extract.offers_markup import MarkupFacts
from crawler.extract.state import state_currency, switcher_currency
from crawler.records import HeadFacts

_META = (
    "product:price:currency", "og:price:currency", "product:sale_price:currency", "og:currency",
)  # fmt: skip
_FOLDER = re.compile(r"^/(?:([a-z]{2})/[a-z]{2}|[a-z]{2}[-_]([a-z]{2}))(?:/|$)", re.IGNORECASE)
"""A country among the first folders: /ie/en/ and /en-ie/."""
_PRICES = re.compile(
    r"(?:[A-Z]{3}|[A-Z]{0,2}[$€£¥₹₩₺₪₫₴₽฿])\s?\d[\d.,]*"
    r"|\d[\d.,]*\s?(?:[€£₽₺₴₫₪]|[A-Z]{3}\b|z[łl]\b|K[čc]\b)"
)
"""Amounts with a sign or code before or behind them, anywhere on a page."""
_SPOKEN = tuple(
    (country, re.compile(pattern))
    for country, pattern in (
        ("US", r"\b(?:USA|U\.S\.A?\.?|United States|US [Dd]ollars?)(?![\w.])"
               r"|\b1[-. ]\(?8(?:00|88|77|66|55|44|33)\)?[-. ]\d{3}[-. ]\d{4}\b"),
        ("CA", r"\bCanad(?:a|ian)\b"),
        ("AU", r"\bAustralian?\b"),
        ("NZ", r"\bNew Zealand\b"),
        ("SG", r"\bSingapore\b"),
        ("HK", r"\bHong Kong\b"),
        ("MX", r"\bM[ée]xico\b"),
    )
)  # fmt: skip
"""How shops with a general domain say which dollar they mean; toll-free numbers are from
nanpa.com, as known on 2026-11-29."""
_READ = 60_000
"""Characters of a page's text that are searched for signs."""


@dataclass(frozen=True, slots=True)
class MoneyHints:
    """What settles the currency of an amount that does not name one."""

    currency: str | None
    """What the page says of its prices. None: nothing."""
    country: str | None
    """ISO country that settles shared signs such as $."""
    local: str | None = None
    """What amounts without any sign are in: the only currency on the page, else the money of the
    country that the address names."""


def money_hints(
    document: Document,
    head: HeadFacts,
    markup: tuple[MarkupFacts, ...],
    currency_hint: str | None,
    language_hint: str | None,
) -> MoneyHints:
    """Currency and country of the page's prices, by what it says of itself."""
    parts = urlsplit(document.url)
    host = parts.hostname or ""
    language = language_hint or head.lang or head.meta_value("og:locale")
    country = country_of(host, None) or _folder_country(parts.path) or country_of(host, language)
    if country is None:
        country = country_of("", head.meta_value("og:locale") or head.lang)
    named = _first(offer.currency for facts in markup for offer in facts.offers)
    meta = _first(iso_code(head.meta_value(name)) for name in _META)
    if named or meta:
        return MoneyHints(named or meta, country)
    for node in document.css('[itemprop="priceCurrency"]')[:3]:
        code = iso_code(attribute(node, "content") or node.text())
        if code:
            return MoneyHints(code, country)
    known = iso_code(currency_hint) or state_currency(document)
    if known is None and country is None:
        known = switcher_currency(document, "$") or switcher_currency(document, "kr")
    if known is not None:
        return MoneyHints(known, country)
    country = country or _spoken_country(document)
    return MoneyHints(None, country, _only_currency(document, country) or _local(host, parts.path))


def _only_currency(document: Document, country: str | None) -> str | None:
    """The currency of all amounts on the page that name one. None: several, or fewer than two."""
    seen = Counter(
        code
        for match in _PRICES.finditer(document.text[:_READ])
        if (code := currency_of(match[0], country)) is not None
    )
    return next(iter(seen)) if len(seen) == 1 and seen.total() > 1 else None


def _spoken_country(document: Document) -> str | None:
    """The only dollar country that the page speaks of. None: none, or several."""
    text = document.text[:_READ]
    found = [country for country, pattern in _SPOKEN if pattern.search(text)]
    return found[0] if len(found) == 1 else None


def _local(host: str, path: str) -> str | None:
    country = country_of(host, None) or _folder_country(path)
    return _money_of(country) if country else None


def _folder_country(path: str) -> str | None:
    match = _FOLDER.match(path)
    country = (match[1] or match[2]).upper() if match else ""
    return country if country in get_global("territory_currencies") else None


@cache
def _money_of(country: str) -> str | None:
    """The legal tender of a country today (CLDR by way of babel). None: unknown, or several."""
    rows = get_global("territory_currencies").get(country, ())
    now = [code for code, _, until, tender in rows if tender and until is None]
    return now[0] if len(now) == 1 else None


def _first(values: Iterable[str | None]) -> str | None:
    return next((value for value in values if value), None)
