"""data/sd-recommended-missing"""

from collections.abc import Iterator

from crawler.checks.api import NotApplicable, check
from crawler.checks.data.google_properties import MERCHANT, has, properties, source
from crawler.checks.data.products_in_markup import MarkedProduct, marked_products, prop, scalar
from crawler.records import PageKind, PageRecord, Problem, Severity

_TOLD = frozenset({"brand.name", "description", "gtin", "sku"})
"""What every product has; the other rows of the table suit some products only."""


@check(
    Severity.NOTICE,
    since="0.1",
    kinds=frozenset({PageKind.PRODUCT}),
    sources=(source(MERCHANT),),
    also=("Screaming Frog: Structured Data: Rich Result Validation Warnings",),
)
def sd_recommended_missing(page: PageRecord) -> Iterator[Problem]:
    """The product data lacks something that Google recommends

    ## Why it matters
    Barcode, brand and number tell Google which product this is, so that it appears beside the right
    offers and reviews.

    ## How to fix
    Fill the fields in the product. Shopify: Products > (product) > Vendor, SKU, Barcode.
    WooCommerce: Products > (product) > Product data > Inventory, and Brands. Magento: Catalog >
    Products > (product). BigCommerce: Products > (product) > Product Identifiers. Salesforce
    Commerce Cloud: Merchant Tools > Products and Catalogs > Products > (product).

    ## What is not checked
    Colour, size, material and others that suit some products only. Brand with manufacturer's number
    (mpn) counts as a barcode. One syntax of the page, or one variant, with the property is enough.
    """
    products = marked_products(page)
    if not products:
        raise NotApplicable
    for row in properties(MERCHANT, "Product", required=False):
        name = row.names[0]
        if name not in _TOLD or any(_says(products, inner) for inner in row.names):
            continue
        if name == "gtin" and _says(products, "mpn") and _says(products, "brand"):
            continue
        if name == "brand.name" and _says(products, "brand"):
            continue
        shown = "gtin" if name == "gtin" else name
        yield Problem(
            message=f'The product data has no "{shown}", which Google recommends.',
            about=shown,
            cause=f"missing: {shown}",
        )
    for product in products:
        sku = scalar(prop(product.data, "sku"))
        if isinstance(sku, str) and len(sku.split()) > 1:
            yield Problem(
                message=f'The sku "{sku.strip()[:60]}" holds white space; Google advises none.',
                about="sku white space",
            )
            return


def _says(products: tuple[MarkedProduct, ...], name: str) -> bool:
    for product in products:
        rows = [row for _, row in product.rows] + [offer.data for offer in product.offers]
        if any(has(row, name, product.nodes) for row in rows):
            return True
    return False
