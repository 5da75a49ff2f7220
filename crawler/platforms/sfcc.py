"""Salesforce Commerce Cloud (Demandware) with SFRA and SiteGenesis."""

from crawler.platforms.base import PlatformAdapter, PriceRule
from crawler.platforms.sfcc_data import CATALOGUE
from crawler.records import PageKind, PriceType

ADAPTER = PlatformAdapter(
    name="sfcc",
    markup_signs=(
        (
            '[src*="/on/demandware.static/"],[href*="/on/demandware.static/"]',
            "files from /on/demandware.static/",
        ),
        (
            '[src*="demandware.edgesuite.net"],[href*="demandware.edgesuite.net"]',
            "files from demandware.edgesuite.net",
        ),
        (
            'form[action*="/on/demandware.store/"],[data-url*="/on/demandware.store/"]',
            "forms to /on/demandware.store/",
        ),
        ('script[src*="dwanalytics"],script[src*="dwac-"]', "dwanalytics script"),
    ),
    header_signs=(
        ("server", "Demandware", "header server: Demandware eCommerce Server"),
        ("set-cookie", "dwsid", "cookie dwsid"),
        ("set-cookie", "dwanonymous_", "cookie dwanonymous"),
    ),
    kinds=(
        (PageKind.PRODUCT, r"/Product-(?:Show|Variation)\b"),
        (PageKind.SEARCH, r"/Search-Show\?.*\bq=|/search\?.*\bq="),
        (PageKind.CATEGORY, r"/Search-Show\?.*\bcgid="),
        (
            PageKind.SYSTEM,
            (
                r"/(?:Cart|Login|Account|Checkout|Wishlist|COShipping|COBilling)-\w+|"
                r"/(?:cart|checkout|account|login)(?:$|[/?])"
            ),
        ),
    ),
    seed_paths=("/sitemap_index.xml", "/sitemap.xml", "/sitemap-index.xml"),
    traps=(
        r"/(?:Cart|Login|Account|Wishlist|Order|Product-Variation|Search-ShowAjax)-?\w*",
        r"[?&](?:prefn\d|prefv\d|pmin|pmax|srule|sz|start|dwcont|lang|format)=",
    ),
    drop_parameters=frozenset({"dwcont", "dwfrm", "src", "cgid"}),
    box=".product-detail,#product-content,.pdp-main,.product-wrapper",
    prices=(
        PriceRule(".price .sales .value", attribute="content"),
        PriceRule(".price .sales"),
        PriceRule(".product-price .price-sales"),
        PriceRule(".price .strike-through .value", PriceType.WAS, "content"),
        PriceRule(".product-price .price-standard", PriceType.WAS),
    ),
    catalogue=CATALOGUE,
    fix_hints={
        "seo/title-missing": (
            "Business Manager > Merchant Tools > SEO > Page Meta Tags > the product rule."
        ),
        "seo/title-duplicate": (
            "Business Manager > Merchant Tools > SEO > Page Meta Tags > the product rule."
        ),
        "seo/description-missing": (
            "Business Manager > Merchant Tools > SEO > Page Meta Tags, or Products > "
            "the product > Page Description."
        ),
        "seo/h1-missing": "The cartridge's product/productDetails.isml.",
        "seo/canonical-multiple": (
            "The cartridge's common/layout/page.isml and htmlHead.isml: keep one."
        ),
        "seo/noindex-money-page": "Merchant Tools > SEO > Page Meta Tags, rule robots.",
        "data/sd-product-missing": (
            "The cartridge's product schema helper (structuredDataHelper.js) and "
            "productDetails.isml."
        ),
        "data/sd-parse-error": "The cartridge's product schema helper (structuredDataHelper.js).",
        "data/sd-product-required-missing": (
            "Merchant Tools > Products and Catalogs > Price Books, then structuredDataHelper.js."
        ),
        "data/sd-gtin-invalid": "Merchant Tools > Products and Catalogs > Products > EAN or UPC.",
        "data/sd-offer-availability-invalid": "Merchant Tools > Products and Catalogs > Inventory.",
        "price/price-missing": (
            "Merchant Tools > Products and Catalogs > Price Books: assign a price for "
            "this currency."
        ),
        "price/price-visible-vs-markup": (
            "structuredDataHelper.js prints the list price book: use price.sales."
        ),
        "links/link-broken-internal": (
            "Merchant Tools > SEO > URL Redirects for moved pages; Content > Content "
            "Assets for links in text."
        ),
        "mobile/viewport-missing": "The cartridge's common/htmlHead.isml.",
    },
)
