"""price/price-visible-vs-markup"""

from collections.abc import Iterator

from crawler.checks.api import NotApplicable, check
from crawler.checks.data.prices_in_markup import marked_amounts
from crawler.checks.data.products_in_markup import same_named
from crawler.checks.price.blame import amount, likely_wrong
from crawler.checks.price.sightings import (
    CALLED,
    MARKUP,
    SAME,
    VISIBLE,
    amounts,
    disagreement,
    is_tax_pair,
    leader,
    seen_offer,
    sighting,
    speaks_of_tax,
    written,
)
from crawler.checks.price.truth import truth_of
from crawler.records import Loss, OfferFacts, PageKind, PageRecord, PriceType, Problem, Severity

_STRUCK = (PriceType.WAS, PriceType.LIST)


@check(
    Severity.ERROR,
    since="0.1",
    kinds=frozenset({PageKind.PRODUCT}),
    sources=(
        "https://support.google.com/merchants/answer/6069143 (read 2026-11-23)",
        "https://developers.google.com/search/docs/appearance/structured-data/merchant-listing"
        " (read 2026-11-23)",
    ),
    costs=Loss.PRICE,
)
def price_visible_vs_markup(page: PageRecord) -> Iterator[Problem]:
    """Shoppers see another price than Google is told

    ## Why it matters
    Google compares both prices and disapproves products where they differ; it is among the most
    frequent reasons. Shoppers who clicked on a lower price feel cheated.

    ## How to fix
    Both must come from the same field, for the same market, with the same tax and the same sale.
    Clear the caches after a price change. Shopify: the theme's structured data in
    sections/main-product.liquid must use the selected variant. WooCommerce: tax display under
    WooCommerce > Settings > Tax must fit the schema plugin. Magento: Stores > Configuration > Sales
    > Tax > Price Display Settings; flush the page cache. BigCommerce: Settings > Tax > Display
    settings. Salesforce Commerce Cloud: the price book of the site and the cached product tile.

    ## What is not checked
    Other variants than the one shown first; a difference of exactly the tax beside words such as
    "excl. VAT"; pages whose machine-readable prices already contradict each other (see
    price/price-sources-disagree) or are written wrongly; the currency.
    """
    seen = seen_offer(page)
    if page.offer is None or seen is None:
        raise NotApplicable
    shown = next((c for source in VISIBLE if (c := leader(seen, source))), None)
    told = seen if any(leader(seen, source) for source in MARKUP) else page.offer
    marked = [c for source in MARKUP if (c := leader(told, source))]
    if shown is None or shown.amount is None or not marked or disagreement(told):
        raise NotApplicable
    if any(amounts(told, c.source).holds(shown.amount) for c in marked):
        return
    first = marked[0]
    if first.amount is None or _also_visible(seen, told):
        return
    if any(abs(shown.amount - other) < SAME for other in marked_amounts(same_named(page))):
        return
    if speaks_of_tax(seen) and is_tax_pair(shown.amount, first.amount):
        return
    yield Problem(
        message=(
            f"The page shows {written(shown.amount, shown.currency)}, but {CALLED[first.source]} "
            f"says {written(first.amount, first.currency)}."
            f"{likely_wrong(truth_of(page).price, amount)}"
        ),
        evidence={"found": sighting(shown), "expected": [sighting(c) for c in marked]},
    )


def _also_visible(seen: OfferFacts, told: OfferFacts) -> bool:
    """Whether the price told to machines stands on the page as well, and not struck through."""
    visible = [
        c.amount
        for c in seen.candidates
        if c.source in VISIBLE and c.type not in _STRUCK and c.amount is not None
    ]
    return any(
        amounts(told, c.source).holds(amount)
        for amount in visible
        for source in MARKUP
        if (c := leader(told, source))
    )
