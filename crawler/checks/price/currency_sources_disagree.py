"""price/currency-sources-disagree"""

from collections.abc import Iterator

from crawler.checks.api import NotApplicable, check
from crawler.checks.price.blame import likely_wrong
from crawler.checks.price.sightings import CALLED
from crawler.checks.price.truth import truth_of
from crawler.records import Loss, OfferSource, PageKind, PageRecord, Problem, Severity


@check(
    Severity.ERROR,
    since="0.1",
    kinds=frozenset({PageKind.PRODUCT}),
    sources=(
        "https://support.google.com/merchants/answer/6324371 (read 2026-11-22)",
        "https://schema.org/priceCurrency (read 2026-11-22)",
    ),
    costs=Loss.PRICE,
)
def currency_sources_disagree(page: PageRecord) -> Iterator[Problem]:
    """The price has different currencies in different places

    ## Why it matters
    Twenty dollars are not twenty euros. Google disapproves the product; price comparisons list it
    far too cheap or far too dear.

    ## How to fix
    Every place must name the currency of the market that the page is for. Shopify: Settings >
    Markets; the theme's data must use cart.currency. WooCommerce: WooCommerce > Settings > General
    > Currency, and the currency switcher's plugin. Magento: Stores > Configuration > General >
    Currency Setup for the store view. BigCommerce: Settings > Currencies. Salesforce Commerce
    Cloud: the site's currencies and the price book in use. Feeds: one for each currency.

    ## What is not checked
    A shared sign such as $ or kr, which does not say which currency is meant.
    """
    if page.offer is None:
        raise NotApplicable
    row = truth_of(page)
    if len(row.currency) < 2:
        raise NotApplicable
    if "currency" not in row.differs:
        return
    said = [f"{CALLED[OfferSource(name)]} {code}" for name, code in row.currency.items()]
    yield Problem(
        message=f"The currency is not the same everywhere: {', '.join(said)}."
        f"{likely_wrong(row.currency)}",
        evidence={"found": row.currency, "prices": row.price},
    )
