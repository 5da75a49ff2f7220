"""mobile/price-mismatch"""

import re
from collections.abc import Iterator
from decimal import Decimal

from crawler.checks.api import NotApplicable, check
from crawler.checks.data.prices_in_markup import marked_amounts
from crawler.checks.data.products_in_markup import same_named
from crawler.checks.mobile.buying import names_amount, offers_seen, settled, tells
from crawler.checks.mobile.price_not_visible import MOST_AMOUNTS
from crawler.checks.price.price_visible_vs_markup import price_visible_vs_markup
from crawler.checks.price.sightings import (
    CALLED,
    MARKUP,
    disagreement,
    is_tax_pair,
    leader,
    sighting,
    speaks_of_tax,
    written,
)
from crawler.extract.money import parse_price
from crawler.extract.words import INSTALMENT_TEXT, SAVE_TEXT, SHIPPING_TEXT, UNIT_TEXT
from crawler.records import Money, PageKind, PageRecord, Problem, RenderFacts, Severity, ShopFacts

_OTHER = (INSTALMENT_TEXT, SAVE_TEXT, SHIPPING_TEXT, UNIT_TEXT)


def _shown(render: RenderFacts) -> Decimal | None:
    """The one amount beside the name. None: there are several, or it is no price of the product."""
    text = render.price.text if render.price else ""
    numbers = re.findall(r"\d[\d.,'’]*", text)
    if len(numbers) != 1 or any(pattern.search(text) for pattern in _OTHER):
        return None
    hint = render.offer.price.currency if render.offer and render.offer.price else None
    return parse_price(text, currency_hint=hint).amount


@check(
    Severity.ERROR,
    since="0.1",
    kinds=frozenset({PageKind.PRODUCT}),
    sources=("https://support.google.com/merchants/answer/6069143 (read 2026-11-23)",),
)
def price_mismatch(page: PageRecord, render: RenderFacts, shop: ShopFacts) -> Iterator[Problem]:
    """The phone shows another price than Google is told

    ## Why it matters
    Google compares both prices and disapproves products where they differ. Shoppers who clicked on
    a lower price feel cheated.

    ## How to fix
    Find who changes the price in the browser: a currency or discount app, a price per customer
    group, or a style sheet that shows the wrong one of two prices. Clear the caches after a price
    change. Shopify: App embeds, Markets. WooCommerce: currency and discount plugins. Magento:
    customer groups and catalog price rules. BigCommerce: Storefront > Script Manager, price lists.
    Salesforce Commerce Cloud: price books and cached product tiles.

    ## What is not checked
    Pages where the price in the markup stands anywhere on the screen as well; a difference of
    exactly the tax beside words such as "excl. VAT"; prices per unit, instalments and struck
    prices; what price/price-visible-vs-markup says already.
    """
    settled(render)
    offers = offers_seen(page, render)
    told = [c for o in offers for source in MARKUP if (c := leader(o, source)) and c.amount]
    shown = _shown(render)
    if not told or shown is None or len(shop.amounts) >= MOST_AMOUNTS:
        raise NotApplicable
    if any(disagreement(offer) for offer in offers) or tells(price_visible_vs_markup, page):
        raise NotApplicable
    known = {c.amount for c in told if c.amount is not None}
    known |= set(marked_amounts(same_named(page)))
    texts = (*shop.amounts, render.price.text if render.price else "")
    if any(names_amount(text, Money(amount=amount)) for amount in known for text in texts):
        return
    if any(
        o.price_low and o.price_high and o.price_low.amount <= shown <= o.price_high.amount
        for o in offers
    ):
        return
    taxed = any(speaks_of_tax(offer) for offer in offers)
    if taxed and any(is_tax_pair(shown, amount) for amount in known):
        return
    first = told[0]
    yield Problem(
        message=(
            f"A phone shows {written(shown, first.currency)}, but {CALLED[first.source]} says "
            f"{written(first.amount or shown, first.currency)}."
        ),
        selector=render.price.selector if render.price else "",
        evidence={"found": str(shown), "expected": [sighting(c) for c in told]},
    )
