"""seo/page-no-response"""

from collections.abc import Iterator

from crawler.checks.api import NotApplicable, check
from crawler.records import HttpFacts, PageState, Problem, Severity

_NOT_ITS_FAULT = frozenset({"private_address", "too_large", "invalid_url"})
_WORDS = {
    "dns": "its name does not resolve",
    "refused": "the server refuses the connection",
    "timeout": "the server took too long",
    "tls": "the certificate or encryption is not right",
    "reset": "the connection was cut",
}


@check(
    Severity.ERROR,
    since="0.1",
    sources=(
        "https://developers.google.com/search/docs/crawling-indexing/http-network-errors"
        " (read 2026-11-23)",
    ),
    states=frozenset({PageState.FAILED, PageState.OK}),
    also=(
        "Screaming Frog: Response Codes: Internal No Response",
        "Ahrefs: Timed out",
        "Semrush: Pages couldn't be crawled",
        "Semrush: DNS resolution issue",
        "seonaut: Timeout",
    ),
)
def page_no_response(http: HttpFacts) -> Iterator[Problem]:
    """The page does not answer

    ## Why it matters
    Whoever opens the page waits and then sees an error of the browser. For shoppers and for Google
    that is the same as a closed shop.

    ## How to fix
    The reason in the finding says whom to ask: a name that does not resolve is the domain's
    registrar or DNS, a certificate is the host or CDN, a timeout is whoever runs the server.
    Shopify, BigCommerce and Salesforce Commerce Cloud: look at the platform's status page first.

    ## What is not checked
    A single failure: the page was asked again later in the walk. Addresses on private networks and
    files that are too large.
    """
    if http.failure is None:
        return
    if http.failure in _NOT_ITS_FAULT:
        raise NotApplicable
    yield Problem(
        message=f"The page does not answer: {_WORDS.get(http.failure, http.failure)}.",
        cause=f"no answer: {http.failure}",
        evidence={
            "failure": http.failure,
            "attempts": http.attempts,
            "earlier": list(http.earlier),
        },
    )
