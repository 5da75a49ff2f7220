"""data/sd-shipping-invalid"""

from collections.abc import Iterator

from crawler.checks.api import NotApplicable, check
from crawler.checks.data.google_properties import MERCHANT, at, items_at, missing_required, source
from crawler.checks.data.policies_in_markup import Faults, Nodes, amount, offer_items
from crawler.checks.data.products_in_markup import (
    Item,
    MarkedOffer,
    is_blank,
    prop,
    scalar,
)
from crawler.records import PageKind, PageRecord, Problem, Severity

_TIMES = ("handlingTime", "transitTime")


@check(
    Severity.ERROR,
    since="0.1",
    kinds=frozenset({PageKind.PRODUCT}),
    sources=(source(MERCHANT),),
    also=(
        "Screaming Frog: Structured Data: Rich Result Validation Errors",
        "Ahrefs: Structured data has Google rich results validation error",
    ),
)
def sd_shipping_invalid(page: PageRecord) -> Iterator[Problem]:
    """The shipping costs in the product data are not valid

    ## Why it matters
    Google shows delivery time and cost beside a product only if both are complete. Half a
    statement is not shown, or the product is disapproved.

    ## How to fix
    Give destination country, rate with currency, and delivery time for each shippingDetails.
    Shopify: the theme or the app that writes the data. WooCommerce: the schema plugin's merchant
    settings. Magento, BigCommerce and Salesforce Commerce Cloud: the template that writes the
    structured data. Simpler: take it out and set shipping in Google Merchant Center.

    ## What is not checked
    Whether the cost is what the checkout asks, and the shop-wide shipping service of Organization.
    """
    seen = False
    faults = Faults()
    for path, item, nodes, offer in offer_items(page, "shippingDetails"):
        seen = True
        if str(scalar(prop(item, "doesNotShip"))).lower() == "true":
            continue
        if is_blank(prop(item, "shippingSettingsLink")):
            for name in missing_required(item, MERCHANT, "OfferShippingDetails", nodes):
                told = f'The shipping details have no "{name}", which Google requires.'
                faults.add(name, told, path)
        _destination(faults, path, item, nodes)
        _currency(faults, path, item, nodes, offer)
        _days(faults, path, item, nodes)
    if not seen:
        raise NotApplicable
    for about, (sentence, paths) in faults.rows.items():
        yield Problem(
            message=sentence,
            about=about,
            cause=f"shipping: {about}",
            evidence={"paths": paths[:10]},
        )


def _destination(faults: Faults, path: str, item: Item, nodes: Nodes) -> None:
    for region in items_at(item, "shippingDestination", nodes):
        for name in missing_required(region, MERCHANT, "DefinedRegion", nodes):
            faults.add(name, f'The shipping destination has no "{name}".', path)
        names = [prop(region, name) for name in ("addressRegion", "postalCode")]
        if not any(is_blank(value) for value in names):
            told = "The shipping destination has addressRegion and postalCode; Google allows one."
            faults.add("region", told, path)


def _currency(
    faults: Faults, path: str, item: Item, nodes: Nodes, offer: MarkedOffer | None
) -> None:
    if offer is None:
        return
    rows = (offer.data, *offer.outer)
    priced = next(
        (c for row in rows if isinstance(c := scalar(prop(row, "priceCurrency")), str)), ""
    )
    for value in at(item, "shippingRate.currency", nodes):
        text = scalar(value)
        if isinstance(text, str) and priced and text.strip().upper() != priced.strip().upper():
            told = f"Shipping is in {text[:10]}, but the price is in {priced[:10]}."
            faults.add("currency", told, path)


def _days(faults: Faults, path: str, item: Item, nodes: Nodes) -> None:
    for name in _TIMES:
        for edge in ("minValue", "maxValue"):
            for value in at(item, f"deliveryTime.{name}.{edge}", nodes):
                number = amount(value)
                if number is not None and (number < 0 or number != number.to_integral_value()):
                    told = f"The {name} of the delivery, {number}, is not a whole number of days."
                    faults.add(name, told, path)
