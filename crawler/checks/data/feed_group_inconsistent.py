"""data/feed-group-inconsistent"""

from collections import defaultdict
from collections.abc import Iterator

from crawler.checks.api import check
from crawler.checks.data.feed_rows import feed_problem, feed_rows
from crawler.checks.index import SiteIndex
from crawler.records import Listing, Problem, Severity

TELLING = ("color", "size", "material", "pattern", "age_group", "gender")
MOST = 500
"""Rows of one group that are compared; our own limit."""


@check(
    Severity.WARNING,
    since="0.1",
    alone=True,
    subject="page",
    sources=("https://support.google.com/merchants/answer/7052112 (recalled: convention)",),
)
def feed_group_inconsistent(index: SiteIndex) -> Iterator[Problem]:
    """Variants in the product feed are not told apart

    ## Why it matters
    Rows with one item_group_id are shown as one product with choices. Where nothing tells them
    apart, Google shows one of them and refuses the rest.

    ## How to fix
    Give each variant its colour, size, material or pattern, and all of them one brand. Shopify: the
    Google & YouTube app or the feed app, its product rules. WooCommerce: the feed plugin's mapping.
    Magento: the feed extension's mapping. BigCommerce: Channel Manager > Google. Salesforce
    Commerce Cloud: the feed job's template.

    ## What is not checked
    Groups of one row.
    """
    groups: defaultdict[str, list[Listing]] = defaultdict(list)
    for row in feed_rows(index):
        if row.group and len(groups[row.group]) < MOST:
            groups[row.group].append(row)
    for name, rows in groups.items():
        if len(rows) < 2:
            continue
        choices = {tuple(row.attributes.get(n, "") for n in TELLING) for row in rows}
        brands = sorted({row.brand for row in rows if row.brand})
        if len(choices) < len(rows):
            number = len(rows) - len(choices) + 1
            yield feed_problem(
                index,
                rows[0],
                "item_group_id",
                f"{number} rows of the group {name} do not differ in {', '.join(TELLING)}.",
                found=name,
            )
        if len(brands) > 1:
            yield feed_problem(
                index,
                rows[0],
                "brand",
                f"the group {name} has the brands {', '.join(brands)}.",
                found=brands[0],
            )
