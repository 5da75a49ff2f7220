"""data/feed-required-missing"""

from collections.abc import Iterator

from crawler.checks.api import check
from crawler.checks.data.feed_rows import feed_problem, feed_rows
from crawler.checks.index import SiteIndex
from crawler.records import Problem, Severity

REQUIRED = ("id", "title", "description", "link", "image_link", "price", "availability")


@check(
    Severity.ERROR,
    since="0.1",
    alone=True,
    subject="page",
    sources=("https://support.google.com/merchants/answer/7052112 (recalled: convention)",),
)
def feed_required_missing(index: SiteIndex) -> Iterator[Problem]:
    """A row of the product feed lacks what Google requires

    ## Why it matters
    Google refuses such a row: the product is not advertised and stands in no free listing.

    ## How to fix
    Fill the field in the shop, or map it in the feed. Shopify: the Google & YouTube app or the feed
    app, its product rules. WooCommerce: the feed plugin's mapping. Magento: the feed extension's
    mapping. BigCommerce: Channel Manager > Google. Salesforce Commerce Cloud: the feed job's
    template.

    ## What is not checked
    What is required for some goods only: size and colour of clothes, conditions of used goods. A
    barcode is asked for only where the row does not say identifier_exists no.
    """
    for row in feed_rows(index):
        given = row.attributes
        missing = [name for name in REQUIRED if name not in given]
        has_none = given.get("identifier_exists", "").lower().startswith(("n", "f"))
        if not has_none and "gtin" not in given and not {"mpn", "brand"} <= given.keys():
            missing.append("gtin")
        if missing:
            words = ", ".join(missing)
            yield feed_problem(index, row, missing[0], f"{words} missing.", found="")
