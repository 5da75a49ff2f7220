"""data/sd-gtin-invalid"""

from collections.abc import Iterator

from crawler.checks.api import NotApplicable, check
from crawler.checks.data.products_in_markup import (
    as_list,
    is_blank,
    marked_products,
    prop,
    scalar,
)
from crawler.records import PageKind, PageRecord, Problem, Severity
from crawler.records.gtins import gtin_fault

_NAMES = ("gtin", "gtin8", "gtin12", "gtin13", "gtin14")


@check(
    Severity.WARNING,
    since="0.1",
    kinds=frozenset({PageKind.PRODUCT}),
    sources=(
        "https://developers.google.com/search/docs/appearance/structured-data/merchant-listing"
        " (read 2026-11-23)",
        "https://support.google.com/merchants/answer/6286293 (read 2026-11-22)",
        "https://www.gs1.org/services/how-calculate-check-digit-manually (read 2026-11-23)",
    ),
)
def sd_gtin_invalid(page: PageRecord) -> Iterator[Problem]:
    """The product's barcode number is wrong

    ## Why it matters
    The GTIN (EAN, UPC) tells Google and price comparison sites which product this is. A wrong one
    is refused, or the offer appears beside somebody else's product.

    ## How to fix
    Type the number from the packaging again: 8, 12, 13 or 14 digits; the last one is a check digit.
    Leave the field empty where the product has none. Shopify: Products > (product) > Inventory >
    Barcode. WooCommerce: Products > (product) > Product data > Inventory > GTIN, UPC, EAN, or ISBN.
    Magento: the attribute that holds the GTIN. BigCommerce: Products > (product) > Product
    Identifiers. Salesforce Commerce Cloud: Products > (product) > EAN and UPC. If a spreadsheet
    dropped leading zeros, import the column as text.

    ## What is not checked
    Whether the number belongs to this product. Spaces and hyphens are overlooked.
    """
    found: dict[str, list[tuple[str, str, str]]] = {}
    seen = False
    for product in marked_products(page):
        rows = [*product.rows, *((offer.path, offer.data) for offer in product.offers)]
        for path, row in rows:
            for name in _NAMES:
                for value in as_list(prop(row, name)):
                    if is_blank(value):
                        continue
                    seen = True
                    text = str(scalar(value)).strip()[:80]
                    fault = gtin_fault(text)
                    if fault:
                        found.setdefault(name, []).append((f"{path}.{name}", text, fault))
    if not seen:
        raise NotApplicable
    for name, bad in found.items():
        texts = list(dict.fromkeys(text for _, text, _ in bad))
        more = f" ({len(texts)} wrong numbers on this page)" if len(texts) > 1 else ""
        yield Problem(
            message=f'The {name} "{texts[0]}" {bad[0][2]}{more}.',
            about=name,
            evidence={"found": texts[:20], "paths": [path for path, _, _ in bad[:20]]},
        )
