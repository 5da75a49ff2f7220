"""journey/checkout-unreachable"""

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
def checkout_unreachable(journeys: JourneyFacts) -> Iterator[Problem]:
    """The basket does not lead to the checkout

    ## Why it matters
    The product is in the basket, the shopper wants to pay, and the checkout does not come.

    ## How to fix
    Go from the basket to the checkout on a phone, in a private window. An error 500 is the
    server's or a payment module's: look into its log. A button that does nothing is a script
    (journey/script-error). Shopify: Settings > Checkout; apps that change it. WooCommerce:
    WooCommerce > Status > Logs, and the page chosen under Settings > Advanced > Checkout page.
    Magento: var/log/exception.log and the payment extensions. BigCommerce: Settings > Checkout.
    Salesforce Commerce Cloud: the log of Checkout-Begin.

    ## What is not checked
    What comes after the first form: it is not sent. Shops that ask for an account
    (journey/checkout-guest-missing). Steps that a journey leaves out or did not reach; shops
    where journeys are switched off. What ended for a reason of our own is told with the run and
    not called a fault.
    """
    steps = walked(journeys, StepName.CHECKOUT)
    failed = [record for record, step in steps if step.state is StepState.FAILED]
    if failed and all(record.guest is False for record in failed):
        raise NotApplicable  # it is reached, but asks for an account
    yield from failures(journeys, StepName.CHECKOUT)
