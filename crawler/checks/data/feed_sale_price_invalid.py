"""data/feed-sale-price-invalid"""

from collections.abc import Iterator
from datetime import date

from crawler.checks.api import RunClock, check
from crawler.checks.data.feed_rows import feed_problem, feed_rows
from crawler.checks.index import SiteIndex
from crawler.records import Listing, Problem, Severity


@check(
    Severity.ERROR,
    since="0.1",
    alone=True,
    subject="page",
    sources=("https://support.google.com/merchants/answer/6324471 (recalled: convention)",),
)
def feed_sale_price_invalid(index: SiteIndex, clock: RunClock) -> Iterator[Problem]:
    """A sale price in the product feed is no reduction, or is over

    ## Why it matters
    Google ignores a sale price that is not lower, and disapproves products whose sale is over in
    the shop and still in the feed.

    ## How to fix
    Empty the sale price when the sale ends, and give both prices in one currency. Shopify: the
    Google & YouTube app or the feed app, its product rules. WooCommerce: the feed plugin's mapping.
    Magento: the feed extension's mapping. BigCommerce: Channel Manager > Google. Salesforce
    Commerce Cloud: the feed job's template.

    ## What is not checked
    Sales without dates.
    """
    for row in feed_rows(index):
        fault = _fault(row, clock.today)
        if fault:
            yield feed_problem(index, row, "sale_price", f"{fault}.")


def _fault(row: Listing, today: date) -> str:
    price, sale = row.price, row.sale_price
    if sale is None or price is None:
        return ""
    if sale.currency != price.currency:
        return f"the sale price is in {sale.currency}, the price in {price.currency}"
    if sale.amount >= price.amount:
        return f"the sale price {sale.amount} is not below the price {price.amount}"
    dates = row.attributes.get("sale_price_effective_date", "")
    if not dates:
        return ""
    ends = [_day(text) for text in dates.split("/")]
    if len(ends) != 2 or None in ends:
        return f'the dates of the sale "{dates}" are not two ISO dates with a slash between them'
    last = ends[1]
    return f"the sale ended on {last}" if last is not None and last < today else ""


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text.strip()[:10])
    except ValueError:
        return None
