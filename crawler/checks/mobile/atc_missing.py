"""mobile/atc-missing"""

from collections.abc import Iterator

from crawler.checks.api import NotApplicable, check
from crawler.checks.mobile.view import require_layout
from crawler.records import (
    BUYABLE,
    Availability,
    LinkFacts,
    PageKind,
    PageRecord,
    PriceState,
    Problem,
    Region,
    RenderFacts,
    RenderState,
    Severity,
)

_TOLD = frozenset({PriceState.HIDDEN, PriceState.LOGIN_ONLY, PriceState.BLOCKED})


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
    offers = [offer for offer in (render.offer, page.offer) if offer is not None]
    if not offers or any(offer.state in _TOLD for offer in offers):
        raise NotApplicable
    said = [offer.availability for offer in offers if offer.availability is not None]
    if not said or not all(value in BUYABLE for value in said):
        raise NotApplicable
    if render.buy_button_state != "none" or any(offer.buy_button is True for offer in offers[:1]):
        return
    if render.state is RenderState.PARTIAL and page.offer and page.offer.buy_button is not None:
        raise NotApplicable  # the HTML has one; the page may not have been ready
    if any(_leads_to_variants(page, offer.name, links) for offer in offers):
        raise NotApplicable
    yield Problem(
        message=f"The product is {_words(said[0])}, but no buy button was found on a phone.",
        evidence={
            "availability": str(said[0]),
            "in_the_html": page.offer.buy_button is not None if page.offer else False,
        },
    )


def _leads_to_variants(page: PageRecord, name: str | None, links: LinkFacts) -> bool:
    """Whether the page offers two and more sizes or colours, each by its name and on its own page.

    "Cast iron grinder" with links to "Cast iron grinder, small" and "Cast iron grinder, large".
    """
    start = (name or "").casefold()
    if not start:
        return False
    here = page.url.partition("?")[0].rstrip("/")
    variants = {
        link.url
        for link in links.links
        if link.tag == "a"
        and link.region is Region.MAIN
        and link.url
        and link.url.partition("?")[0].rstrip("/") != here
        and not link.url.startswith(here + "/")
        and len(link.text) > len(start)
        and link.text.casefold().startswith(start)
    }
    return len(variants) > 1


def _words(availability: Availability) -> str:
    return "in stock" if availability is Availability.IN_STOCK else f"for sale ({availability})"
