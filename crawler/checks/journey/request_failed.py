"""journey/request-failed"""

from collections.abc import Iterator
from urllib.parse import urlsplit

from crawler.checks.api import check
from crawler.checks.journey.walked import PLACES, evidence, walked
from crawler.checks.mobile.failed_request import CALLED, NOT_FOR_ROBOTS, bare
from crawler.records import JourneyFacts, Problem, Severity, StepName


@check(
    Severity.WARNING,
    since="0.1",
    sources=(
        "convention, not a Google rule: everything that a page asks its own shop for is there",
        "https://www.rfc-editor.org/rfc/rfc9110#name-client-error-4xx (read 2026-11-23)",
    ),
    subject="site",
)
def request_failed(journeys: JourneyFacts) -> Iterator[Problem]:
    """Something that the shop asks itself for fails on the way to the checkout

    ## Why it matters
    A style sheet, a script or a data request of the shop failed while a shopper bought. Stock,
    price or shipping may be missing on the screen.

    ## How to fix
    Open the address: 404 means a file that was moved or never uploaded, 500 a program that
    fails. Shopify: Online Store > Themes > Edit code > assets, and Apps. WooCommerce:
    WooCommerce > Status > Logs, then switch the newest plugin off. Magento: var/log, and
    `setup:static-content:deploy`. BigCommerce: Storefront > Script Manager. Salesforce Commerce
    Cloud: the controller's log.

    ## What is not checked
    Requests to other companies, pictures, and answers that may be meant for robots only (401,
    403, 429). The document of a step itself: the step's own check says so. Steps that a journey
    leaves out or did not reach; shops where journeys are switched off. What ended for a reason
    of our own is told with the run and not called a fault.
    """
    told: set[str] = set()
    for record, step in walked(journeys, *StepName):
        for request in step.failed_requests:
            url = bare(request.url)
            if not request.first_party or request.blocked or request.status in NOT_FOR_ROBOTS:
                continue
            if url in told or request.kind in ("image", "document"):
                continue
            told.add(url)
            said = f"answers {request.status}" if request.status else "gets no answer"
            grave = request.kind in ("script", "stylesheet")
            yield Problem(
                message=f"{PLACES[step.name]} the {CALLED.get(request.kind, 'file')} "
                f"{urlsplit(url).path} {said}.",
                about=url,
                cause=url,
                severity=Severity.ERROR if grave else None,
                evidence=evidence(record, step, url=request.url, error=request.error),
            )
