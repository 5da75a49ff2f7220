"""mobile/atc-missing"""

from collections.abc import Iterator

from crawler.checks.api import check
from crawler.checks.mobile.buying import in_words, offers_seen, settled, sold_here
from crawler.checks.mobile.view import require_layout
from crawler.records import LinkFacts, PageKind, PageRecord, Problem, RenderFacts, Severity


@check(
    Severity.ERROR,
    since="0.1",
    kinds=frozenset({PageKind.PRODUCT}),
    replaces=("buy-button-missing",),
    sources=("convention, not a Google rule: a product in stock can be put into the basket",),
)
def atc_missing(page: PageRecord, render: RenderFacts, links: LinkFacts) -> Iterator[Problem]:
    """The product is in stock, but there is no buy button on a phone

    ## Why it matters
    Nobody can buy it. The shop pays for every click that leads here.

    ## How to fix
    Look at the page on a phone. If the button is missing for all products, the theme or an app
    broke it; if for one, its template or its sales channel. Shopify: Products > (product) > Theme
    template, and Publishing. WooCommerce: Products > (product) > Product data (a product without a
    price has no button). Magento: Catalog > Products > (product) > Salable Quantity and Websites.
    BigCommerce: Products > (product) > Purchasability. Salesforce Commerce Cloud: Merchant Tools >
    Products and Catalogs > Products > (product) > online flag and inventory.

    ## What is not checked
    Buttons that are only hidden or switched off. Shops that show prices on request or after log-in.
    Words for "add to basket" in languages that Storewalk does not know. Products whose sizes or
    colours have pages of their own, linked by name from here: those are where they are bought.
    """
    require_layout(render)
    said = sold_here(page, render, links)
    if render.buy_button_state != "none":
        return
    if any(offer.buy_button is True for offer in offers_seen(page, render)[:1]):
        return
    if page.offer and page.offer.buy_button is not None:
        settled(render)  # the HTML has one; the page may not have been ready
    yield Problem(
        message=f"The product is {in_words(said)}, but no buy button was found on a phone.",
        evidence={
            "availability": str(said),
            "in_the_html": page.offer.buy_button is not None if page.offer else False,
        },
    )
