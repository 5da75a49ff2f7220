"""Small pages for the extraction tests, through the public functions."""

from decimal import Decimal

from crawler.extract import PageFacts, extract_page, parse
from crawler.platforms import adapter
from crawler.records import HttpFacts, OfferFacts

HOME = "https://shop.example/"
PRODUCT = "https://shop.example/products/mug"


def facts(
    body: str | bytes,
    url: str = HOME + "page",
    *,
    platform: str = "generic",
    headers: dict[str, str] | None = None,
    currency: str | None = None,
) -> PageFacts:
    """All facts of one page of a made-up shop."""
    return extract_page(
        parse(body, url, headers=headers or {}),
        platform=adapter(platform),
        home_url=HOME,
        currency_hint=currency,
        http=HttpFacts(status=200, headers=headers or {}),
    )


def offer(body: str, *, platform: str = "generic", url: str = PRODUCT) -> OfferFacts:
    """The offer of a product page."""
    return facts(body, url, platform=platform).offer


def amount(found: OfferFacts) -> Decimal | None:
    """The amount of the price, None when there is none."""
    return found.price.amount if found.price else None


def page(main: str, *, head: str = "", lang: str = "en") -> str:
    """A whole page around some markup."""
    return (
        f"<!doctype html><html lang={lang}><head><title>Mug | Shop</title>{head}</head>"
        f"<body><header><nav><a href='/'>Home</a></nav></header><main>{main}</main>"
        "<footer><a href='/terms'>Terms</a></footer></body></html>"
    )


def product_json(offers: str, more: str = "") -> str:
    """A JSON-LD Product named Mug with the given `offers` value."""
    return (
        '<script type="application/ld+json">{"@context":"https://schema.org","@type":"Product",'
        f'"name":"Mug","sku":"M-1"{more},"offers":{offers}}}</script>'
    )
