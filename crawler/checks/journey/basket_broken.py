"""journey/basket-broken"""

from collections.abc import Iterator

from crawler.checks.api import NotApplicable, check
from crawler.checks.journey.walked import failures, walked
from crawler.records import JourneyFacts, Loss, Problem, Severity, StepName, StepState


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
def basket_broken(journeys: JourneyFacts) -> Iterator[Problem]:
    """A product cannot be put into the basket

    ## Why it matters
    This is where the shop stops to earn money. Every visitor who wants to buy is lost.

    ## How to fix
    Put the product into the basket on a phone, in a private window. If the button is missing,
    the theme hides it on small screens or something lies over it. If the basket stays empty,
    look for cookies that are refused, a page cache that keeps baskets, and scripts that fail
    (journey/script-error, journey/request-failed). Shopify: switch apps that change the basket
    off one by one. WooCommerce: exclude cart, checkout and the cookie woocommerce_items_in_cart
    from the cache. Magento: the private content of the page cache, `bin/magento cache:flush`.
    BigCommerce: Storefront > Script Manager. Salesforce Commerce Cloud: the log of the pipeline
    Cart-AddProduct.

    ## What is not checked
    A product that the shop itself refuses in words: journey/error-shown tells that. Steps that
    a journey leaves out or did not reach; shops where journeys are switched off. What ended for
    a reason of our own is told with the run and not called a fault.
    """
    steps = walked(journeys, StepName.ADD, StepName.BASKET)
    failed = [step for _, step in steps if step.state is StepState.FAILED]
    if not failed:
        walked(journeys, StepName.BASKET)  # nobody looked into it: no verdict
    if failed and all(step.errors and step.name is StepName.ADD for step in failed):
        raise NotApplicable  # the shop says why, which is a finding of its own
    yield from failures(journeys, StepName.ADD, StepName.BASKET)
