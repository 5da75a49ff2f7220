"""data/sd-product-required-missing"""

from collections.abc import Iterator
from typing import Any

from crawler.checks.api import NotApplicable, check
from crawler.checks.data.products_in_markup import (
    MarkedProduct,
    as_list,
    is_blank,
    marked_products,
    prop,
)
from crawler.records import PageKind, PageRecord, PriceState, Problem, Severity

_ONE_OF = ("offers", "review", "aggregateRating")


@check(
    Severity.ERROR,
    since="0.1",
    kinds=frozenset({PageKind.PRODUCT}),
    sources=(
        "https://developers.google.com/search/docs/appearance/structured-data/merchant-listing"
        " (read 2026-11-23)",
        "https://developers.google.com/search/docs/appearance/structured-data/product-snippet"
        " (read 2026-11-23)",
    ),
    also=(
        "Screaming Frog: Structured Data: Rich Result Validation Errors",
        "Ahrefs: Structured data has Google rich results validation error",
        "Semrush: Invalid structured data items",
        "squirrelscan: schema/product",
    ),
)
def sd_product_required_missing(page: PageRecord) -> Iterator[Problem]:
    """The product data lacks something that Google requires

    ## Why it matters
    Google shows a product with price and picture only if its data has a name, an image and an
    offer. With one of them missing the product is not eligible, however good the rest is.

    ## How to fix
    Fill the field in the product, or let the template print it. Shopify: Products > (product) >
    Media for the image; the theme's structured data for the rest. WooCommerce: Products >
    (product) > Product image and Product data > General > Regular price (a product without a price
    has no offer). Magento: Catalog > Products > (product) > Images And Videos. BigCommerce:
    Products > (product) > Images & Videos. Salesforce Commerce Cloud: Merchant Tools > Products and
    Catalogs > Products > (product) > Images.

    ## What is not checked
    Recommended properties. Where a page has data in several syntaxes, one of them is enough. A
    product that cannot be bought on the page needs, besides its name, only one of offers, review
    and rating; where the price is on request or behind a log-in, not even that.
    """
    products = marked_products(page)
    if not products:
        raise NotApplicable
    missing = [name for name in ("name", "image") if not _any_has(products, name)]
    if _buyable(page):
        missing += [] if _any_has(products, "offers") else ["offers"]
    else:
        missing = [name for name in missing if name == "name"]
    for name in missing:
        yield Problem(
            message=f'The product data has no "{name}", which Google requires.',
            about=name,
            cause=f"missing: {name}",
            evidence={"expected": name, "syntaxes": [product.label for product in products]},
        )
    if not _buyable(page) and not _withheld(page) and not _any_has(products, *_ONE_OF):
        yield Problem(
            message="The product data has none of offers, review and rating; Google requires one.",
            about="offers",
            cause="missing: offers",
            evidence={"expected": list(_ONE_OF)},
        )


def _withheld(page: PageRecord) -> bool:
    states = (PriceState.HIDDEN, PriceState.LOGIN_ONLY)
    return page.offer is not None and page.offer.state in states


def _buyable(page: PageRecord) -> bool:
    offer = page.offer
    if offer is None or _withheld(page):
        return False
    return offer.price is not None or offer.buy_button is not None


def _any_has(products: tuple[MarkedProduct, ...], *names: str) -> bool:
    return any(
        _has(prop(row, name), name) for item in products for _, row in item.rows for name in names
    )


def _has(value: Any, name: str) -> bool:
    if name == "offers":
        return any(isinstance(row, dict) and not is_blank(row) for row in as_list(value))
    return not is_blank(value)
