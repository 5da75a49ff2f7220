"""mobile/price-not-visible"""

from collections.abc import Iterator

from crawler.checks.api import NotApplicable, check
from crawler.checks.mobile.buying import known_price, names_amount, offers_seen, settled
from crawler.checks.mobile.view import elements
from crawler.checks.price.sightings import written
from crawler.records import Money, PageKind, PageRecord, Problem, RenderFacts, Severity, ShopFacts

MOST_AMOUNTS = 200
"""As many as measure/shop.js notes."""


def _shows(text: str, page: PageRecord, render: RenderFacts, price: Money) -> bool:
    """Whether a text names the price, or an end of its range."""
    ends = [end for o in offers_seen(page, render) for end in (o.price_low, o.price_high) if end]
    return any(names_amount(text, money) for money in (price, *ends))


@check(
    Severity.ERROR,
    since="0.1",
    kinds=frozenset({PageKind.PRODUCT}),
    sources=(
        "https://support.google.com/merchants/answer/6069143 (read 2026-11-23)",
        "our own rule: a phone shows the price",
    ),
)
def price_not_visible(page: PageRecord, render: RenderFacts, shop: ShopFacts) -> Iterator[Problem]:
    """A phone shows no price for the product

    ## Why it matters
    The price is known to machines, but nobody can see it on a phone. Shoppers leave, and Google
    disapproves products whose price does not stand on their page.

    ## How to fix
    Look at the page on a phone. Often a style sheet hides the price on small screens, or a script
    that should write it fails (see mobile/console-error). Shopify: Online Store > Themes >
    Customize > product page, order of blocks. WooCommerce: the theme's product layout. Magento: the
    theme's catalog_product_view.xml. BigCommerce: Storefront > Themes > Customize. Salesforce
    Commerce Cloud: Page Designer, or the product template.

    ## What is not checked
    Prices on request or behind a log-in; pages that were still loading; pages without any price
    (see price/price-missing); prices drawn as a picture are reported, for machines and many people
    cannot read them.
    """
    settled(render)
    price = known_price(page, render)
    if len(shop.amounts) >= MOST_AMOUNTS:
        raise NotApplicable  # the price may be among those that were not noted
    if render.price is not None or any(_shows(text, page, render, price) for text in shop.amounts):
        return
    hidden = shop.price_hidden
    where = f"; {hidden.selector.rpartition(' > ')[2]} is there, but hidden" if hidden else ""
    yield Problem(
        message=(
            f"The product costs {written(price.amount, price.currency)}, but a phone shows no price"
            f"{where}."
        ),
        selector=hidden.selector if hidden else "",
        cause=f"hidden price: {hidden.selector}" if hidden else "no visible price",
        evidence={
            "elements": elements((hidden,) if hidden else ()),
            "expected": str(price.amount),
            "found": list(shop.amounts[:20]),
        },
    )
