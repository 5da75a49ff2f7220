"""seo/page-5xx"""

from collections.abc import Iterator

from crawler.checks.api import ANSWERED, check
from crawler.records import HttpFacts, Loss, Problem, Severity


@check(
    Severity.ERROR,
    since="0.1",
    states=ANSWERED,
    sources=(
        "https://developers.google.com/search/docs/crawling-indexing/http-network-errors"
        " (read 2026-11-23)",
        "https://www.rfc-editor.org/rfc/rfc9110#name-server-error-5xx (read 2026-11-23)",
    ),
    costs=Loss.HIDDEN,
    also=(
        "Screaming Frog: Response Codes: Internal Server Error (5xx)",
        "Ahrefs: 5XX page",
        "Semrush: 5xx errors",
        "Lighthouse: http-status-code",
        "seonaut: URLs returning status code 50x",
    ),
)
def page_5xx(http: HttpFacts) -> Iterator[Problem]:
    """The server fails to show the page

    ## Why it matters
    Whoever opens the page sees an error instead of the shop, so orders are lost now. When it lasts,
    Google crawls the whole shop more slowly and drops the page.

    ## How to fix
    Give the address and the time to whoever runs the shop's server: the reason stands in its error
    log. Shopify, BigCommerce: check the apps and the theme's last change, then the platform's
    status page. WooCommerce: the PHP error log; switch the newest plugin off. Magento:
    var/log/exception.log and var/report. Salesforce Commerce Cloud: Administration > Site
    Development > Development Setup > Log Files.

    ## What is not checked
    Bot walls that answer 503, and a single failure: a page is asked twice, some time apart, before
    it is called broken.
    """
    status = http.status
    if status is None or status < 500:
        return
    closed = status == 503 and bool(http.headers.get("retry-after"))
    if closed:
        message = "The page says it is closed for maintenance (503 with Retry-After)."
    else:
        message = f"The server answers {status} instead of showing the page."
    yield Problem(
        message=message,
        cause="maintenance" if closed else "",
        severity=Severity.NOTICE if closed else None,
        evidence={"status": status, "attempts": http.attempts},
    )
