"""Words for sentences: families, shop systems, addresses, texts cut to fit."""

from urllib.parse import urlsplit

from reports.language import N_, _

PLATFORM_NAMES = {
    "shopify": "Shopify",
    "woocommerce": "WooCommerce",
    "magento": "Magento",
    "bigcommerce": "BigCommerce",
    "sfcc": "Salesforce Commerce Cloud",
    "prestashop": "PrestaShop",
    "opencart": "OpenCart",
    "shopware": "Shopware",
    "generic": N_("Generic"),
}

FAMILY_NAMES = {
    "seo": N_("Search"),
    "data": N_("Structured data"),
    "links": N_("Links"),
    "images": N_("Pictures"),
    "server": N_("Server and security"),
    "price": N_("Prices"),
    "mobile": N_("Phone"),
    "access": N_("Accessibility"),
    "journey": N_("Way to the checkout"),
    "site": N_("Whole shop"),
    "run": N_("The walk itself"),
}


def share(part: int, whole: int) -> float | None:
    """Percent with one decimal. None when there is no whole."""
    return round(100 * part / whole, 1) if whole else None


def family_name(family: str) -> str:
    """A family of checks in words."""
    name = FAMILY_NAMES.get(family)
    return _(name) if name else family.replace("-", " ").capitalize()


def platform_name(name: str) -> str:
    """A shop system as its makers write it."""
    return _(PLATFORM_NAMES.get(name, name.replace("-", " ").capitalize()))


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
