"""data/sd-sale-price-invalid"""

from collections.abc import Iterator
from datetime import date

from crawler.checks.api import NotApplicable, check
from crawler.checks.data.google_properties import MERCHANT, source
from crawler.checks.data.policies_in_markup import Faults, amount, word
from crawler.checks.data.prices_in_markup import price_values, specifications
from crawler.checks.data.products_in_markup import MarkedOffer, marked_products, prop, scalar
from crawler.records import PageKind, PageRecord, Problem, Severity

_BEFORE = frozenset({"strikethroughprice", "listprice"})


@check(
    Severity.WARNING,
    since="0.1",
    kinds=frozenset({PageKind.PRODUCT}),
    sources=(source(MERCHANT),),
)
def sd_sale_price_invalid(page: PageRecord) -> Iterator[Problem]:
    """The sale in the product data contradicts itself

    ## Why it matters
    Google shows a struck price only if it is above the price of today and the dates are in order.
    Otherwise the sale is not seen, or the wrong price is.

    ## How to fix
    Write the price of today without priceType, and the price before as StrikethroughPrice above
    it. Shopify: Products > (product) > Compare-at price. WooCommerce: Product data > General > Sale
    price and its schedule. Magento: Advanced Pricing > Special Price. BigCommerce: Products >
    (product) > Sale price. Salesforce Commerce Cloud: the list and sale price books.

    ## What is not checked
    Whether the product ever cost that much, sales that are over (see data/sd-price-valid-until),
    and times of day.
    """
    faults = Faults()
    seen = False
    for product in marked_products(page):
        for offer in product.offers:
            seen = _judge(faults, offer) or seen
    if not seen:
        raise NotApplicable
    for about, (sentence, paths) in faults.rows.items():
        yield Problem(
            message=sentence, about=about, cause=f"sale: {about}", evidence={"paths": paths[:10]}
        )


def _judge(faults: Faults, offer: MarkedOffer) -> bool:
    """Whether the offer has a sale or dates that could be judged."""
    rows = specifications(offer)
    before = [row for row in rows if word(prop(row, "priceType")) in _BEFORE]
    now = [number for value in price_values(offer) if (number := amount(value)) is not None]
    for row in before:
        struck = amount(prop(row, "price"))
        if struck is not None and len(now) == 1 and struck <= now[0]:
            told = f"The struck price, {struck}, is not above the price of today, {now[0]}."
            faults.add("struck", told, offer.path)
    dated = False
    for item in (offer.data, *rows):
        start = _day(prop(item, "validFrom"))
        for name in ("validThrough", "priceValidUntil"):
            end = _day(prop(item, name))
            if start is None or end is None:
                continue
            dated = True
            if end < start:
                told = f"The sale starts on {start} and ends before that, on {end}."
                faults.add("dates", told, offer.path)
    return bool(before) or dated


def _day(value: object) -> date | None:
    text = str(scalar(value) or "").strip()[:10]
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
