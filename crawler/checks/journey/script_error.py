"""journey/script-error"""

from collections.abc import Iterator

from crawler.checks.api import check
from crawler.checks.journey.walked import PLACES, evidence, walked
from crawler.checks.mobile.console_error import OURS, steady
from crawler.records import JourneyFacts, JourneyStep, Problem, Severity, StepName


@check(
    Severity.WARNING,
    since="0.1",
    sources=(
        "convention, not a Google rule: a script that stops half way leaves something undone",
    ),
    subject="site",
    replaces=("journey-console-error",),
)
def script_error(journeys: JourneyFacts) -> Iterator[Problem]:
    """A script fails on the way to the checkout

    ## Why it matters
    Here the script that fails may be the choice of size, the basket or the payment. The journey
    went on, but other phones and browsers may not.

    ## How to fix
    Hand the message, the step and the file to whoever maintains the theme or the app that owns
    the file. Shopify: Online Store > Themes > App embeds. WooCommerce: switch plugins off one
    by one on a copy of the shop. Magento: the extension whose name is in the path. BigCommerce:
    Storefront > Script Manager. Salesforce Commerce Cloud: the cartridge whose name is in the
    path.

    ## What is not checked
    Warnings. Errors of requests that we stop ourselves, of trackers and of payments among them.
    Steps that a journey leaves out or did not reach; shops where journeys are switched off.
    What ended for a reason of our own is told with the run and not called a fault.
    """
    told: set[str] = set()
    for record, step in walked(journeys, *StepName):
        for entry in step.console:
            text = steady(entry.text)
            if text in told or any(mark in entry.text for mark in OURS) or _our_doing(step, text):
                continue
            told.add(text)
            kind = "stops" if entry.kind == "uncaught" else "reports an error"
            yield Problem(
                message=f"{PLACES[step.name]} a script {kind}: {entry.text[:200]}",
                about=text,
                cause=f"console: {text}",
                evidence=evidence(record, step, found=entry.text, file=entry.source),
            )


def _our_doing(step: JourneyStep, text: str) -> bool:
    """A script that complains about a request which we stopped ourselves."""
    refused = any(request.blocked for request in step.failed_requests)
    return refused and "failed to fetch" in text.lower()
