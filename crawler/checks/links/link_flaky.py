"""links/link-flaky"""

from collections.abc import Iterator
from itertools import pairwise

from crawler.checks.api import NotApplicable, check
from crawler.records import (
    NIGHTS_KEPT,
    EarlierPage,
    PageRecord,
    PageState,
    Problem,
    Severity,
    outcome_of,
)

FEWEST_NIGHTS = 4
FEWEST_CHANGES = 2
"""From well to failing and back. Our own limits."""


@check(
    Severity.NOTICE,
    since="0.1",
    sources=(
        "convention: a page that answers by turns is told once, not every other night as new",
    ),
    states=frozenset({PageState.OK, PageState.ERROR, PageState.FAILED}),
)
def link_flaky(page: PageRecord, earlier: EarlierPage) -> Iterator[Problem]:
    """The page answers on some nights and fails on others

    ## Why it matters
    Shoppers meet an error now and then, and Google asks for less. One night alone would hide it:
    the page looks well, or broken.

    ## How to fix
    Look at the server's log for the hours of the walk: often a page is slow and runs into a limit,
    or one of several servers is out of order. Shopify, BigCommerce: their status page and support.
    WooCommerce and Magento: the host's error log. Salesforce Commerce Cloud: Log Center.

    ## What is not checked
    Links to other shops, and pages seen on fewer than four nights.
    """
    nights = (earlier.past + outcome_of(page))[-NIGHTS_KEPT:]
    judged = [letter for letter in nights if letter in "of"]
    if len(judged) < FEWEST_NIGHTS:
        raise NotApplicable
    changes = sum(one != other for one, other in pairwise(judged))
    if changes >= FEWEST_CHANGES:
        failed = judged.count("f")
        yield Problem(
            message=f"It failed on {failed} of the last {len(judged)} nights.",
            evidence={"nights": ["fine" if letter == "o" else "failed" for letter in judged]},
        )
