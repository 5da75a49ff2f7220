"""price/stock-visible-vs-markup"""

from collections.abc import Iterator

from crawler.checks.api import NotApplicable, check
from crawler.checks.data.products_in_markup import prop, same_named
from crawler.checks.mobile.buying import switched_off
from crawler.checks.price.blame import buyable, likely_wrong
from crawler.checks.price.sightings import CALLED, MARKUP, VISIBLE
from crawler.checks.price.truth import truth_of
from crawler.extract.offers_markup import availability_of
from crawler.records import (
    BUYABLE,
    Availability,
    Loss,
    OfferFacts,
    OfferSource,
    PageKind,
    PageRecord,
    Problem,
    RenderState,
    Severity,
)

_SOLD_OUT = frozenset({Availability.OUT_OF_STOCK, Availability.SOLD_OUT, Availability.DISCONTINUED})


@check(
    Severity.ERROR,
    since="0.1",
    kinds=frozenset({PageKind.PRODUCT}),
    sources=(
        "https://support.google.com/merchants/answer/6324448 (read 2026-11-23)",
        "https://developers.google.com/search/docs/appearance/structured-data/merchant-listing"
        " (read 2026-11-23)",
    ),
    costs=Loss.STOCK,
)
def stock_visible_vs_markup(page: PageRecord) -> Iterator[Problem]:
    """Shoppers see another stock than Google is told

    ## Why it matters
    "In stock" in the search result and "Sold out" on the page wastes paid clicks, and Google
    disapproves such products. The other way round a product that could be sold is not shown.

    ## How to fix
    Both must come from the same field; clear the caches after stock changes. Shopify: the theme's
    structured data in sections/main-product.liquid, `variant.available`. WooCommerce: Products >
    (product) > Product data > Inventory, and the schema plugin. Magento: Stores > Configuration >
    Catalog > Inventory; reindex. BigCommerce: Products > (product) > Inventory, and
    components/products/schema.html. Salesforce Commerce Cloud: the inventory list of the site, and
    the cached product template.

    ## What is not checked
    Products of which only some variants are sold out. A sold-out sentence beside an enabled buy
    button: the page contradicts itself there. Pre-order and back-order count as buyable.
    """
    offer, seen = page.offer, _seen(page)
    if offer is None or seen is None:
        raise NotApplicable
    visible = next(
        (value for source, value in seen.availability_sources if source in VISIBLE), None
    )
    marked = [(s, value) for s, value in offer.availability_sources if s in MARKUP]
    if visible is None or not marked or _mixed(page, offer):
        raise NotApplicable
    wrong = [(source, value) for source, value in marked if _contradicts(value, visible, seen)]
    if not wrong:
        return
    if visible not in BUYABLE and switched_off(page):
        return  # nothing says "sold out": mobile/atc-disabled speaks of the button
    source, value = wrong[0]
    can_buy = "can be bought" if visible in BUYABLE else "is sold out"
    button = {True: " and has a buy button", False: " and its buy button is off", None: ""}
    yield Problem(
        message=(
            f"On the page the product {can_buy}{button[seen.buy_button]}, "
            f"but {CALLED[source]} says {value}."
            f"{likely_wrong(truth_of(page).availability, buyable)}"
        ),
        evidence={
            "found": str(visible),
            "buy_button": seen.buy_button,
            "expected": [{"source": CALLED[s], "found": str(v)} for s, v in wrong],
        },
    )


def _seen(page: PageRecord) -> OfferFacts | None:
    render = page.render
    if render is not None and render.state is RenderState.OK and render.offer is not None:
        said = [source for source, _ in render.offer.availability_sources]
        if OfferSource.DOM in said or OfferSource.RENDERED in said:
            return render.offer
    return page.offer


def _mixed(page: PageRecord, offer: OfferFacts) -> bool:
    """Whether some variants can be bought and others cannot."""
    said = {v.availability for v in offer.variants if v.availability is not None}
    for product in same_named(page):
        for row in product.offers:
            value = availability_of(prop(row.data, "availability"))
            said |= {value} if value is not None else set()
    return bool(said & BUYABLE) and bool(said & _SOLD_OUT)


def _contradicts(marked: Availability, visible: Availability, seen: OfferFacts) -> bool:
    if marked in BUYABLE and visible in _SOLD_OUT:
        return seen.buy_button is not True
    if marked in _SOLD_OUT and visible in BUYABLE:
        return seen.buy_button is True
    return False
