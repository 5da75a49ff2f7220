"""data/gtin-sources-disagree"""

from collections.abc import Iterator

from crawler.checks.api import NotApplicable, check
from crawler.checks.price.blame import barcode, likely_wrong
from crawler.checks.price.sightings import CALLED
from crawler.checks.price.truth import truth_of
from crawler.records import OfferSource, PageKind, PageRecord, Problem, Severity


@check(
    Severity.ERROR,
    since="0.1",
    kinds=frozenset({PageKind.PRODUCT}),
    sources=(
        "https://support.google.com/merchants/answer/6324461 (recalled; our own limit: any "
        "difference)",
    ),
)
def gtin_sources_disagree(page: PageRecord) -> Iterator[Problem]:
    """The product has different barcodes in different places

    ## Why it matters
    Google and price comparisons decide by the barcode (GTIN, EAN, UPC) which product it is. With
    two of them the offer is joined with another product, or with none.

    ## How to fix
    Find out which one is printed on the goods, and correct the other. Shopify: Products > (product)
    > Inventory > Barcode, and the feed app's own field. WooCommerce: Product data > Inventory >
    GTIN, and the feed plugin's field. Magento: the gtin or ean attribute, mapped once. BigCommerce:
    Products > (product) > GTIN. Salesforce Commerce Cloud: the product's EAN or UPC attribute.

    ## What is not checked
    Products with variants, each of which has a barcode of its own. Zeros in front do not count.
    """
    if page.offer is None or len(page.offer.variants) > 1:
        raise NotApplicable
    row = truth_of(page)
    if len(row.gtin) < 2:
        raise NotApplicable
    if "gtin" not in row.differs:
        return
    said = [f"{CALLED[OfferSource(name)]} {code}" for name, code in row.gtin.items()]
    yield Problem(
        message=f"The barcode is not the same everywhere: {', '.join(said)}."
        f"{likely_wrong(row.gtin, barcode, faulty=True)}",
        evidence={"found": row.gtin},
    )
