"""mobile/atc-disabled"""

from collections.abc import Iterator

from crawler.checks.api import NotApplicable, check
from crawler.checks.mobile.buying import in_words, offers_seen, settled, switched_off
from crawler.checks.mobile.marked import called, marked
from crawler.checks.price.sightings import MARKUP
from crawler.records import BUYABLE, PageKind, PageRecord, Problem, RenderFacts, Severity, ShopFacts


@check(
    Severity.ERROR,
    since="0.1",
    kinds=frozenset({PageKind.PRODUCT}),
    sources=("https://support.google.com/merchants/answer/6324448 (read 2026-11-23)",),
)
def atc_disabled(page: PageRecord, render: RenderFacts, shop: ShopFacts) -> Iterator[Problem]:
    """The buy button of a product in stock is switched off

    ## Why it matters
    Google and the price comparisons send shoppers who cannot buy. Often a script that should switch
    the button on fails.

    ## How to fix
    Look at the page on a phone. If the button is missing for all products, the theme or an app
    broke it; if for one, its template or its stock. Shopify: Online Store > Themes > Edit code
    (main-product.liquid, buy-buttons.liquid) and App embeds. WooCommerce: the theme's
    single-product templates and Appearance > Customize > Additional CSS. Magento: the theme's
    catalog_product_view.xml and _extend.less. BigCommerce: Storefront > Themes > Edit theme files.
    Salesforce Commerce Cloud: the product template and the cartridge's style sheet.

    ## What is not checked
    Products whose sizes or colours are chosen first: the button may wait for that. Pages that were
    still loading, and pages that say they are sold out (see price/stock-visible-vs-markup).
    """
    settled(render)
    offers = offers_seen(page, render)
    told = [value for o in offers for source, value in o.availability_sources if source in MARKUP]
    if not told or not all(value in BUYABLE for value in told) or shop.choice:
        raise NotApplicable
    if not switched_off(page) or not shop.buttons_disabled:
        return
    first = shop.buttons_disabled.items[0]
    yield marked(
        shop.buttons_disabled,
        "disabled buy button",
        f"The product is {in_words(told[0])}, but its buy button {called(first)} is switched off.",
    )
