"""mobile/page-length"""

from collections.abc import Iterator

from crawler.checks.api import check
from crawler.records import LayoutFacts, Problem, RenderFacts, Severity


@check(
    Severity.NOTICE,
    since="0.1",
    sources=("our own limit: 25 screens of the phone",),
)
def page_length(layout: LayoutFacts, render: RenderFacts) -> Iterator[Problem]:
    """The page is very long on a phone

    ## Why it matters
    Nobody scrolls so far. What stands at the end, often delivery, returns and contact, is never
    seen.

    ## How to fix
    Fold long texts, show fewer products at a time, and let the reader jump. Shopify: Online Store >
    Themes > Customize, products per page. WooCommerce: Appearance > Customize > WooCommerce >
    Product Catalog. Magento: Stores > Configuration > Catalog > Storefront. BigCommerce: Storefront
    > Themes > Customize > Products. Salesforce Commerce Cloud: the search preferences of the site.

    ## What is not checked
    What the page loads only when somebody scrolls to its end.
    """
    screens = render.page_height / render.device_height if render.device_height else 0
    if screens <= _SCREENS or layout.locked_height:
        return
    yield Problem(
        message=f"The page is {screens:.0f} screens long; {_SCREENS} is the limit.",
        evidence={"found": render.page_height, "expected": _SCREENS * render.device_height},
    )


_SCREENS = 25
