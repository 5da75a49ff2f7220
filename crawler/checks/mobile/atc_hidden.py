"""mobile/atc-hidden"""

from collections.abc import Iterator

from crawler.checks.api import NotApplicable, check
from crawler.checks.mobile.buying import in_words, settled, sold_here
from crawler.checks.mobile.marked import called, marked
from crawler.records import (
    LinkFacts,
    PageKind,
    PageRecord,
    Problem,
    RenderFacts,
    Severity,
    ShopFacts,
)


@check(
    Severity.ERROR,
    since="0.1",
    kinds=frozenset({PageKind.PRODUCT}),
    sources=("convention, not a Google rule: a product in stock can be put into the basket",),
)
def atc_hidden(
    page: PageRecord, render: RenderFacts, links: LinkFacts, shop: ShopFacts
) -> Iterator[Problem]:
    """The buy button is hidden on a phone

    ## Why it matters
    The button is in the page, but nobody can see it. The shop pays for every click that leads here,
    and nothing can be bought.

    ## How to fix
    Look at the page on a phone. If the button is missing for all products, the theme or an app
    broke it; if for one, its template or its stock. Shopify: Online Store > Themes > Edit code
    (main-product.liquid, buy-buttons.liquid) and App embeds. WooCommerce: the theme's
    single-product templates and Appearance > Customize > Additional CSS. Magento: the theme's
    catalog_product_view.xml and _extend.less. BigCommerce: Storefront > Themes > Edit theme files.
    Salesforce Commerce Cloud: the product template and the cartridge's style sheet.

    ## What is not checked
    Products whose sizes or colours are chosen first: the button may wait for that. Pages that were
    still loading, prices on request.
    """
    settled(render)
    availability = sold_here(page, render, links)
    if shop.choice:
        raise NotApplicable
    if render.buy_button_state != "hidden" or not shop.buttons_hidden:
        return
    first = shop.buttons_hidden.items[0]
    yield marked(
        shop.buttons_hidden,
        "hidden buy button",
        f"The product is {in_words(availability)}, but its buy button {called(first)} is hidden.",
    )
