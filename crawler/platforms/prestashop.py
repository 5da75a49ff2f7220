"""PrestaShop 1.7 and later with the classic theme and its children."""

from crawler.platforms.base import PlatformAdapter, PriceRule, StockRule
from crawler.records import Availability, PageKind, PriceType

ADAPTER = PlatformAdapter(
    name="prestashop",
    markup_signs=(
        ('meta[name=generator][content*="PrestaShop" i]', "meta generator PrestaShop"),
        ('[src*="/modules/ps_"],[href*="/modules/ps_"]', "files of ps_ modules"),
        (
            "#blockcart-modal,.blockcart.cart-preview,#product-availability",
            "elements of the classic theme",
        ),
        (
            (
                'body[id="product"].lang-en,body[id=product][class*="country-"],'
                'body[class*="currency-"][class*="country-"]'
            ),
            "PrestaShop body class",
        ),
        (
            'script[src*="/themes/"][src*="/assets/cache/"],link[href*="/assets/cache/theme-"]',
            "theme cache files",
        ),
    ),
    header_signs=(
        ("powered-by", "PrestaShop", "header powered-by: PrestaShop"),
        ("set-cookie", "PrestaShop-", "cookie PrestaShop-*"),
    ),
    kinds=(
        (
            PageKind.SYSTEM,
            (
                r"[?&]controller=(?:cart|order|authentication|my-account|history|identity|"
                r"password)|/(?:cart|order|login|my-account|panier|commande|connexion|"
                r"mon-compte|warenkorb|bestellung|carrito|pedido|iniciar-sesion)(?:$|[/?])"
            ),
        ),
        (PageKind.PRODUCT, r"/\d+(?:-\d+)?-[^/?]+\.html(?:$|\?)|[?&]controller=product\b"),
        (PageKind.CATEGORY, r"^(?:/[a-z]{2})?/\d+-[^/?.]+/?(?:$|\?)|[?&]controller=category\b"),
        (
            PageKind.SEARCH,
            r"[?&](?:controller=search|s=)|/(?:search|recherche|suche|busqueda|ricerca)(?:$|\?)",
        ),
        (
            PageKind.POLICY,
            r"/content/\d+-(?:delivery|legal|terms|secure|livraison|mentions|conditions)",
        ),
        (PageKind.CONTENT, r"/content/\d+-"),
    ),
    seed_paths=("/sitemap.xml", "/1_index_sitemap.xml", "/1_en_0_sitemap.xml"),
    traps=(
        r"[?&](?:q|order|selected_filters|id_product_attribute|resultsPerPage)=",
        r"/(?:cart|panier)\?(?:add|delete|update)",
        r"[?&](?:add|delete|token|mylogout)=",
    ),
    drop_parameters=frozenset({"id_product_attribute", "SubmitCurrency", "token"}),
    box="#main,#content-wrapper,body#product",
    prices=(
        PriceRule(".current-price [itemprop=price]", attribute="content"),
        PriceRule(".current-price .current-price-value", attribute="content"),
        PriceRule(".product-prices .current-price .current-price-value"),
        PriceRule(".product-prices .current-price [itemprop=price]"),
        PriceRule(".product-prices .regular-price", PriceType.WAS),
        PriceRule(".product-prices .product-unit-price", PriceType.UNIT),
    ),
    stock=(
        StockRule("#product-availability .product-unavailable", Availability.OUT_OF_STOCK),
        StockRule("#product-availability .product-last-items", Availability.LIMITED),
        StockRule("button.add-to-cart[disabled]", Availability.OUT_OF_STOCK),
        StockRule("button.add-to-cart", Availability.IN_STOCK),
    ),
    fix_hints={
        "seo/title-missing": "Catalog > Products > the product > SEO > Meta title.",
        "seo/title-duplicate": "Catalog > Products > the product > SEO > Meta title.",
        "seo/description-missing": "Catalog > Products > the product > SEO > Meta description.",
        "seo/h1-missing": "The theme's templates/catalog/product.tpl.",
        "seo/canonical-multiple": (
            "Shop Parameters > Traffic & SEO > Redirect to the canonical URL; an SEO "
            "module may print a second."
        ),
        "seo/noindex-money-page": (
            "Catalog > Products > the product > Options > Visibility; for categories "
            "the theme's head.tpl."
        ),
        "data/sd-product-missing": "The theme's templates/_partials/microdata/product-jsonld.tpl.",
        "data/sd-parse-error": "The theme's templates/_partials/microdata/product-jsonld.tpl.",
        "data/sd-product-required-missing": (
            "Catalog > Products > the product > Pricing, and Options > Show price."
        ),
        "data/sd-gtin-invalid": "Catalog > Products > the product > Details > EAN-13 or UPC.",
        "data/sd-offer-availability-invalid": "Catalog > Products > the product > Stocks.",
        "price/price-missing": (
            "Catalog > Products > the product > Options > Show price, and Pricing > Retail price."
        ),
        "price/price-visible-vs-markup": (
            "Customers > Groups > Price display method, and International > Taxes: "
            "visitors may see another tax than the markup."
        ),
        "links/link-broken-internal": (
            "Design > Link List for menus; Shop Parameters > Traffic & SEO for addresses."
        ),
        "mobile/viewport-missing": "The theme's templates/_partials/head.tpl.",
    },
)
