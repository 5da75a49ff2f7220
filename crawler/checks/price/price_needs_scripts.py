"""price/price-needs-scripts"""

from collections.abc import Iterator

from crawler.checks.api import NotApplicable, check
from crawler.checks.price.sightings import MARKUP, VISIBLE, leader, written
from crawler.records import PageKind, PageRecord, Problem, RenderState, Severity


@check(
    Severity.WARNING,
    since="0.1",
    kinds=frozenset({PageKind.PRODUCT}),
    sources=("https://support.google.com/merchants/answer/12159029 (read 2026-11-22)",),
)
def price_needs_scripts(page: PageRecord) -> Iterator[Problem]:
    """The price appears only after scripts ran

    ## Why it matters
    Google compares the feed with the page as the server sends it, and reports products whose price
    comes later as mismatches. Other crawlers run no scripts at all: price comparisons, and the
    previews of messengers. On a slow phone people see a product without a price.

    ## How to fix
    Let the server write the price, and structured data with it, into the page; scripts may correct
    it for the variant chosen. Shopify: the theme's price snippet, and apps that replace it.
    WooCommerce: cache and currency plugins that load prices later. Magento: the private content of
    price boxes; show the price of the default customer group. BigCommerce: the price component of
    the theme. Salesforce Commerce Cloud: the remote include of the price, with a cached default.

    ## What is not checked
    Pages that were not looked at in a browser. Prices that people only see after they chose a
    variant.
    """
    render = page.render
    if page.offer is None or render is None or render.offer is None:
        raise NotApplicable
    if render.state is not RenderState.OK:
        raise NotApplicable
    late = next((c for source in VISIBLE if (c := leader(render.offer, source))), None)
    if late is None or late.amount is None or page.served is not None:
        raise NotApplicable
    if any(leader(page.offer, source) for source in (*VISIBLE, *MARKUP)):
        return
    yield Problem(
        message=(
            f"Without scripts the page has no price, with them "
            f"{written(late.amount, late.currency)}."
        ),
        evidence={"found": late.raw, "path": late.path},
    )
