"""data/feed-availability-invalid"""

from collections.abc import Iterator

from crawler.checks.api import check
from crawler.checks.data.feed_rows import feed_problem, feed_rows
from crawler.checks.index import SiteIndex
from crawler.records import Problem, Severity

WORDS = ("in_stock", "out_of_stock", "preorder", "backorder")
LATER = WORDS[2:]


@check(
    Severity.ERROR,
    since="0.1",
    alone=True,
    subject="page",
    sources=("https://support.google.com/merchants/answer/6324448 (read 2026-11-22)",),
)
def feed_availability_invalid(index: SiteIndex) -> Iterator[Problem]:
    """A row of the product feed does not say its stock as Google reads it

    ## Why it matters
    Google refuses a row whose stock it does not understand, and asks for a date where something can
    be ordered before it is there.

    ## How to fix
    Map the shop's stock to in_stock, out_of_stock, preorder or backorder, and give
    availability_date with the last two. Shopify: the Google & YouTube app or the feed app, its
    product rules. WooCommerce: the feed plugin's mapping. Magento: the feed extension's mapping.
    BigCommerce: Channel Manager > Google. Salesforce Commerce Cloud: the feed job's template.

    ## What is not checked
    Whether it is true: see price/feed-stock-differs.
    """
    for row in feed_rows(index):
        text = row.attributes.get("availability")
        if not text:
            continue
        word = text.lower().replace(" ", "_")
        if word not in WORDS:
            yield feed_problem(
                index, row, "availability", f'availability "{text}" is none of {", ".join(WORDS)}.'
            )
        elif word in LATER and not row.attributes.get("availability_date"):
            yield feed_problem(index, row, "availability", f"{word} without availability_date.")
