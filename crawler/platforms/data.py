"""Numbers and texts out of what shop systems answer as JSON. Nothing in it is believed."""

import json
import re
from decimal import Decimal
from typing import Any
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit

from crawler.extract.currencies import NO_DECIMALS, THREE_DECIMALS, iso_code
from crawler.extract.money import money
from crawler.extract.offers_markup import words
from crawler.records import Availability, Money, normalise_url

_PLAIN = re.compile(r"\d{1,12}(?:\.\d{1,6})?", re.ASCII)


def json_of(body: bytes) -> tuple[Any, str]:
    """The value of a JSON body, and why there is none. Numbers with a point become Decimal."""
    try:
        return json.loads(body, parse_float=Decimal), ""
    except (ValueError, RecursionError):
        start = body[:200].lstrip().lower()
        if start.startswith((b"<!doctype", b"<html", b"<")):
            return None, "the answer is a page for people, no product data"
        return None, "the answer is no JSON"


def amount_of(value: object, currency: str | None = None) -> Money | None:
    """A price in full units: "12.50", 12.5 or Decimal. None: no plain number, or a negative one."""
    if isinstance(value, bool) or not isinstance(value, str | int | Decimal):
        return None
    text = str(value).strip()
    return money(Decimal(text), currency) if _PLAIN.fullmatch(text) else None


def minor_units(value: object, currency: str | None, decimals: object = None) -> Money | None:
    """A price in the smallest unit: "1250" is 12.50 EUR, but 1250 JPY.

    `decimals` is what the shop says; without it the currency's own count, else two.
    """
    if isinstance(value, bool) or not isinstance(value, str | int):
        return None
    text = str(value).strip()
    if not text.isascii() or not text.isdigit() or len(text) > 15:
        return None
    places = 0 if currency in NO_DECIMALS else 3 if currency in THREE_DECIMALS else 2
    if isinstance(decimals, int) and not isinstance(decimals, bool) and 0 <= decimals <= 4:
        places = decimals
    return money(Decimal(text).scaleb(-places), currency)


def text_of(value: object, limit: int = 300) -> str | None:
    """A text or number as text, entities resolved; None for anything else or nothing."""
    return words(value, limit) if isinstance(value, str | int) else None


def currency_code(value: object) -> str | None:
    """An ISO 4217 code; None: none or unknown."""
    return iso_code(value) if isinstance(value, str) else None


def stock_of(value: object) -> Availability | None:
    """True is in stock, False is not; anything else says nothing."""
    if not isinstance(value, bool):
        return None
    return Availability.IN_STOCK if value else Availability.OUT_OF_STOCK


def address_of(base: str, path: object) -> str | None:
    """A normalised address; None: it is none."""
    if not isinstance(path, str) or not path:
        return None
    try:
        return normalise_url(urljoin(base, path))
    except ValueError:
        return None


def object_of(value: object) -> dict[str, Any]:
    """A JSON object; empty for anything else."""
    return value if isinstance(value, dict) else {}


def rows_of(value: object) -> list[dict[str, Any]]:
    """The objects of a JSON array; empty for anything else."""
    return [row for row in value if isinstance(row, dict)] if isinstance(value, list) else []


def with_page(url: str, page: int, name: str = "page") -> str:
    """Path and query of the same address for another page."""
    parts = urlsplit(url)
    query = {**dict(parse_qsl(parts.query, keep_blank_values=True)), name: str(page)}
    return f"{parts.path}?{urlencode(query)}"


def page_of(url: str, name: str = "page") -> int:
    """The number of the page that an address asks for; 1 when it does not say."""
    text = dict(parse_qsl(urlsplit(url).query)).get(name, "1")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 7 else 1
