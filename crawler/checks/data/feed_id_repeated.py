"""data/feed-id-repeated"""

from collections.abc import Iterator

from crawler.checks.api import check
from crawler.checks.data.feed_rows import feed_problem, feed_rows
from crawler.checks.index import SiteIndex
from crawler.records import OfferSource, Problem, Severity

MOST = 50
"""Characters of an id in Google's product data specification."""


@check(
    Severity.ERROR,
    since="0.1",
    alone=True,
    subject="page",
    sources=("https://support.google.com/merchants/answer/7052112 (recalled: convention)",),
)
def feed_id_repeated(index: SiteIndex) -> Iterator[Problem]:
    """Rows of the product feed share one id

    ## Why it matters
    The id is how Google knows a product again. Of rows with one id it keeps the last, so that the
    others are not advertised.

    ## How to fix
    Give each variant the id of its own, and keep it for ever. Shopify: the Google & YouTube app or
    the feed app, its product rules. WooCommerce: the feed plugin's mapping. Magento: the feed
    extension's mapping. BigCommerce: Channel Manager > Google. Salesforce Commerce Cloud: the feed
    job's template.

    ## What is not checked
    Ids that change from night to night. Capitals count: Google tells them apart.
    """
    for row in feed_rows(index):
        if row.id and len(row.id) > MOST:
            yield feed_problem(
                index, row, "id", f"the id has {len(row.id)} characters, more than {MOST}."
            )
    for name, rows in index.listings.repeated_ids(index.site.id, OfferSource.FEED):
        places = ", ".join(row.place.rpartition(", ")[2] for row in rows[:5])
        yield feed_problem(
            index, rows[0], "id", f"{len(rows)} rows have this id ({places}).", found=name
        )
