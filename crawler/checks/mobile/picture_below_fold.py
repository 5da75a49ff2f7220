"""mobile/picture-below-fold"""

from collections.abc import Iterator

from crawler.checks.api import NotApplicable, check
from crawler.checks.mobile.marked import one
from crawler.records import PageKind, Problem, RenderFacts, Severity, ShopFacts


@check(
    Severity.NOTICE,
    since="0.1",
    kinds=frozenset({PageKind.PRODUCT}),
    replaces=("no-image-first-screen",),
    sources=("our own limit: a picture of 40 % of the width on the first screen of a phone",),
)
def picture_below_fold(render: RenderFacts, shop: ShopFacts) -> Iterator[Problem]:
    """Shoppers must scroll to see the product's picture

    ## Why it matters
    The picture sells. Without it on the first screen the page looks like a list of words.

    ## How to fix
    Put the picture above the texts, and keep banners low. Shopify: Online Store > Themes >
    Customize > product page, order of blocks. WooCommerce: the theme's product layout. Magento: the
    theme's catalog_product_view.xml. BigCommerce: Storefront > Themes > Customize. Salesforce
    Commerce Cloud: Page Designer, or the product template.

    ## What is not checked
    Pages without any picture of at least 40 % of the screen's width, and pictures that do not load
    (see mobile/img-broken).
    """
    first = shop.picture_below
    if shop.picture is not None:
        return
    if first is None or first.box is None or render.broken_images:
        raise NotApplicable
    yield one(
        first,
        "picture below the fold",
        f"The first large picture stands {first.box.y:.0f} px down; the first screen ends at "
        f"{render.device_height} px.",
        expected=render.device_height,
        found=first.box.y,
    )
