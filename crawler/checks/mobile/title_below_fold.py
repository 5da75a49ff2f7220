"""mobile/title-below-fold"""

from collections.abc import Iterator

from crawler.checks.api import NotApplicable, check
from crawler.checks.mobile.buying import below_first_screen
from crawler.checks.mobile.marked import one
from crawler.records import PageKind, Problem, RenderFacts, Severity, ShopFacts


@check(
    Severity.NOTICE,
    since="0.1",
    kinds=frozenset({PageKind.PRODUCT}),
    sources=("our own limit: the name stands on the first screen of a phone",),
)
def title_below_fold(render: RenderFacts, shop: ShopFacts) -> Iterator[Problem]:
    """Shoppers must scroll to read the product's name

    ## Why it matters
    Who comes from a search result wants to see at once that this is the right product.

    ## How to fix
    Put the name above or directly below the picture, and keep banners low. Shopify: Online Store >
    Themes > Customize > product page, order of blocks. WooCommerce: the theme's product layout.
    Magento: the theme's catalog_product_view.xml. BigCommerce: Storefront > Themes > Customize.
    Salesforce Commerce Cloud: Page Designer, or the product template.

    ## What is not checked
    Pages whose price is below the first screen too: one mend moves both (see
    mobile/price-below-fold). Pages without a visible h1.
    """
    name = shop.heading
    if name is None or name.box is None:
        raise NotApplicable
    if name.box.y < render.device_height or below_first_screen(render.price, render):
        return
    yield one(
        name,
        "name below the fold",
        f"The name stands {name.box.y:.0f} px down; the first screen ends at "
        f"{render.device_height} px.",
        expected=render.device_height,
        found=name.box.y,
    )
