"""data/sd-rating-repeated"""

from collections import Counter
from collections.abc import Iterator

from crawler.checks.api import NotApplicable, check
from crawler.checks.index import SiteIndex
from crawler.records import PageKind, PageState, Problem, Severity

FEWEST_PRODUCTS = 10
MOST_SHARE = 0.5
"""Our own limits."""


@check(
    Severity.WARNING,
    since="0.1",
    sources=(
        "https://developers.google.com/search/docs/appearance/structured-data/review-snippet"
        " (read 2026-11-23)",
    ),
    subject="site",
)
def sd_rating_repeated(index: SiteIndex) -> Iterator[Problem]:
    """Most products have exactly the same rating

    ## Why it matters
    One value and one number of ratings on more than half of the products is not what shoppers
    wrote: a template or an app prints the rating of the whole shop. Google takes the stars away for
    that, for all products.

    ## How to fix
    Print the product's own rating, or none. Shopify: the review app's structured data, per product.
    WooCommerce: the schema plugin's global rating. Magento: the review summary of the product.
    BigCommerce: components/products/schema.html. Salesforce Commerce Cloud: the review provider's
    script.

    ## What is not checked
    Whether the rating can be seen on the page. Shops with fewer than ten rated products.
    """
    ratings = Counter(
        row.rating
        for row in index.pages(PageState.OK)
        if row.kind is PageKind.PRODUCT and row.rating
    )
    total = ratings.total()
    if total < FEWEST_PRODUCTS:
        raise NotApplicable
    rating, times = ratings.most_common(1)[0]
    if times > MOST_SHARE * total:
        yield Problem(
            message=f"{times:,} of {total:,} rated products have the same rating, {rating}.",
            cause="one rating for all",
            evidence={"rating": rating, "products": times, "rated": total},
        )
