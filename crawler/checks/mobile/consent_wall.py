"""mobile/consent-wall"""

from collections.abc import Iterator

from crawler.checks.api import check
from crawler.checks.mobile.view import elements
from crawler.records import LayoutFacts, Problem, Severity


@check(
    Severity.WARNING,
    since="0.1",
    sources=(
        "our own limit: a cookie notice takes at most 35 % of the first screen",
        "https://www.edpb.europa.eu/our-work-tools/our-documents/other/"
        "report-work-undertaken-cookie-banner-taskforce_en (read 2026-11-23)",
    ),
)
def consent_wall(layout: LayoutFacts) -> Iterator[Problem]:
    """The cookie notice covers the page

    ## Why it matters
    It is the first thing that every new shopper sees, and on a phone often the only one. A notice
    without a way to refuse annoys, and data protection offices in Europe object to it.

    ## How to fix
    Choose the small layout of the cookie tool, a bar at the bottom, with a button to refuse beside
    the one to accept. Shopify: Settings > Customer privacy > Cookie banner. WooCommerce: the
    settings of the cookie plugin. Magento: the extension's page under Stores > Configuration.
    BigCommerce: Settings > Security & privacy. Salesforce Commerce Cloud: the consent tool's own
    administration.

    ## What is not checked
    Whether the notice is lawful: that is a question for a lawyer. Notices in a frame of another
    host, as to whether one can refuse.
    """
    found = layout.overlay
    if found is None or found.kind != "consent":
        return
    more = " and offers no way to refuse on its first level" if found.refuse is False else ""
    yield Problem(
        message=f"The cookie notice covers {found.share:.0%} of the first screen{more}.",
        selector=found.element.selector,
        cause=f"consent: {found.element.selector}",
        evidence={"elements": elements((found.element,)), "found": found.share, "expected": 0.35},
    )
