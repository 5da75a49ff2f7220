"""Whether a product page must let shoppers see a price and buy, and what others say of it."""

import re

from crawler.checks.api import Check, NotApplicable
from crawler.checks.price.sightings import SAME
from crawler.extract.money import parse_price
from crawler.records import (
    BUYABLE,
    Availability,
    ElementEvidence,
    LinkFacts,
    Money,
    OfferFacts,
    PageRecord,
    PriceState,
    Region,
    RenderFacts,
    RenderState,
)

_TOLD = frozenset({PriceState.HIDDEN, PriceState.LOGIN_ONLY, PriceState.BLOCKED})
_NUMBER = re.compile(r"\d[\d.,'’\s]*")


def offers_seen(page: PageRecord, render: RenderFacts) -> list[OfferFacts]:
    """What phone and crawl read of the product, the phone first.

    Raises NotApplicable where neither did, or prices are on request or behind a log-in.
    """
    offers = [offer for offer in (render.offer, page.offer) if offer is not None]
    if not offers or any(offer.state in _TOLD for offer in offers):
        raise NotApplicable
    return offers


def sold_here(page: PageRecord, render: RenderFacts, links: LinkFacts) -> Availability:
    """How the product is for sale on this very page.

    Raises NotApplicable unless all that speaks of stock says it can be bought. Products whose
    sizes or colours have pages of their own are bought there.
    """
    offers = offers_seen(page, render)
    said = [offer.availability for offer in offers if offer.availability is not None]
    if not said or not all(value in BUYABLE for value in said):
        raise NotApplicable
    if any(_leads_to_variants(page, offer.name, links) for offer in offers):
        raise NotApplicable
    return said[0]


def in_words(availability: Availability) -> str:
    """For a sentence: in stock, for sale (PreOrder)."""
    return "in stock" if availability is Availability.IN_STOCK else f"for sale ({availability})"


def known_price(page: PageRecord, render: RenderFacts) -> Money:
    """The product's price. Raises NotApplicable where none is known or asked for."""
    for offer in offers_seen(page, render):
        if offer.price is not None:
            return offer.price
    raise NotApplicable


def names_amount(text: str, money: Money) -> bool:
    """Whether a visible text holds the amount; "12 50" may be a split 12.50."""
    digits = re.sub(r"\D", "", f"{money.amount:.2f}")
    whole = re.sub(r"\D", "", f"{money.amount.normalize():f}")
    for piece in _NUMBER.findall(text):
        found = parse_price(piece.strip(), currency_hint=money.currency).amount
        if found is not None and abs(found - money.amount) < SAME:
            return True
        if re.sub(r"\D", "", piece) in (digits, whole):
            return True
    return False


def below_first_screen(element: ElementEvidence | None, render: RenderFacts) -> bool:
    """Whether an element begins below the first screen. False too where there is none."""
    return element is not None and element.box is not None and element.box.y > render.device_height


def settled(render: RenderFacts) -> None:
    """Raise NotApplicable for a page that was still loading: what is missing may have come."""
    if render.state is RenderState.PARTIAL:
        raise NotApplicable


def switched_off(page: PageRecord) -> bool:
    """Whether a phone shows a buy button that is off, and nothing says why: not sold out, and no
    size or colour to choose first."""
    render = page.render
    if render is None or render.shop is None or render.state is not RenderState.OK:
        return False
    shop = render.shop
    return render.buy_button_state == "disabled" and not shop.sold_out and not shop.choice


def tells(check: Check, page: PageRecord) -> bool:
    """Whether another check of the page finds something: then it has told the fault."""
    try:
        return any(True for _ in check(page))
    except NotApplicable:
        return False


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
