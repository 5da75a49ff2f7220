"""Shopware 6 with its storefront theme."""

from crawler.platforms.base import PlatformAdapter, PriceRule, StockRule
from crawler.records import Availability, PageKind, PriceType

ADAPTER = PlatformAdapter(
    name="shopware",
    markup_signs=(
        (
            '[href*="/bundles/storefront/"],[src*="/bundles/storefront/"]',
            "files from /bundles/storefront/",
        ),
        (
            "body.is-ctl-product,body.is-ctl-navigation,body[class*='is-ctl-'][class*='is-act-']",
            "Shopware body class",
        ),
        ("[data-off-canvas-cart],[data-cookie-permission]", "Shopware plugin attributes"),
        (".product-detail-buy,.product-detail-price", "elements of the storefront theme"),
    ),
    header_signs=(
        ("sw-context-token", "", "header sw-context-token"),
        ("sw-language-id", "", "header sw-language-id"),
        ("sw-version-id", "", "header sw-version-id"),
    ),
    kinds=(
        (PageKind.SYSTEM, r"^(?:/[a-z]{2})?/(?:checkout|account|wishlist)(?:/|$)"),
        (PageKind.PRODUCT, r"^(?:/[a-z]{2})?/detail/[0-9a-f]{32}"),
        (PageKind.CATEGORY, r"^(?:/[a-z]{2})?/navigation/[0-9a-f]{32}"),
        (PageKind.SEARCH, r"^(?:/[a-z]{2})?/(?:search|suggest)(?:$|\?)"),
    ),
    seed_paths=("/sitemap.xml",),
    traps=(
        r"^/(?:checkout|account|wishlist|widgets|cookie)(?:/|$)",
        r"[?&](?:order|p|properties|manufacturer|min-price|max-price|rating|shipping-free)=",
    ),
    drop_parameters=frozenset({"sw-context-token"}),
    box=".product-detail-buy,.product-detail-price-container",
    prices=(
        PriceRule(".product-detail-price"),
        PriceRule(".list-price-price", PriceType.WAS),
        PriceRule(".regulation-price", PriceType.LIST),
        PriceRule(".price-unit-reference-content", PriceType.UNIT),
    ),
    stock=(
        StockRule(
            (
                ".product-detail-delivery-information .delivery-not-available,"
                ".product-detail-buy .delivery-soldout"
            ),
            Availability.OUT_OF_STOCK,
        ),
        StockRule(".product-detail-buy .delivery-preorder", Availability.PRE_ORDER),
        StockRule(".product-detail-buy .delivery-available", Availability.IN_STOCK),
    ),
    fix_hints={
        "seo/title-missing": "Catalogues > Products > the product > SEO > Meta title.",
        "seo/title-duplicate": "Catalogues > Products > the product > SEO > Meta title.",
        "seo/description-missing": "Catalogues > Products > the product > SEO > Meta description.",
        "seo/h1-missing": (
            "Content > Shopping Experiences > the layout: add the product name element."
        ),
        "seo/canonical-multiple": (
            "Catalogues > Products > the product > SEO > Canonical URL; a plugin may "
            "print a second."
        ),
        "seo/noindex-money-page": "The theme's storefront/layout/meta.html.twig, block robots.",
        "data/sd-product-missing": (
            "The theme's storefront/page/product-detail/buy-widget.html.twig must keep "
            "its schema.org attributes."
        ),
        "data/sd-parse-error": "The theme's buy-widget.html.twig, or the SEO plugin's settings.",
        "data/sd-product-required-missing": "Catalogues > Products > the product > Prices.",
        "data/sd-gtin-invalid": "Catalogues > Products > the product > Specifications > GTIN/EAN.",
        "data/sd-offer-availability-invalid": (
            "Catalogues > Products > the product > Deliverability."
        ),
        "price/price-missing": (
            "Catalogues > Products > the product > Prices, for this sales channel's currency."
        ),
        "price/price-visible-vs-markup": (
            "Customers > Customer groups > Tax display (gross or net)."
        ),
        "links/link-broken-internal": (
            "Catalogues > Categories for the menu; Settings > SEO for addresses."
        ),
        "mobile/viewport-missing": "The theme's storefront/layout/meta.html.twig.",
    },
)
