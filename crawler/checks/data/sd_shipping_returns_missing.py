"""data/sd-shipping-returns-missing"""

from collections.abc import Iterator

from crawler.checks.api import NotApplicable, check
from crawler.checks.index import SiteIndex
from crawler.records import PageState, Problem, Severity

_PRODUCTS = frozenset({"Product", "ProductGroup"})
_SHOPS = frozenset({"Organization", "OnlineStore", "OnlineBusiness", "Store", "LocalBusiness"})


@check(
    Severity.NOTICE,
    since="0.1",
    sources=(
        "https://developers.google.com/search/docs/appearance/structured-data/merchant-listing"
        " (read 2026-11-23)",
    ),
    subject="site",
)
def sd_shipping_returns_missing(index: SiteIndex) -> Iterator[Problem]:
    """The data says neither what shipping costs nor how to send things back

    ## Why it matters
    Google shows both beside the price, and Search Console asks for them. Without them the offers of
    others look better. Once for the whole shop is enough.

    ## How to fix
    Write `hasMerchantReturnPolicy` and `hasShippingService` into the Organization data of the home
    page, or set both in Merchant Center. Shopify: Settings > Policies and Shipping, and the theme's
    Organization snippet. WooCommerce: the schema plugin's organization settings. Magento and
    BigCommerce: an extension, or the theme's head. Salesforce Commerce Cloud: the htmlHead
    template.

    ## What is not checked
    What Merchant Center or Search Console were told by hand: Google takes that before the page's
    data. Whether the data is right: see data/sd-shipping-invalid and data/sd-returns-invalid.
    """
    seen = [(row, row.types.split()) for row in index.pages(PageState.OK)]
    products = [row for row, types in seen if not _PRODUCTS.isdisjoint(types)]
    if not products:
        raise NotApplicable
    shop = any(row.policies for row, types in seen if not _SHOPS.isdisjoint(types))
    bare = [row for row in products if not row.policies]
    if shop or not bare:
        return
    yield Problem(
        message=f"{len(bare):,} of {len(products):,} products say nothing about shipping and"
        " returns, nor does the shop.",
        cause="no shipping and returns",
        evidence={"example": bare[0].url, "products": len(bare)},
    )
