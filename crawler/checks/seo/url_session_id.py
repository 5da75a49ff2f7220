"""seo/url-session-id"""

from collections.abc import Iterator

from crawler.checks.api import NotApplicable, check
from crawler.checks.seo.parameters import session_of
from crawler.checks.seo.tags import (
    not_system,
)
from crawler.records import (
    PageRecord,
    Problem,
    Severity,
)


@check(
    Severity.ERROR,
    since="0.1",
    sources=(
        "https://developers.google.com/search/docs/crawling-indexing/url-structure"
        " (read 2026-11-23)",
    ),
    also=("Sitebulb: Query string contains session ID parameters",),
)
def url_session_id(page: PageRecord) -> Iterator[Problem]:
    """The address holds a visitor's session

    ## Why it matters
    Every visitor gets an address of their own, so Google meets the same page again and again. Who
    passes the link on may hand over their basket or login.

    ## How to fix
    Keep the session in a cookie only. Magento: Stores > Configuration > General > Web > Session
    Validation Settings, "Use SID on Storefront" off. WooCommerce and other PHP shops:
    session.use_trans_sid = 0 and session.use_only_cookies = 1. Salesforce Commerce Cloud: the
    site's session settings. Shopify and BigCommerce use cookies: look for an app or a link pasted
    by hand.

    ## What is not checked
    Basket, account, checkout and search pages. Addresses that robots.txt closes. Values that do not
    look like a session: fewer than twelve signs, or letters or digits only.
    """
    not_system(page)
    if not page.googlebot_allowed:
        raise NotApplicable
    name = session_of(page.url)
    if name:
        yield Problem(
            message=f'The parameter "{name[:40]}" of the address holds a visitor\'s session.',
            cause=f"session in {name.lower()[:40]}",
            evidence={"parameter": name, "found_on": page.found_on},
        )
