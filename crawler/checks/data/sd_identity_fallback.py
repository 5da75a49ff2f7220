"""data/sd-identity-fallback"""

from collections.abc import Iterator

from crawler.checks.api import NotApplicable, check
from crawler.records import (
    Listing,
    OfferFacts,
    OfferSource,
    PageKind,
    PageRecord,
    Problem,
    Severity,
    SiteFacts,
)

_DATA = frozenset({OfferSource.JSON_LD, OfferSource.MICRODATA, OfferSource.RDFA})


@check(
    Severity.WARNING,
    since="0.1",
    kinds=frozenset({PageKind.PRODUCT}),
    sources=(
        "https://support.google.com/merchants/answer/6324482 (recalled; our own limit: a "
        "list of the shop itself says otherwise)",
    ),
)
def sd_identity_fallback(page: PageRecord, site: SiteFacts) -> Iterator[Problem]:
    """Brand or part number in the data is a stopgap of the theme

    ## Why it matters
    Themes fill what is missing: the shop's name as brand, the article number as the maker's part
    number. Google then looks for a product that does not exist, or joins offers that are not the
    same.

    ## How to fix
    Fill the real fields, or leave the property out of the data. Shopify: Products > (product) >
    Vendor; a metafield for the part number. WooCommerce: Products > Brands, and a field for MPN.
    Magento: the manufacturer and mpn attributes in the data extension. BigCommerce: Products >
    (product) > Brand and MPN. Salesforce Commerce Cloud: the product's brand and manufacturer SKU.

    ## What is not checked
    Products that neither a feed nor the shop system's own list names: without a second source a
    shop that sells under its own name cannot be told from a stopgap.
    """
    offer = page.offer
    if offer is None or not page.listings:
        raise NotApplicable
    brands = {row.brand for row in page.listings if row.brand}
    numbers = {row.mpn for row in page.listings if row.mpn}
    mpn = _told(offer, "mpn")
    if not (brands and offer.brand) and not (mpn and (numbers or _ids(page.listings))):
        raise NotApplicable
    own = site.name.casefold()
    named = {brand.casefold() for brand in brands}
    if offer.brand and offer.brand.casefold() == own and named and own not in named:
        yield Problem(
            message=f"The data calls the shop the brand; its list says {sorted(brands)[0]}.",
            about="brand",
            evidence={"found": offer.brand, "expected": sorted(brands)},
        )
    if mpn and mpn not in numbers and (numbers or mpn in _ids(page.listings)):
        expected = sorted(numbers)[0] if numbers else "none"
        stopgap = mpn in _ids(page.listings) | {_told(offer, "sku")}
        if stopgap:
            yield Problem(
                message=f"The part number {mpn} is the shop's own number, not the maker's.",
                about="mpn",
                evidence={"found": mpn, "expected": expected},
            )


def _told(offer: OfferFacts, kind: str) -> str | None:
    """What structured data says; what people read is the shop's own affair."""
    return next((n.value for n in offer.identifiers if n.kind == kind and n.source in _DATA), None)


def _ids(rows: tuple[Listing, ...]) -> set[str | None]:
    return {row.id for row in rows if row.source is OfferSource.PLATFORM and row.id}
