"""journey/product-unreachable"""

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
def product_unreachable(journeys: JourneyFacts) -> Iterator[Problem]:
    """The way to the product's page fails

    ## Why it matters
    The list or the search shows the product, and the page behind it does not come. Nobody can
    buy it.

    ## How to fix
    Tap the product in its list on a phone. A link that leads elsewhere is the theme's; an error
    is the server's. Shopify: Online Store > Themes > Edit code > the product card. WooCommerce:
    Settings > Permalinks > Save writes the addresses anew. Magento: URL rewrites under
    Marketing > SEO. BigCommerce: the product's URL. Salesforce Commerce Cloud: Merchant Tools >
    SEO > URL Rules.

    ## What is not checked
    Other products than the one of the journey. Steps that a journey leaves out or did not
    reach; shops where journeys are switched off. What ended for a reason of our own is told
    with the run and not called a fault.
    """
    yield from failures(journeys, StepName.PRODUCT)
