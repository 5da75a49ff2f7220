"""journey/error-shown"""

from collections.abc import Iterator

from crawler.checks.api import check
from crawler.checks.journey.walked import PLACES, evidence, walked
from crawler.records import JourneyFacts, Problem, Severity, StepName


@check(
    Severity.ERROR,
    since="0.1",
    sources=(
        "our own rule: an error that appears while a product in stock is bought is one too many",
    ),
    subject="site",
)
def error_shown(journeys: JourneyFacts) -> Iterator[Problem]:
    """The shop tells the shopper that something went wrong

    ## Why it matters
    The product is in stock and everything was done right, and still the shop says that it
    cannot be. Who reads that leaves.

    ## How to fix
    Read the message: mostly it names the reason, such as a size that has to be chosen or stock
    that is missing. Then follow the same way on a phone. Shopify: the stock at the location
    that the online store sells from. WooCommerce: Product data > Inventory, and WooCommerce >
    Status > Logs. Magento: the salable quantity of the source. BigCommerce: Products >
    Inventory. Salesforce Commerce Cloud: the inventory list of the site.

    ## What is not checked
    Errors that stood on the page before the step. Messages without a mark for errors (a class
    or role) or a word that says so. Steps that a journey leaves out or did not reach; shops
    where journeys are switched off. What ended for a reason of our own is told with the run and
    not called a fault.
    """
    steps = walked(journeys, StepName.VARIANT, StepName.ADD, StepName.BASKET, StepName.CHECKOUT)
    told: set[StepName] = set()
    for record, step in steps:
        if not step.errors or step.name in told:
            continue
        told.add(step.name)
        yield Problem(
            message=f'{PLACES[step.name]} the shop says: "{step.errors[0]}"',
            about=step.name,
            cause=f"journey: {step.name}",
            evidence=evidence(record, step),
        )
