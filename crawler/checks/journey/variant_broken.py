"""journey/variant-broken"""

from collections.abc import Iterator

from crawler.checks.api import check
from crawler.checks.journey.walked import failures
from crawler.records import JourneyFacts, Loss, Problem, Severity, StepName


@check(
    Severity.ERROR,
    since="0.1",
    sources=(
        "our own rule: a step that fails twice within the time of a step is broken "
        "(crawler/journeys/walk.py)",
    ),
    subject="site",
    costs=Loss.BASKET,
)
def variant_broken(journeys: JourneyFacts) -> Iterator[Problem]:
    """No size or colour of a product in stock can be chosen

    ## Why it matters
    The shop says that the product is in stock, but every choice on its page is closed or does
    nothing. The button to buy stays shut.

    ## How to fix
    Choose a size on a phone. Shopify: Products > (product) > Variants, and their stock at the
    location that the online store sells from. WooCommerce: Product data > Variations: each
    needs a price and stock. Magento: the simple products of the configurable one must be
    enabled and in stock. BigCommerce: Products > Variations. Salesforce Commerce Cloud: the
    variants' availability in the site's inventory list.

    ## What is not checked
    Products without choices. The first choice in stock is taken; the others are not tried.
    Steps that a journey leaves out or did not reach; shops where journeys are switched off.
    What ended for a reason of our own is told with the run and not called a fault.
    """
    yield from failures(journeys, StepName.VARIANT)
