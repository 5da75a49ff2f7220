"""journey/search-broken"""

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
        "our own limit of 8 seconds a step: journeys.step_timeout_s",
    ),
    subject="site",
)
def search_broken(journeys: JourneyFacts) -> Iterator[Problem]:
    """The search does not find a product that the shop sells

    ## Why it matters
    Shoppers who search know what they want, and buy more often than those who browse. On a
    phone the search field or the magnifying glass is the shortest way to a product.

    ## How to fix
    Search for the words yourself, on a phone. If nothing happens, a script of the theme fails
    (see journey/script-error). If the product is missing, its index is old or leaves it out.
    Shopify: the Search & Discovery app, and the product must be published to the Online Store.
    WooCommerce: the product's Catalog visibility, and the search plugin's index. Magento:
    Catalog > Search > reindex with `bin/magento indexer:reindex catalogsearch_fulltext`.
    BigCommerce: the product must be visible, and Settings > Search. Salesforce Commerce Cloud:
    Merchant Tools > Search > Search Indexes.

    ## What is not checked
    Shops without a search field, and results with products that the walk does not know. Steps
    that a journey leaves out or did not reach; shops where journeys are switched off. What
    ended for a reason of our own is told with the run and not called a fault.
    """
    yield from failures(journeys, StepName.SEARCH)
