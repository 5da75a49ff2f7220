"""price/price-was-below-now"""

from collections.abc import Iterator

from crawler.checks.api import NotApplicable, check
from crawler.records import (
    Confidence,
    OfferFacts,
    OfferSource,
    PageKind,
    PriceState,
    PriceType,
    Problem,
    Severity,
)

_VISIBLE = frozenset({OfferSource.DOM, OfferSource.RENDERED})


@check(
    Severity.WARNING,
    since="0.1",
    kinds=frozenset({PageKind.PRODUCT}),
    sources=(
        "convention, not a Google rule: a struck price is above the price of today",
        "https://eur-lex.europa.eu/eli/dir/1998/6/2022-05-28 (read 2026-11-23)",
    ),
)
def price_was_below_now(offer: OfferFacts) -> Iterator[Problem]:
    """The struck price is below the price of today

    ## Why it matters
    A "sale" that saves nothing looks like a trick. In the European Union announcing a reduction
    that is none breaks the law.

    ## How to fix
    Correct or empty the price before. Shopify: Products > (product) > Compare-at price, for every
    variant. WooCommerce: Product data > General > Regular price and Sale price. Magento: Advanced
    Pricing > Special Price and MSRP. BigCommerce: Products > (product) > Sale price and MSRP.
    Salesforce Commerce Cloud: the list and sale price books.

    ## What is not checked
    Badges such as "-20 %". A struck price equal to the price of today, which themes leave in pages
    without showing it, and one below half of it, which is rather an amount saved. Products whose
    prices differ by variant, or whose sources disagree about the price of today.
    """
    now = offer.price
    if offer.state is not PriceState.SHOWN or now is None:
        raise NotApplicable
    if offer.confidence is Confidence.CONFLICTING or offer.price_low or offer.price_high:
        raise NotApplicable
    struck = [
        candidate
        for candidate in offer.candidates
        if candidate.source in _VISIBLE
        and candidate.type is PriceType.WAS
        and candidate.amount is not None
        and candidate.currency in (None, now.currency)
    ]
    if not struck:
        raise NotApplicable
    amounts = [candidate.amount for candidate in struck if candidate.amount is not None]
    highest = max(amounts)
    if highest == now.amount or highest < now.amount / 2:
        raise NotApplicable
    if highest > now.amount:
        return
    yield Problem(
        message=f"The struck price, {highest}, is below the price of today, {now.amount}.",
        evidence={"struck": [candidate.raw for candidate in struck[:5]], "now": str(now.amount)},
    )
