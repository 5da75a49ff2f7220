"""price/was-price-differs"""

from collections.abc import Iterator

from crawler.checks.api import NotApplicable, check
from crawler.checks.price.blame import amount, likely_wrong
from crawler.checks.price.sightings import CALLED
from crawler.checks.price.truth import truth_of
from crawler.records import OfferSource, PageKind, PageRecord, Problem, Severity


@check(
    Severity.WARNING,
    since="0.1",
    kinds=frozenset({PageKind.PRODUCT}),
    sources=(
        "https://support.google.com/merchants/answer/6324471 (recalled; our own limit: any "
        "difference)",
    ),
)
def was_price_differs(page: PageRecord) -> Iterator[Problem]:
    """The price before the reduction is not the same everywhere

    ## Why it matters
    The reduction is computed from it. In the European Union it must be the lowest price of the 30
    days before, so at most one of the two figures can be right; Google shows the other one.

    ## How to fix
    Page, structured data and feed must read the same field. Shopify: Products > (product) >
    Compare-at price, of the variant shown. WooCommerce: Product data > General > Regular price.
    Magento: Price and Advanced Pricing > Special Price. BigCommerce: Products > (product) > Sale
    price and MSRP. Salesforce Commerce Cloud: the list price book.

    ## What is not checked
    Recommended prices (RRP, UVP) beside a struck price, and products whose prices differ by
    variant.
    """
    offer = page.offer
    if offer is None or offer.price_low or offer.price_high or len(offer.variants) > 1:
        raise NotApplicable
    row = truth_of(page)
    if len(row.was) < 2:
        raise NotApplicable
    if "was" not in row.differs:
        return
    said = [f"{CALLED[OfferSource(name)]} {amount}" for name, amount in row.was.items()]
    yield Problem(
        message=f"The price before the reduction differs: {', '.join(said)}."
        f"{likely_wrong(row.was, amount)}",
        evidence={"found": row.was, "now": row.price},
    )
