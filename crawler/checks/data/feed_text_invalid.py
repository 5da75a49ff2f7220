"""data/feed-text-invalid"""

import re
from collections.abc import Iterator

from crawler.checks.api import check
from crawler.checks.data.feed_rows import feed_problem, feed_rows
from crawler.checks.index import SiteIndex
from crawler.records import Problem, Severity

TITLE, DESCRIPTION = 150, 5_000
_ADVERTISING = re.compile(
    r"free (?:shipping|delivery)|buy now|best price|on sale|% off|gratis ?versand|versandkostenfrei"
    r"|jetzt kaufen|bester preis|livraison gratuite|meilleur prix|en promo|envío gratis|!!",
    re.IGNORECASE,
)


@check(
    Severity.WARNING,
    since="0.1",
    alone=True,
    subject="page",
    sources=("https://support.google.com/merchants/answer/7052112 (recalled: convention)",),
)
def feed_text_invalid(index: SiteIndex) -> Iterator[Problem]:
    """A title or description in the product feed is cut or refused

    ## Why it matters
    Google cuts titles at 150 characters and descriptions at 5,000, and disapproves titles that
    shout or advertise instead of naming the product.

    ## How to fix
    Name the product in the title: brand, kind, what tells it apart. Prices, delivery and sales have
    attributes of their own. Shopify: the Google & YouTube app or the feed app, its product rules.
    WooCommerce: the feed plugin's mapping. Magento: the feed extension's mapping. BigCommerce:
    Channel Manager > Google. Salesforce Commerce Cloud: the feed job's template.

    ## What is not checked
    Other languages than English, German, French and Spanish. Short names in capitals such as LED
    TV.
    """
    for row in feed_rows(index):
        title = row.attributes.get("title", "")
        fault = _fault(title)
        if fault:
            yield feed_problem(index, row, "title", f"the title {fault}.", found=title[:200])
        long = len(row.attributes.get("description", ""))
        if long >= DESCRIPTION:
            yield feed_problem(
                index,
                row,
                "description",
                f"the description has {DESCRIPTION:,} characters or more.",
                found="",
            )


def _fault(title: str) -> str:
    if len(title) > TITLE:
        return f"has {len(title)} characters, of which Google keeps {TITLE}"
    words = [word for word in re.findall(r"[^\W\d_]+", title) if len(word) > 3]
    if len(words) >= 3 and title.isupper():
        return "is all in capitals"
    found = _ADVERTISING.search(title)
    return f'advertises: "{found[0]}"' if found else ""
