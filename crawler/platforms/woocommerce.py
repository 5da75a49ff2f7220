"""WooCommerce on WordPress, classic and block themes."""

from crawler.platforms.base import PlatformAdapter, PriceRule, StockRule
from crawler.platforms.woocommerce_data import CATALOGUE
from crawler.records import Availability, PageKind, PriceType

ADAPTER = PlatformAdapter(
    name="woocommerce",
    markup_signs=(
        ('meta[name=generator][content^="WooCommerce"]', "meta generator WooCommerce"),
        ("body.woocommerce,body.woocommerce-page,body.woocommerce-no-js", "body class woocommerce"),
        (
            '[href*="/wp-content/plugins/woocommerce/"],[src*="/wp-content/plugins/woocommerce/"]',
            "files of the woocommerce plugin",
        ),
        ('[id^="woocommerce-"],[id^="wc-"]', "ids of WooCommerce scripts"),
        ('[class*="wp-block-woocommerce"],[class*="wc-block-"]', "WooCommerce blocks"),
    ),
    kinds=(
        (
            PageKind.SYSTEM,
            r"/(?:cart|checkout|my-account|basket|wishlist|kasse|warenkorb|mein-konto)(?:/|\?|$)",
        ),
        (PageKind.PRODUCT, r"/product/[^/?]+/?(?:\?|$)"),
        (
            PageKind.CATEGORY,
            (
                r"/(?:product-category|product-tag|shop|brand|produkt-kategorie|"
                r"categorie-produit|categoria-producto|categoria-prodotto)(?:/|\?|$)"
            ),
        ),
        (PageKind.SEARCH, r"[?&]s="),
    ),
    seed_paths=("/wp-sitemap.xml", "/sitemap_index.xml", "/sitemap.xml"),
    traps=(
        r"[?&](?:add-to-cart|removed_item|remove_item|undo_item|_wpnonce|wc-ajax|download_file)=",
        r"[?&](?:filter_|query_type_|min_price|max_price|rating_filter|stock_status)",
        r"/wp-(?:json|admin|login\.php|content/uploads/wc-logs)",
        r"/feed/?$",
        r"[?&]attribute_",
    ),
    drop_parameters=frozenset({"add-to-cart", "orderby", "v"}),
    box=".single-product .summary,.entry-summary,.single-product main,.single-product div.product",
    prices=(
        PriceRule("p.price ins,.wc-block-components-product-price ins"),
        PriceRule(
            "p.price:not(:has(ins)):not(:has(del)),"
            ".wp-block-woocommerce-product-price .wc-block-components-product-price:not(:has(ins))"
        ),
        PriceRule("p.price del,.wc-block-components-product-price del", PriceType.WAS),
    ),
    stock=(
        StockRule("p.stock.out-of-stock", Availability.OUT_OF_STOCK),
        StockRule("p.stock.available-on-backorder", Availability.BACK_ORDER),
        StockRule("p.stock.in-stock", Availability.IN_STOCK),
        StockRule("body.single-product div.product.outofstock", Availability.OUT_OF_STOCK),
        StockRule("body.single-product div.product.onbackorder", Availability.BACK_ORDER),
        StockRule("body.single-product div.product.instock", Availability.IN_STOCK),
    ),
    catalogue=CATALOGUE,
    fix_hints={
        "seo/title-missing": (
            "Products > the product: its name, or the title field of the SEO plugin."
        ),
        "seo/title-duplicate": "Products > the product: the title field of the SEO plugin.",
        "seo/description-missing": (
            "WooCommerce writes none: install an SEO plugin, then fill its description "
            "field in the product."
        ),
        "seo/h1-missing": (
            "Appearance > Editor > Templates > Single Product: add the Product Title block."
        ),
        "seo/canonical-multiple": (
            "WordPress prints one itself: switch off the second SEO plugin, or the theme's own."
        ),
        "seo/noindex-money-page": (
            "Settings > Reading > Search engine visibility, then the SEO plugin's "
            "setting of the product."
        ),
        "data/sd-product-missing": (
            "The theme must call woocommerce_single_product_summary or use the Product blocks."
        ),
        "data/sd-parse-error": (
            "Look at the SEO plugin's schema settings; two plugins may both print Product."
        ),
        "data/sd-product-required-missing": (
            "Products > the product > Product data > General > Regular price."
        ),
        "data/sd-gtin-invalid": (
            "Products > the product > Product data > Inventory > GTIN, UPC, EAN or ISBN."
        ),
        "data/sd-offer-availability-invalid": (
            "Products > the product > Product data > Inventory > Stock status."
        ),
        "price/price-missing": "Products > the product > Product data > General > Regular price.",
        "price/price-visible-vs-markup": (
            "WooCommerce > Settings > Tax > Display prices in the shop: markup holds "
            "the stored price."
        ),
        "links/link-broken-internal": (
            "Appearance > Menus (or Editor > Navigation) for menu links; the page's "
            "editor for links in text."
        ),
        "mobile/viewport-missing": "Appearance > Theme File Editor > header.php, inside <head>.",
    },
)
