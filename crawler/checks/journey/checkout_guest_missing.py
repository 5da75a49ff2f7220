"""journey/checkout-guest-missing"""

from collections.abc import Iterator

from crawler.checks.api import NotApplicable, check
from crawler.checks.journey.walked import evidence
from crawler.records import JourneyFacts, Problem, Severity, StepName


@check(
    Severity.WARNING,
    since="0.1",
    sources=(
        "convention: Baymard Institute's studies of checkouts name a forced account among the "
        "first reasons to leave",
    ),
    subject="site",
)
def checkout_guest_missing(journeys: JourneyFacts) -> Iterator[Problem]:
    """The checkout cannot be gone through without an account

    ## Why it matters
    Who has to make up a password for one order often does not order. Many come back never.

    ## How to fix
    Offer to order as a guest, and an account afterwards. Shopify: Settings > Customer accounts
    > Accounts are optional. WooCommerce: Settings > Accounts & Privacy > Allow customers to
    place orders without an account. Magento: Stores > Configuration > Sales > Checkout > Allow
    Guest Checkout. BigCommerce: Settings > Checkout > Guest checkout. Salesforce Commerce
    Cloud: the login step of the checkout.

    ## What is not checked
    Shops for companies, where an account is meant: ignore this check there. Steps that a
    journey leaves out or did not reach; shops where journeys are switched off. What ended for a
    reason of our own is told with the run and not called a fault.
    """
    told = [record for record in journeys.journeys if record.guest is not None]
    if not told:
        raise NotApplicable
    for record in told:
        step = record.step(StepName.CHECKOUT)
        if record.guest is False and step is not None:
            yield Problem(
                message="The checkout asks for a password and offers no way to order as a guest.",
                about="guest",
                cause="journey: forced account",
                evidence=evidence(record, step),
            )
            return
