"""Words and numbers for sentences. Templates format numbers; sentences are made here."""

from decimal import Decimal
from functools import lru_cache
from urllib.parse import urlsplit

from babel.numbers import format_currency, format_decimal

PLATFORM_NAMES = {
    "shopify": "Shopify",
    "woocommerce": "WooCommerce",
    "magento": "Magento",
    "bigcommerce": "BigCommerce",
    "sfcc": "Salesforce Commerce Cloud",
    "prestashop": "PrestaShop",
    "opencart": "OpenCart",
    "shopware": "Shopware",
}

FAMILY_NAMES = {
    "seo": "Search",
    "data": "Structured data",
    "links": "Links",
    "images": "Pictures",
    "server": "Server and security",
    "price": "Prices",
    "mobile": "Phone",
    "access": "Accessibility",
    "journey": "Way to the checkout",
    "site": "Whole shop",
    "run": "The walk itself",
}


def count(number: int, one: str, many: str = "") -> str:
    """`1 page`, `2 pages`, `1,204 pages`."""
    word = one if number == 1 else many or f"{one}s"
    return f"{number:,} {word}"


def share(part: int, whole: int) -> float | None:
    """Percent with one decimal. None when there is no whole."""
    return round(100 * part / whole, 1) if whole else None


def family_name(family: str) -> str:
    """A family of checks in words."""
    return FAMILY_NAMES.get(family, family.replace("-", " ").capitalize())


def platform_name(name: str) -> str:
    """A shop system as its makers write it."""
    return PLATFORM_NAMES.get(name, name.replace("-", " ").capitalize())


def day(run: str) -> str:
    """`2026-08-22` from a run id or a time."""
    return run[:10]


def path_of(url: str) -> str:
    """A URL without scheme and host, for sentences about the own shop."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return url
    path = parts.path or "/"
    return f"{path}?{parts.query}" if parts.query else path


def is_web(url: str | None) -> bool:
    """Whether a crawled text may become a link: only http and https."""
    return bool(url) and str(url).lower().startswith(("http://", "https://"))


@lru_cache(maxsize=8192)
def money(amount: str | None, currency: str | None, language: str) -> str:
    """`€1,299.00`; a dash when there is no amount; the bare number without a currency."""
    if amount is None:
        return "–"
    number = Decimal(amount)
    if not currency:
        return str(format_decimal(number, format="#,##0.00", locale=locale_of(language)))
    return str(format_currency(number, currency, locale=locale_of(language)))


def locale_of(language: str) -> str:
    """Babel's spelling of a language code: `de-AT` is `de_AT`."""
    return language.replace("-", "_")


def clip(text: str, limit: int = 160) -> str:
    """The text on one line, cut with an ellipsis at `limit` characters."""
    line = " ".join(text.split())
    return line if len(line) <= limit else line[: limit - 1].rstrip() + "…"


def first_sentence(markdown: str) -> str:
    """The first sentence of a Markdown text, without its marks."""
    text = " ".join(line.lstrip("-*# 0123456789.").strip() for line in markdown.splitlines())
    text = text.replace("`", "").replace("**", "").strip()
    end = text.find(". ")
    return clip(text[: end + 1] if end > 0 else text, 200)
