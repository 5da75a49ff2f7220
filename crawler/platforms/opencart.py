"""OpenCart 3 and 4 with the default theme."""

from crawler.platforms.base import PlatformAdapter, PriceRule
from crawler.records import PageKind, PriceType

ADAPTER = PlatformAdapter(
    name="opencart",
    markup_signs=(
        (
            '[href*="catalog/view/theme/"],[src*="catalog/view/theme/"]',
            "files from catalog/view/theme/",
        ),
        (
            '[href*="catalog/view/javascript/"],[src*="catalog/view/javascript/"]',
            "files from catalog/view/javascript/",
        ),
        ('a[href*="route=common/home"],a[href*="route=product/"]', "links with route=product/"),
        ("#button-cart,#product-product,#common-home", "elements of the default theme"),
    ),
    header_signs=(("set-cookie", "OCSESSID", "cookie OCSESSID"),),
    kinds=(
        (PageKind.PRODUCT, r"[?&]route=product/product(?:&|$)"),
        (PageKind.CATEGORY, r"[?&]route=product/(?:category|special|manufacturer)"),
        (PageKind.SEARCH, r"[?&]route=product/search"),
        (PageKind.SYSTEM, r"[?&]route=(?:checkout|account|affiliate|product/compare)"),
        (PageKind.POLICY, r"[?&]route=information/contact"),
        (PageKind.CONTENT, r"[?&]route=(?:information|cms)/"),
        (PageKind.HOME, r"^/(?:index\.php)?\?route=common/home(?:&language=[a-z\-]+)?$"),
    ),
    seed_paths=("/index.php?route=extension/feed/google_sitemap", "/sitemap.xml"),
    traps=(
        r"[?&]route=(?:checkout|account|affiliate|product/compare)",
        r"[?&]route=(?:common/(?:currency|language)|product/product\.review|tool/)",
        r"[?&](?:sort|order|limit|filter|tag)=",
        r"[?&](?:amp;)?route=(?:extension|upload)/",
    ),
    drop_parameters=frozenset({"path", "tracking", "user_token"}),
    box="#content",
    prices=(
        PriceRule(".price-new"),
        PriceRule(".price-old", PriceType.WAS),
    ),
    fix_hints={
        "seo/title-missing": "Catalog > Products > the product > General > Meta Tag Title.",
        "seo/title-duplicate": "Catalog > Products > the product > General > Meta Tag Title.",
        "seo/description-missing": (
            "Catalog > Products > the product > General > Meta Tag Description."
        ),
        "seo/h1-missing": "The theme's template/product/product.twig.",
        "seo/canonical-multiple": (
            "An extension prints a second canonical: Extensions > Modifications."
        ),
        "seo/noindex-money-page": "The theme's template/common/header.twig, or an SEO extension.",
        "data/sd-product-missing": (
            "OpenCart prints none: add an extension, or JSON-LD in template/product/product.twig."
        ),
        "data/sd-parse-error": "Extensions > Modifications: the structured-data extension.",
        "data/sd-product-required-missing": "Catalog > Products > the product > Data > Price.",
        "data/sd-gtin-invalid": "Catalog > Products > the product > Data > EAN or UPC.",
        "data/sd-offer-availability-invalid": (
            "Catalog > Products > the product > Data > Out Of Stock Status."
        ),
        "price/price-missing": (
            "Catalog > Products > the product > Data > Price, and System > Settings > "
            "Options > Login Display Prices."
        ),
        "price/price-visible-vs-markup": "System > Settings > Options > Display Prices With Tax.",
        "links/link-broken-internal": (
            "Catalog > Categories and Catalog > Information for menu links; Design > "
            "SEO URL for addresses."
        ),
        "mobile/viewport-missing": "The theme's template/common/header.twig.",
    },
)
