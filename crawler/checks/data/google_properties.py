"""What Google's pages require and recommend of each type of structured data, as one table.

Read from developers.google.com/search/docs/appearance/structured-data/<page> on 2026-11-23.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from crawler.checks.data.products_in_markup import Item, as_list, is_blank, prop
from crawler.extract.offers_markup import resolve

READ = "2026-11-23"
MERCHANT = "merchant-listing"
SNIPPET = "product-snippet"
VARIANTS = "product-variants"
REVIEW = "review-snippet"
RETURNS = "return-policy"
SHIPPING = "shipping-policy"
BREADCRUMB = "breadcrumb"
ORGANIZATION = "organization"


@dataclass(frozen=True, slots=True)
class Property:
    """A row of Google's tables."""

    page: str
    """Last part of the page's address: `merchant-listing`."""
    type: str
    names: tuple[str, ...]
    """One of these is enough; a dot goes into a nested item: `shippingRate.value`."""
    required: bool
    """False: recommended."""

    @property
    def label(self) -> str:
        """How a sentence calls it: `gtin or isbn`."""
        return " or ".join(self.names)


def _rows(page: str, kind: str, required: str, recommended: str = "") -> list[Property]:
    found = [Property(page, kind, tuple(name.split("|")), True) for name in required.split()]
    more = [Property(page, kind, tuple(name.split("|")), False) for name in recommended.split()]
    return found + more


PROPERTIES: tuple[Property, ...] = (
    *_rows(
        MERCHANT, "Product", "name image offers",
        "aggregateRating audience brand.name category color description"
        " gtin|gtin8|gtin12|gtin13|gtin14|isbn hasAdultConsideration hasCertification"
        " inProductGroupWithID isVariantOf material mpn pattern review size sku subjectOf",
    ),
    *_rows(
        MERCHANT, "Offer",
        "price|priceSpecification.price priceCurrency|priceSpecification.priceCurrency",
        "availability hasMerchantReturnPolicy itemCondition priceValidUntil shippingDetails url"
        " validFrom validThrough",
    ),
    *_rows(
        MERCHANT, "UnitPriceSpecification", "price priceCurrency",
        "membershipPointsEarned priceType referenceQuantity validForMemberTier validFrom"
        " validThrough",
    ),
    *_rows(
        MERCHANT, "OfferShippingDetails",
        "deliveryTime shippingDestination shippingRate shippingRate.currency"
        " shippingRate.value|shippingRate.maxValue",
    ),
    *_rows(MERCHANT, "DefinedRegion", "addressCountry", "addressRegion postalCode"),
    *_rows(MERCHANT, "ShippingDeliveryTime", "", "handlingTime transitTime"),
    *_rows(MERCHANT, "QuantitativeValue (for shipping times)", "maxValue minValue unitCode"),
    *_rows(
        MERCHANT, "MerchantReturnPolicy", "applicableCountry returnPolicyCategory",
        "merchantReturnDays returnFees returnMethod returnShippingFeesAmount",
    ),
    *_rows(SNIPPET, "Product", "name", "aggregateRating offers review"),
    *_rows(SNIPPET, "AggregateOffer", "lowPrice priceCurrency", "highPrice offerCount"),
    *_rows(
        VARIANTS, "ProductGroup", "name",
        "aggregateRating brand brand.name description hasAdultConsideration hasVariant"
        " productGroupID review url variesBy",
    ),
    *_rows(
        REVIEW, "Review", "author reviewRating reviewRating.ratingValue",
        "datePublished reviewRating.bestRating reviewRating.worstRating",
    ),
    *_rows(REVIEW, "AggregateRating", "ratingValue ratingCount|reviewCount",
           "bestRating worstRating"),
    *_rows(BREADCRUMB, "BreadcrumbList", "itemListElement"),
    *_rows(BREADCRUMB, "ListItem", "item name position"),
    *_rows(
        RETURNS, "MerchantReturnPolicy", "",
        "customerRemorseReturnFees customerRemorseReturnLabelSource"
        " customerRemorseReturnShippingFeesAmount itemCondition itemDefectReturnFees"
        " itemDefectReturnLabelSource itemDefectReturnShippingFeesAmount merchantReturnLink"
        " refundType restockingFee returnLabelSource returnPolicyCountry"
        " returnPolicySeasonalOverride",
    ),
    *_rows(
        SHIPPING, "ShippingService", "shippingConditions",
        "name description fulfillmentType handlingTime validForMemberTier",
    ),
    *_rows(
        ORGANIZATION, "Organization", "",
        "address alternateName contactPoint description duns email foundingDate"
        " globalLocationNumber hasMerchantReturnPolicy hasMemberProgram hasShippingService"
        " iso6523Code legalName leiCode logo naics name numberOfEmployees sameAs taxID telephone"
        " url vatID",
    ),
)  # fmt: skip


def source(page: str) -> str:
    """Where the rows of a page were read, as a check's `sources` writes it."""
    address = "https://developers.google.com/search/docs/appearance/structured-data/"
    return f"{address}{page} (read {READ})"


@lru_cache(maxsize=64)
def properties(page: str, kind: str, *, required: bool) -> tuple[Property, ...]:
    """The rows of one type on one page."""
    return tuple(
        row
        for row in PROPERTIES
        if row.page == page and row.type == kind and row.required is required
    )


def missing_required(item: Item, page: str, kind: str, nodes: dict[str, Item]) -> list[str]:
    """Labels of what the item lacks; what is inside a missing item is not named again."""
    found: list[str] = []
    for row in properties(page, kind, required=True):
        outer = row.names[0].partition(".")[0]
        if outer != row.names[0] and outer in found:
            continue
        if not any(has(item, name, nodes) for name in row.names):
            found.append(row.label)
    return found


def has(item: Item, path: str, nodes: dict[str, Item]) -> bool:
    """Whether a property, or one inside a nested item (`brand.name`), says something."""
    return any(not is_blank(value) for value in at(item, path, nodes))


def at(item: Item, path: str, nodes: dict[str, Item]) -> list[Any]:
    """Values of a property; references are followed, lists opened."""
    rows: Iterable[Any] = [item]
    for name in path.split("."):
        rows = [
            resolve(value, nodes)
            for row in rows
            if isinstance(row, dict)
            for value in as_list(prop(row, name))
        ]
    return list(rows)


def items_at(item: Item, path: str, nodes: dict[str, Item]) -> list[Item]:
    """Nested items of a property; bare references to items of other pages are left out."""
    return [
        row
        for row in at(item, path, nodes)
        if isinstance(row, dict) and set(row) - {"@id", "@type", "@context"}
    ]
