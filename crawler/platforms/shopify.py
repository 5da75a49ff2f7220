"""Shopify, with Dawn and the themes made from it."""

from crawler.platforms.base import PlatformAdapter, PriceRule, StockRule
from crawler.platforms.shopify_data import CATALOGUE
from crawler.records import Availability, PageKind, PriceType

ADAPTER = PlatformAdapter(
    name="shopify",
    markup_signs=(
        (
            'link[href*="cdn.shopify.com"],script[src*="cdn.shopify.com"]',
            "files from cdn.shopify.com",
        ),
        ('[src*="/cdn/shop/"],link[href*="/cdn/shop/"]', "files from /cdn/shop/"),
        (
            'meta[name="shopify-digital-wallet"],meta[name="shopify-checkout-api-token"]',
            "a shopify meta tag",
        ),
        ('[id^="shopify-section"],[class*="shopify-section"]', "shopify-section in the markup"),
        (
            'form[action*="/cart/add"][id^="product"],product-info,cart-drawer',
            "Shopify theme elements",
        ),
    ),
    header_signs=(
        ("x-shopid", "", "header x-shopid"),
        ("x-shopify-stage", "", "header x-shopify-stage"),
        ("powered-by", "Shopify", "header powered-by: Shopify"),
        ("powered-by", "Hydrogen", "header powered-by: Hydrogen"),
    ),
    kinds=(
        (
            PageKind.PRODUCT,
            r"^(?:/[a-z]{2}(?:-[a-z]{2})?)?(?:/collections/[^/?]+)?/products/[^/?]+/?(?:\?|$)",
        ),
        (PageKind.POLICY, r"/policies/"),
        (PageKind.CATEGORY, r"^(?:/[a-z]{2}(?:-[a-z]{2})?)?/collections(?:/|$)"),
        (PageKind.SEARCH, r"^(?:/[a-z]{2}(?:-[a-z]{2})?)?/search(?:$|\?)"),
        (
            PageKind.SYSTEM,
            r"^(?:/[a-z]{2}(?:-[a-z]{2})?)?/(?:cart|account|checkouts?|orders|challenge)(?:/|\?|$)",
        ),
        (PageKind.CONTENT, r"/blogs/"),
    ),
    seed_paths=("/sitemap.xml",),
    traps=(
        r"^/(?:cart|checkouts?|account|orders)(?:/|$)",
        r"/collections/[^?]*\+",
        r"[?&](?:filter\.|pr_|_pos|_sid|_ss|_psq|_v|_fid)",
        r"/(?:recommendations|cdn-cgi)/",
        r"[?&](?:preview_theme_id|oseid|view)=",
    ),
    drop_parameters=frozenset(
        {
            "variant",
            "pr_prod_strat",
            "pr_rec_id",
            "pr_rec_pid",
            "pr_ref_pid",
            "pr_seq",
            "_pos",
            "_sid",
            "_ss",
            "_psq",
            "_v",
            "_fid",
        }
    ),
    box=(
        "product-info,[id^=ProductInfo],.product__info-container,"
        ".product__info-wrapper,.product-single__meta"
    ),
    prices=(
        PriceRule(".price--on-sale .price__sale .price-item--sale"),
        PriceRule(".price:not(.price--on-sale) .price__regular .price-item--regular"),
        PriceRule(".price--on-sale .price__sale s.price-item--regular", PriceType.WAS),
        PriceRule(".price--on-sale .price__sale s", PriceType.WAS),
        PriceRule(".unit-price", PriceType.UNIT),
    ),
    stock=(
        StockRule(".price--sold-out", Availability.OUT_OF_STOCK),
        StockRule(
            'form[action*="/cart/add"] button[name=add]:not([disabled])', Availability.IN_STOCK
        ),
        StockRule(
            'form[action*="/cart/add"] button[name=add][disabled]', Availability.OUT_OF_STOCK
        ),
        StockRule(".price:not(.price--sold-out) .price__container", Availability.IN_STOCK),
    ),
    catalogue=CATALOGUE,
    fix_hints={
        "seo/title-missing": "Products > the product > Search engine listing > Page title.",
        "seo/title-duplicate": "Products > the product > Search engine listing > Page title.",
        "seo/description-missing": (
            "Products > the product > Search engine listing > Meta description."
        ),
        "seo/h1-missing": (
            "Online Store > Themes > Edit code: the section of this page must print "
            "its title in <h1>."
        ),
        "seo/canonical-multiple": (
            "Online Store > Themes > Edit code > layout/theme.liquid: keep one "
            "canonical_url link; SEO apps add a second."
        ),
        "seo/noindex-money-page": (
            "Look for the seo.hidden metafield of the product, and for noindex in "
            "layout/theme.liquid."
        ),
        "data/sd-product-missing": (
            "Online Store > Themes > Edit code > the main product section: {{ product |"
            " structured_data }}."
        ),
        "data/sd-parse-error": (
            "Online Store > Themes > Edit code: search for application/ld+json; apps "
            "add blocks too."
        ),
        "data/sd-product-required-missing": (
            "Products > the product > Pricing; the theme prints it with {{ product | "
            "structured_data }}."
        ),
        "data/sd-gtin-invalid": "Products > the product > Inventory > Barcode.",
        "data/sd-offer-availability-invalid": "Products > the product > Inventory.",
        "price/price-missing": (
            "Products > the product > Pricing > Price, and that it is active on Online Store."
        ),
        "price/price-visible-vs-markup": (
            "Check currency and market rounding under Settings > Markets, and apps "
            "that change prices in the browser."
        ),
        "links/link-broken-internal": (
            "Content > Menus for menu links; Online Store > Navigation > URL redirects "
            "for moved pages."
        ),
        "mobile/viewport-missing": (
            "Online Store > Themes > Edit code > layout/theme.liquid, inside <head>."
        ),
    },
)
