"""price/price-zero"""

from collections.abc import Iterator

from crawler.checks.api import NotApplicable, check
from crawler.checks.price.zero_prices import zero_price
from crawler.records import Loss, PageKind, PageRecord, PriceState, Problem, Severity

_TOLD = frozenset({PriceState.HIDDEN, PriceState.LOGIN_ONLY, PriceState.BLOCKED})


@check(
    Severity.ERROR,
    since="0.1",
    kinds=frozenset({PageKind.PRODUCT}),
    sources=(
        "our own limit: 0 and 0.01 are taken for an import fault",
        "https://developers.google.com/search/docs/appearance/structured-data/merchant-listing"
        " (read 2026-11-23)",
    ),
    costs=Loss.PRICE,
)
def price_zero(page: PageRecord) -> Iterator[Problem]:
    """The product costs nothing

    ## Why it matters
    If the shop takes the order, it gives the goods away, and bargain hunters find such pages within
    hours. If it does not, customers are angry.

    ## How to fix
    Take the product offline until it has its price, then look for more from the same import.
    Shopify: Products > (product) > Pricing. WooCommerce: Products > (product) > Product data >
    General. Magento: Catalog > Products > (product) > Price. BigCommerce: Products > (product) >
    Pricing. Salesforce Commerce Cloud: Merchant Tools > Products and Catalogs > Price Books.

    ## What is not checked
    A zero beside a real price: the checks that compare prices say so. Prices on request.
    """
    if page.offer is None or page.offer.state in _TOLD:
        raise NotApplicable
    raw = zero_price(page)
    if raw is not None:
        yield Problem(
            message=f"The page asks for {raw}, which is no real price.",
            evidence={"found": raw},
        )
