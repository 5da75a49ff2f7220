"""data/feed-gtin-invalid"""

from collections.abc import Iterator

from crawler.checks.api import check
from crawler.checks.data.feed_rows import feed_problem, feed_rows
from crawler.checks.index import SiteIndex
from crawler.records import Problem, Severity
from crawler.records.gtins import gtin_fault


@check(
    Severity.ERROR,
    since="0.1",
    alone=True,
    subject="page",
    sources=("https://support.google.com/merchants/answer/6286293 (read 2026-11-22)",),
)
def feed_gtin_invalid(index: SiteIndex) -> Iterator[Problem]:
    """A barcode in the product feed is wrong

    ## Why it matters
    Google disapproves products whose GTIN is none, and joins others with somebody else's product.

    ## How to fix
    Type the number from the packaging again, as text, so that no zero in front is lost; leave it
    empty where there is none. Shopify: the Google & YouTube app or the feed app, its product rules.
    WooCommerce: the feed plugin's mapping. Magento: the feed extension's mapping. BigCommerce:
    Channel Manager > Google. Salesforce Commerce Cloud: the feed job's template.

    ## What is not checked
    Whether the number belongs to this product.
    """
    for row in feed_rows(index):
        text = row.attributes.get("gtin")
        fault = gtin_fault(text) if text else ""
        if fault:
            yield feed_problem(index, row, "gtin", f"the gtin {text} {fault}.")
