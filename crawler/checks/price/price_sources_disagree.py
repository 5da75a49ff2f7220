"""price/price-sources-disagree"""

from collections.abc import Iterator

from crawler.checks.api import NotApplicable, check
from crawler.checks.data.prices_in_markup import marked_amounts
from crawler.checks.data.products_in_markup import same_named
from crawler.checks.price.blame import amount, likely_wrong
from crawler.checks.price.sightings import (
    CALLED,
    MARKUP,
    SAME,
    disagreement,
    leader,
    sighting,
    written,
)
from crawler.checks.price.truth import truth_of
from crawler.records import Loss, OfferSource, PageKind, PageRecord, Problem, Severity


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
def price_sources_disagree(page: PageRecord) -> Iterator[Problem]:
    """The page tells machines two different prices

    ## Why it matters
    Google, Meta and price comparisons read the price from different places of the page. When the
    places disagree, some of them show a price that the shop does not keep: products are disapproved
    and customers complain.

    ## How to fix
    Find who writes the second price: usually a plugin beside the theme, or a cache that was not
    cleared after a price change. Shopify: theme.liquid and sections/main-product.liquid (og:price
    in snippets/meta-tags.liquid). WooCommerce: switch one of the two SEO or schema plugins off.
    Magento: the theme's product/view/opengraph templates; flush the page cache. BigCommerce:
    components/products/schema.html and the Open Graph block. Salesforce Commerce Cloud: the
    htmlHead and product templates.

    ## What is not checked
    Prices of variants that another source names too, prices without tax, and the visible price: see
    price/price-visible-vs-markup. A price that is written wrongly: see data/sd-offer-price-invalid.
    """
    offer = page.offer
    if offer is None:
        raise NotApplicable
    sources = [s for s in (*MARKUP, OfferSource.PLATFORM) if leader(offer, s)]
    if len(sources) < 2:
        raise NotApplicable
    pair = disagreement(offer)
    if pair is None:
        return
    first, second = pair
    if first.amount is None or second.amount is None:
        return
    if second.source is OfferSource.META and first.currency == second.currency:
        others = marked_amounts(same_named(page))
        if any(abs(second.amount - other) < SAME for other in others):
            return  # the price of another size, which has a Product of its own
    yield Problem(
        message=(
            f"Its prices disagree: {CALLED[first.source]} says "
            f"{written(first.amount, first.currency)}, {CALLED[second.source]} says "
            f"{written(second.amount, second.currency)}."
            f"{likely_wrong(truth_of(page).price, amount)}"
        ),
        cause=f"{first.source} against {second.source}",
        evidence={"found": [sighting(c) for s in sources if (c := leader(offer, s))]},
    )
