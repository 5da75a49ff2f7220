"""BigCommerce with Cornerstone and themes made from it."""

from crawler.platforms.base import PlatformAdapter, PriceRule
from crawler.records import PageKind, PriceType

ADAPTER = PlatformAdapter(
    name="bigcommerce",
    markup_signs=(
        ('[src*=".bigcommerce.com/"],[href*=".bigcommerce.com/"]', "files from bigcommerce.com"),
        (
            "[data-product-price-with-tax],[data-product-price-without-tax]",
            "Cornerstone price attributes",
        ),
        ('link[href*="mybigcommerce.com"]', "mybigcommerce.com"),
    ),
    header_signs=(("x-bc-storefront-request-id", "", "header x-bc-storefront-request-id"),),
    kinds=(
        (PageKind.SYSTEM, r"^/(?:cart|checkout|account|login|wishlist|compare)(?:\.php|/|$)"),
        (PageKind.SEARCH, r"^/search\.php"),
        (PageKind.CATEGORY, r"^/(?:categories|brands)(?:/|$)"),
    ),
    seed_paths=("/xmlsitemap.php", "/sitemap.xml"),
    traps=(
        r"^/(?:cart|login|wishlist|compare|account|giftcertificates)\.php",
        r"[?&](?:action|_bc_fsnf|brand|price_min|price_max|rating)=",
    ),
    box=".productView",
    prices=(
        PriceRule("[data-product-price-with-tax]", tax_included=True),
        PriceRule("[data-product-price-without-tax]"),
        PriceRule("[data-product-non-sale-price-with-tax]", PriceType.WAS),
        PriceRule("[data-product-non-sale-price-without-tax]", PriceType.WAS),
        PriceRule("[data-product-rrp-with-tax]", PriceType.LIST),
        PriceRule("[data-product-rrp-price-without-tax]", PriceType.LIST),
    ),
    fix_hints={
        "seo/title-missing": "Products > the product > SEO > Page Title.",
        "seo/title-duplicate": "Products > the product > SEO > Page Title.",
        "seo/description-missing": "Products > the product > SEO > Meta Description.",
        "seo/h1-missing": (
            "Storefront > Themes > Edit Theme Files > "
            "templates/components/products/product-view.html."
        ),
        "seo/canonical-multiple": (
            "Storefront > Script Manager: a script may add a second canonical to the theme's own."
        ),
        "seo/noindex-money-page": (
            "Store Setup > Store Settings > SEO, and Storefront > Script Manager."
        ),
        "data/sd-product-missing": (
            "Storefront > Themes > Edit Theme Files > templates/components/products/schema.html."
        ),
        "data/sd-parse-error": (
            "Storefront > Themes > Edit Theme Files > templates/components/products/schema.html."
        ),
        "data/sd-product-required-missing": (
            "The theme writes minPrice and maxPrice for variants: add lowPrice in schema.html."
        ),
        "data/sd-gtin-invalid": "Products > the product > Product Identifiers > GTIN.",
        "data/sd-offer-availability-invalid": (
            "Products > the product > Inventory and Purchasability."
        ),
        "price/price-missing": (
            "Products > the product > Pricing > Default Price, and Purchasability > Show price."
        ),
        "price/price-visible-vs-markup": (
            "Settings > Tax > how prices are shown; schema.html may print the other one."
        ),
        "links/link-broken-internal": (
            "Server Settings > 301 Redirects for moved pages; Storefront > Web Pages "
            "for links in text."
        ),
        "mobile/viewport-missing": (
            "Storefront > Themes > Edit Theme Files > templates/layout/base.html, inside <head>."
        ),
    },
)
