"""mobile/price-covered"""

from collections.abc import Iterator

from crawler.checks.api import NotApplicable, check
from crawler.checks.mobile.marked import called
from crawler.checks.mobile.view import elements
from crawler.records import PageKind, Problem, RenderFacts, Severity, ShopFacts


@check(
    Severity.WARNING,
    since="0.1",
    kinds=frozenset({PageKind.PRODUCT}),
    sources=("our own rule: nothing lies over the price when the page opens",),
)
def price_covered(render: RenderFacts, shop: ShopFacts) -> Iterator[Problem]:
    """Something lies over the price

    ## Why it matters
    A bar, a bubble or a badge hides the price when the page opens. The shopper looks for it, and
    some do not look long.

    ## How to fix
    Move what lies over it, or leave room for it: `padding-bottom` on the page for a bar at the
    bottom, another corner for a chat bubble. Shopify: Online Store > Themes > Edit code.
    WooCommerce: Appearance > Customize > Additional CSS. Magento: the theme's _extend.less.
    BigCommerce: Storefront > Themes > Edit theme files. Salesforce Commerce Cloud: the cartridge's
    style sheet.

    ## What is not checked
    Banners that ask for consent, which go away, and layers over more than a third of the screen,
    which cover everything. Prices below the first screen.
    """
    if render.price is None:
        raise NotApplicable
    over = shop.price_covered_by
    if over is None:
        return
    yield Problem(
        message=f"The price {called(render.price)} lies under {over.note or over.selector}.",
        selector=render.price.selector,
        cause=f"over the price: {over.selector}",
        evidence={"elements": elements((render.price, over))},
    )
