"""A price as people write it, read as one exact number: "1.299,00 €" is 1299.00 EUR."""

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import lru_cache

from price_parser import Price

from crawler.extract.currencies import NO_DECIMALS, SIGN, THREE_DECIMALS, currency_of, iso_code
from crawler.records import Money

MAX_AMOUNT = Decimal(10) ** 12
_MAX_TEXT = 160
_INVISIBLE = dict.fromkeys(
    map(ord, "\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u2060\ufeff\xad")
)
NUMBER = re.compile(r"\d[\d.,'’\u00a0\u202f ]*")
"""Digits with the marks that may stand between them."""

RANGE = re.compile(r"\d\s*(?:[^\d\s]{0,4}\s*)?(?:–|—|-|to|bis|à|až|~)\s*[^\d\s]{0,4}\s*\d")
"""Two amounts joined as a range: "19.95 - 24.95"."""

_AMBIGUOUS = re.compile(r"(?<![\d.,])\d{1,3}([.,])\d{3}(?![\d.,])")
_NOW = re.compile(
    r"\b(?:now|jetzt|maintenant|ahora|adesso|teraz|nyní|agora)\b:?\s*(?=\D{0,4}\d)", re.I
)
_THRESHOLD = re.compile(
    r"\b(?:orders?|purchases?|bestellungen|commandes?)\s+(?:over |above |from |ab |dès )?\D{0,3}\d",
    re.I,
)
"""What a basket must cost for something: "Free shipping on orders $49+"."""
_NEAR = re.compile(r"\d[\d.,' ]*")
_MACHINE = re.compile(r"(?:-?\d{1,15}(?:\.\d{1,6})?)")


@dataclass(frozen=True, slots=True)
class ParsedPrice:
    """One number and its currency, or why there is none."""

    amount: Decimal | None
    currency: str | None
    reason: str = ""
    """Empty when all is clear; else why the amount is None or how an ambiguity was settled."""


def parse_price(
    text: str | None,
    *,
    currency_hint: str | None = None,
    decimal_separator: str | None = None,
    country: str | None = None,
) -> ParsedPrice:
    """Read one price out of visible text.

    One separator followed by exactly three digits groups thousands, unless the currency has three
    decimals; a number beside a currency sign wins over one that stands alone. `currency_hint` is
    an ISO code or a sign from elsewhere on the page, `country` an ISO country that settles shared
    signs.
    """
    return _read((text or "")[: 4 * _MAX_TEXT], currency_hint, decimal_separator, country)


@lru_cache(maxsize=2048)
def _read(
    text: str, currency_hint: str | None, decimal_separator: str | None, country: str | None
) -> ParsedPrice:
    """The price in a text. The same amounts stand in the tiles of many pages."""
    plain = tidy(text)
    if not plain:
        return ParsedPrice(None, None, "no text")
    hint = iso_code(currency_hint) or currency_of(currency_hint or "", country)
    currency = currency_of(plain, country, hint)
    if currency is None and SIGN.search(plain) is None:
        currency = hint
    part = _best_part(plain)
    if _THRESHOLD.search(plain):
        return ParsedPrice(None, currency, "what an order must come to, no price")
    separator = decimal_separator or _separator(part, currency)
    try:
        price = Price.fromstring(part, decimal_separator=separator)
    except (ValueError, InvalidOperation):
        return ParsedPrice(None, currency, "not a number")
    amount = price.amount
    if amount is None:
        return ParsedPrice(None, currency, "no number")
    if amount == 0 and not any(c.isdigit() for c in part):
        return ParsedPrice(Decimal(0), currency, 'the text says "free"')
    if amount > MAX_AMOUNT:
        return ParsedPrice(None, currency, "the number is too large for a price")
    return ParsedPrice(amount, currency, "" if currency else "no currency")


def machine_amount(value: object) -> tuple[Decimal | None, bool]:
    """The amount of a markup value and whether it keeps to schema.org's number format.

    schema.org/price: '.' as decimal mark, no grouping, no currency sign. What breaks the rule is
    read as people's text, so "1.299,00 €" still gives 1299.00, with False.
    """
    if isinstance(value, bool) or value is None:
        return None, True
    text = repr(value) if isinstance(value, int | float) else str(value).strip()
    if _MACHINE.fullmatch(text):
        return Decimal(text), True
    if isinstance(value, float):
        number = Decimal(text)
        return (number if number.is_finite() and abs(number) < MAX_AMOUNT else None), True
    if not any(c.isdigit() for c in text):
        return None, not text
    return parse_price(text).amount, False


def money(amount: Decimal, currency: str | None) -> Money:
    """Money with the decimals of its currency, so that 10, 10.0 and 10.00 are one spelling.

    Digits that say something stay: 34.992 does not become 34.99.
    """
    places = 0 if currency in NO_DECIMALS else 3 if currency in THREE_DECIMALS else 2
    rounded = amount.quantize(Decimal(1).scaleb(-places)) if amount < MAX_AMOUNT else amount
    return Money(amount=rounded if rounded == amount else amount, currency=currency)


@lru_cache(maxsize=2048)
def price_range(text: str, currency_hint: str | None = None) -> tuple[Decimal, Decimal] | None:
    """The two ends of a range such as "$15.00 – $20.00"; None when the text is no range."""
    plain = tidy(text)
    if not RANGE.search(plain):
        return None
    parts = [number.strip(" -") for number in NUMBER.findall(plain)]
    if len(parts) != 2:
        return None
    low, high = (parse_price(part, currency_hint=currency_hint).amount for part in parts)
    return (low, high) if low is not None and high is not None and low < high else None


def tidy(text: str) -> str:
    """Digits of any script as 0-9, odd spaces as spaces, invisible marks gone; 160 characters."""
    text = text[: _MAX_TEXT * 4]
    if not text.isascii():
        text = text.translate(_INVISIBLE).replace("٫", ".").replace("٬", ",").replace("−", "-")
        text = "".join(
            str(unicodedata.digit(c)) if c.isdigit() and unicodedata.digit(c, None) is not None
            and not c.isascii() and unicodedata.category(c) == "Nd" else c
            for c in unicodedata.normalize("NFKC", text)
        )  # fmt: skip
    return " ".join(text.split())[:_MAX_TEXT]


def _separator(text: str, currency: str | None) -> str | None:
    """The decimal mark where the currency tells, or a nought before it: 0.035 is no thousand."""
    match = _AMBIGUOUS.search(text)
    if match and (currency in THREE_DECIMALS or match[0].startswith("0")):
        return match[1]
    return None


def _best_part(text: str) -> str:
    """The piece of a text whose number is the price: beside the sign, after "now"."""
    now = list(_NOW.finditer(text))
    if now:
        return text[now[-1].end() :]
    signs = list(SIGN.finditer(text))
    span = RANGE.search(text)
    if not signs or (span and len(NUMBER.findall(text)) == 2):
        # The number before the sign of "from 26 to 50 €" is the dearer end.
        return text
    numbers = list(_NEAR.finditer(text))
    if len(numbers) < 2:
        return text
    for sign in signs:
        for number in numbers:
            before = text[sign.end() : number.start()]
            after = text[number.end() : sign.start()]
            if sign.end() <= number.start() and not before.strip(" .:"):
                return text[number.start() : number.end() + 12]
            if number.end() <= sign.start() and not after.strip():
                return text[number.start() :]
    return text
