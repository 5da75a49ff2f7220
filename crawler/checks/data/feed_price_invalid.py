"""data/feed-price-invalid"""

import re
from collections.abc import Iterator

from crawler.checks.api import check
from crawler.checks.data.feed_rows import feed_problem, feed_rows
from crawler.checks.index import SiteIndex
from crawler.extract.currencies import ISO_CODES
from crawler.records import Problem, Severity

_FORM = re.compile(r"(?P<amount>\d{1,12}(?:\.\d{1,6})?) ?(?P<currency>[A-Z]{3})")


@check(
    Severity.ERROR,
    since="0.1",
    alone=True,
    subject="page",
    sources=("https://support.google.com/merchants/answer/6324371 (read 2026-11-22)",),
)
def feed_price_invalid(index: SiteIndex) -> Iterator[Problem]:
    """A price in the product feed is not written as Google reads it

    ## Why it matters
    Google wants a number with a point and the currency's code, such as 15.00 EUR. It refuses what
    it cannot read, and a comma may be read as a thousand.

    ## How to fix
    Let the feed write the number with a point and two decimals, a blank, and the ISO code. Shopify:
    the Google & YouTube app or the feed app, its product rules. WooCommerce: the feed plugin's
    mapping. Magento: the feed extension's mapping. BigCommerce: Channel Manager > Google.
    Salesforce Commerce Cloud: the feed job's template.

    ## What is not checked
    Whether the price is the page's: see price/feed-price-differs. Rows without a price: see
    data/feed-required-missing.
    """
    for row in feed_rows(index):
        for name in ("price", "sale_price"):
            text = row.attributes.get(name)
            fault = _fault(text) if text else ""
            if fault:
                yield feed_problem(index, row, name, f'{name} "{text}" {fault}.')


def _fault(text: str) -> str:
    match = _FORM.fullmatch(text)
    if match is None:
        return "is not a number with a point and a currency code, such as 15.00 EUR"
    if match["currency"] not in ISO_CODES:
        return f"names the currency {match['currency']}, which does not exist"
    return "" if float(match["amount"]) > 0 else "is not above zero"
