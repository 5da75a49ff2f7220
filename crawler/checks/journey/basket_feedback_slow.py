"""journey/basket-feedback-slow"""

from collections.abc import Iterator

from pydantic import Field

from crawler.checks.api import CheckOptions, NotApplicable, check
from crawler.checks.journey.walked import evidence, walked
from crawler.records import JourneyFacts, Problem, Severity, StepName, StepState


class FeedbackOptions(CheckOptions):
    """How long a shopper waits."""

    limit_ms: int = Field(2000, ge=100, le=30_000, description="Milliseconds until a change.")


@check(
    Severity.WARNING,
    since="0.1",
    sources=("our own limit of 2 seconds without any visible change",),
    subject="site",
)
def basket_feedback_slow(journeys: JourneyFacts, options: FeedbackOptions) -> Iterator[Problem]:
    """After the tap on the button to buy nothing happens for a while

    ## Why it matters
    Who sees nothing happen taps again, and has two of it in the basket, or gives up.

    ## How to fix
    Show at once that the tap arrived (the button changes), and show when the product is in: a
    message, the number on the basket, the basket itself. Shopify: Theme settings > Cart >
    drawer or notification. WooCommerce: Settings > Products > Enable AJAX add to basket
    buttons, or redirect to the basket. Magento: the messages block of the theme. BigCommerce:
    Theme styles > Products > add-to-cart popup. Salesforce Commerce Cloud: the mini-cart of the
    reference storefront.

    ## What is not checked
    Measured in a laboratory, on a fast line, without slowing the processor down. Steps that a
    journey leaves out or did not reach; shops where journeys are switched off. What ended for a
    reason of our own is told with the run and not called a fault.
    """
    steps = walked(journeys, StepName.ADD, states=frozenset({StepState.OK}))
    for record, step in steps:
        if step.pressed is None:
            raise NotApplicable
        if step.feedback_ms is not None and step.feedback_ms <= options.limit_ms:
            continue
        took = (
            f"for {step.feedback_ms / 1000:.1f} s"
            if step.feedback_ms is not None
            else f"within {step.elapsed_ms / 1000:.0f} s"
        )
        yield Problem(
            message=f"Nothing on the screen changes {took} after the tap; "
            f"{options.limit_ms / 1000:g} s are the limit.",
            about="add",
            cause="journey: no feedback",
            evidence=evidence(record, step),
        )
        return
