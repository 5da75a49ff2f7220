"""Magento 2, Adobe Commerce and Mage-OS with Luma and themes made from it."""

from crawler.platforms.base import PlatformAdapter, PriceRule, StockRule
from crawler.platforms.magento_data import CATALOGUE
from crawler.records import Availability, PageKind, PriceType

ADAPTER = PlatformAdapter(
    name="magento",
    markup_signs=(
        ('script[type="text/x-magento-init"]', "script type text/x-magento-init"),
        ('[src*="/static/version"],[href*="/static/version"]', "files from /static/version"),
        ("[data-mage-init]", "data-mage-init in the markup"),
        (
            '[src*="/skin/frontend/"],[href*="/skin/frontend/"]',
            "files from /skin/frontend/ (Magento 1)",
        ),
        (
            "body.catalog-product-view,body.cms-index-index,body.catalog-category-view",
            "Magento body class",
        ),
    ),
    header_signs=(
        ("x-magento-tags", "", "header x-magento-tags"),
        ("x-magento-cache-debug", "", "header x-magento-cache-debug"),
        ("set-cookie", "mage-", "cookie mage-*"),
        ("set-cookie", "X-Magento-Vary", "cookie X-Magento-Vary"),
    ),
    kinds=(
        (PageKind.PRODUCT, r"/catalog/product/view/"),
        (PageKind.CATEGORY, r"/catalog/category/view/"),
        (PageKind.SEARCH, r"/catalogsearch/"),
        (
            PageKind.SYSTEM,
            r"/(?:checkout|customer|wishlist|sales|multishipping|review/customer)(?:/|$)",
        ),
    ),
    seed_paths=("/sitemap.xml", "/pub/sitemap.xml", "/media/sitemap.xml", "/sitemap/sitemap.xml"),
    traps=(
        (
            r"/(?:checkout|customer|wishlist|sendfriend|review/product/list|"
            r"catalog/product_compare)(?:/|$)"
        ),
        r"[?&](?:product_list_\w+|___store|___from_store|SID|price|cat|form_key|uenc)=",
        r"/uenc/",
    ),
    drop_parameters=frozenset({"SID", "___store", "___from_store", "form_key"}),
    box=".product-info-main",
    prices=(
        PriceRule('[data-price-type="finalPrice"]', attribute="data-price-amount"),
        PriceRule('[data-price-type="finalPrice"] .price'),
        PriceRule('[data-price-type="minPrice"]', attribute="data-price-amount"),
        PriceRule('[data-price-type="oldPrice"]', PriceType.WAS, "data-price-amount"),
        PriceRule('[data-price-type="maxPrice"]', PriceType.HIGH, "data-price-amount"),
    ),
    stock=(
        StockRule(".stock.unavailable", Availability.OUT_OF_STOCK),
        StockRule(".stock.available", Availability.IN_STOCK),
    ),
    catalogue=CATALOGUE,
    fix_hints={
        "seo/title-missing": (
            "Catalog > Products > the product > Search Engine Optimization > Meta Title."
        ),
        "seo/title-duplicate": (
            "Catalog > Products > the product > Search Engine Optimization > Meta Title."
        ),
        "seo/description-missing": (
            "Catalog > Products > the product > Search Engine Optimization > Meta Description."
        ),
        "seo/h1-missing": (
            "The layout block page.main.title was removed: look in the theme's "
            "catalog_product_view.xml."
        ),
        "seo/canonical-multiple": (
            "Stores > Configuration > Catalog > Catalog > Search Engine Optimization > "
            "Use Canonical Link Meta Tag; SEO extensions add a second."
        ),
        "seo/noindex-money-page": (
            "Content > Design > Configuration > the store view > HTML Head > Default Robots."
        ),
        "data/sd-product-missing": (
            "The theme's product view template must keep its schema.org attributes, or "
            "an extension must add JSON-LD."
        ),
        "data/sd-parse-error": (
            "Look at the structured-data extension's configuration under Stores > Configuration."
        ),
        "data/sd-product-required-missing": (
            "Catalog > Products > the product > Price; the price template prints it."
        ),
        "data/sd-gtin-invalid": (
            "Catalog > Products > the product: a gtin attribute, mapped in the "
            "structured-data extension."
        ),
        "data/sd-offer-availability-invalid": "Catalog > Products > the product > Stock Status.",
        "price/price-missing": (
            "Catalog > Products > the product > Price, then reindex prices "
            "(bin/magento indexer:reindex catalog_product_price)."
        ),
        "price/price-visible-vs-markup": (
            "Stores > Configuration > Sales > Tax > Price Display Settings: markup may "
            "hold the price without tax."
        ),
        "links/link-broken-internal": (
            "Marketing > SEO & Search > URL Rewrites for moved pages; Content > Pages "
            "or Blocks for links in text."
        ),
        "mobile/viewport-missing": "The theme's Magento_Theme/layout/default_head_blocks.xml.",
    },
)
