"""Structured data and Open Graph fields of the own shop's pages."""

from __future__ import annotations

import json
from decimal import Decimal

from tests.street.goods import Product, Variant
from tests.street.own.page import Json, JsonObject, Link, Page

SHOP = "Blue Mug"


def money(amount: Decimal) -> str:
    """As the shop writes it: `€1,299.00`."""
    return f"€{amount:,.2f}"


def product_json(product: Product, base: str, description: str) -> JsonObject:
    """A schema.org Product with one Offer, or one for each size."""
    offers: Json
    if product.variants:
        offers = [_offer(product, base, variant) for variant in product.variants]
    else:
        offers = _offer(product, base, None)
    return {
        "@context": "http://schema.org/",
        "@type": "Product",
        "name": product.name,
        "url": base + product.path,
        "image": [base + picture_path(product, "front")],
        "description": description,
        "sku": product.sku,
        "gtin13": product.gtin,
        "mpn": product.mpn,
        "brand": {"@type": "Brand", "name": product.brand},
        "offers": offers,
    }


def _offer(product: Product, base: str, variant: Variant | None) -> JsonObject:
    return {
        "@type": "Offer",
        "sku": variant.sku if variant else product.sku,
        "availability": f"http://schema.org/{product.availability}",
        "itemCondition": "http://schema.org/NewCondition",
        "price": str(variant.price if variant else product.price),
        "priceCurrency": product.currency,
        "url": base + product.path + (f"?variant={variant.sku}" if variant else ""),
    }


def picture_path(product: Product, side: str) -> str:
    """Path of a product picture; `side` is front or detail."""
    return f"/images/{product.sku.lower()}-{side}.png"


def crumbs_json(crumbs: list[Link], here: str, base: str) -> JsonObject:
    """A BreadcrumbList that ends with the page itself, which needs no address."""
    steps: list[Json] = [
        {"@type": "ListItem", "position": at, "name": crumb.text, "item": base + crumb.href}
        for at, crumb in enumerate(crumbs, 1)
    ]
    steps.append({"@type": "ListItem", "position": len(crumbs) + 1, "name": here})
    return {
        "@context": "https://schema.org",
        "@type": "BreadcrumbList",
        "itemListElement": steps,
    }


def shop_json(base: str) -> list[JsonObject]:
    """Organization and WebSite, for the home page."""
    return [
        {
            "@context": "http://schema.org",
            "@type": "Organization",
            "name": SHOP,
            "logo": base + "/images/logo.png",
            "url": base,
            "hasMerchantReturnPolicy": {
                "@type": "MerchantReturnPolicy",
                "applicableCountry": "IE",
                "returnPolicyCategory": "https://schema.org/MerchantReturnFiniteReturnWindow",
                "merchantReturnDays": 30,
                "returnMethod": "https://schema.org/ReturnByMail",
                "returnFees": "https://schema.org/FreeReturn",
            },
        },
        {
            "@context": "http://schema.org",
            "@type": "WebSite",
            "name": SHOP,
            "url": base,
        },
    ]


def open_graph(page: Page, base: str, kind: str, image: str) -> dict[str, str]:
    """The og: fields every page has."""
    return {
        "og:site_name": SHOP,
        "og:url": base + page.path,
        "og:title": page.heading,
        "og:type": kind,
        "og:description": page.description or page.heading,
        "og:image": base + image,
        "twitter:card": "summary_large_image",
    }


def script_texts(page: Page) -> list[str]:
    """JSON-LD as it stands in the page, slashes escaped as this platform does."""
    texts = [json.dumps(block, indent=2, ensure_ascii=False) for block in page.data]
    if page.data_has_comma:
        texts[0] = texts[0].removesuffix("\n}") + ",\n}"
    return [text.replace("/", "\\/") for text in texts]
