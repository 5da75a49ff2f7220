"""data/sd-several-products"""

from collections.abc import Iterator
from urllib.parse import urljoin, urlsplit

from crawler.checks.api import NotApplicable, check
from crawler.checks.data.google_properties import MERCHANT, source
from crawler.checks.data.prices_in_markup import marked_amounts
from crawler.checks.data.products_in_markup import MarkedProduct, as_list, prop, scalar
from crawler.extract.offers_markup import words
from crawler.extract.products import nodes_by_id
from crawler.records import PageKind, PageRecord, Problem, Severity

_CODES = ("gtin", "gtin8", "gtin12", "gtin13", "gtin14", "isbn", "sku", "productID", "mpn")


@check(
    Severity.WARNING,
    since="0.1",
    kinds=frozenset({PageKind.PRODUCT}),
    sources=(
        source(MERCHANT),
        "https://github.com/woocommerce/woocommerce/issues/22896 (read 2026-11-23)",
    ),
)
def sd_several_products(page: PageRecord) -> Iterator[Problem]:
    """The product is described twice, and the descriptions differ

    ## Why it matters
    Usually the theme and a plugin both write product data. Google picks one of the two; if it is
    the one with the wrong price, the product is disapproved or shown with that price.

    ## How to fix
    Switch off all but one. Shopify: Online Store > Themes > App embeds, or the theme's own
    structured data. WooCommerce: the schema settings of the SEO plugin (WooCommerce writes its own
    data). Magento: Stores > Configuration of the rich snippets extension, or the theme's Microdata.
    BigCommerce: Storefront > Script Manager. Salesforce Commerce Cloud: the product template and
    the cartridges that extend it.

    ## What is not checked
    Related products. Two descriptions are taken for the same product when they share an article
    number or barcode, or when their names contain each other and nothing else (number, address)
    tells them apart. One Product for each size, and variants of a ProductGroup, are not reported.
    """
    products = _top_level(page)
    if not products:
        raise NotApplicable
    for number, first in enumerate(products):
        for second in products[number + 1 :]:
            if not _same(first, second, page):
                continue
            prices = [sorted(set(marked_amounts([item]))) for item in (first, second)]
            names = [words(prop(item.data, "name")) or "" for item in (first, second)]
            if prices[0] and prices[1] and not set(prices[0]) & set(prices[1]):
                what, told = "price", [str(row[0]) for row in prices]
            elif all(names) and names[0].casefold() != names[1].casefold():
                what, told = "name", [f'"{name[:80]}"' for name in names]
            else:
                continue
            yield Problem(
                message=(
                    f"The product is described twice{_where(first, second)}, "
                    f"with the {what}s {told[0]} and {told[1]}."
                ),
                about=what,
                cause=f"described twice: {first.syntax} {second.syntax} {what}",
                evidence={"names": names, "prices": [[str(p) for p in row] for row in prices]},
            )
            return


def _where(first: MarkedProduct, second: MarkedProduct) -> str:
    if first.syntax == second.syntax:
        return f" in {first.label}"
    return f", in {first.label} and in {second.label}"


def _top_level(page: PageRecord) -> list[MarkedProduct]:
    if page.structured is None:
        return []
    nodes = nodes_by_id(page.structured)
    items = page.structured.of_type("Product", "ProductGroup", "IndividualProduct")[:20]
    return [
        MarkedProduct(item.syntax, item.data, nodes)
        for item in items
        if prop(item.data, "isVariantOf") is None
        and prop(item.data, "inProductGroupWithID") is None
    ]


def _same(first: MarkedProduct, second: MarkedProduct, page: PageRecord) -> bool:
    if any(_elsewhere(item, page) for item in (first, second)):
        return False
    codes = [_codes(item) for item in (first, second)]
    shared = [name for name in _CODES if name in codes[0] and name in codes[1]]
    if shared:
        return all(codes[0][name] == codes[1][name] for name in shared)
    parts = [set((words(prop(i.data, "name")) or "").casefold().split()) for i in (first, second)]
    short, long = sorted(parts, key=len)
    return bool(short) and short <= long and (len(short) > 1 or short == long)


def _codes(item: MarkedProduct) -> dict[str, str]:
    found = ((name, scalar(prop(item.data, name))) for name in _CODES)
    return {name: str(value).strip().casefold() for name, value in found if value}


def _elsewhere(item: MarkedProduct, page: PageRecord) -> bool:
    """Whether its own address, or that of its only offer, is another page."""
    addresses = [words(prop(item.data, "url"), 2000)]
    for row in as_list(prop(item.data, "offers")):
        if isinstance(row, dict):
            addresses.append(words(prop(row, "url"), 2000))
    here = _path(page.url)
    return any(address and _path(_joined(page.url, address)) != here for address in addresses)


def _joined(base: str, address: str) -> str:
    try:
        return urljoin(base, address)
    except ValueError:
        return ""


def _path(url: str) -> str:
    try:
        return urlsplit(url).path.rstrip("/")
    except ValueError:
        return ""
