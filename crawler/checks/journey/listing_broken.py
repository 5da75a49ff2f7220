"""journey/listing-broken"""

from collections.abc import Iterator

from crawler.checks.api import check
from crawler.checks.journey.walked import failures
from crawler.records import JourneyFacts, Problem, Severity, StepName


@check(
    Severity.ERROR,
    since="0.1",
    sources=(
        "our own rule: a step that fails twice within the time of a step is broken "
        "(crawler/journeys/walk.py)",
    ),
    subject="site",
)
def listing_broken(journeys: JourneyFacts) -> Iterator[Problem]:
    """A category shows no products on a phone

    ## Why it matters
    A list without products is the end of the way for everybody who browses.

    ## How to fix
    Open the category on a phone. Shopify: Products > Collections > (collection), its conditions
    and sort order. WooCommerce: Products > Categories, and the theme's loop. Magento: the
    category's products, and `bin/magento indexer:reindex`. BigCommerce: Products > Categories.
    Salesforce Commerce Cloud: the category's assignment and the search index, from which lists
    are made.

    ## What is not checked
    Only one category is opened. Steps that a journey leaves out or did not reach; shops where
    journeys are switched off. What ended for a reason of our own is told with the run and not
    called a fault.
    """
    yield from failures(journeys, StepName.LISTING)
