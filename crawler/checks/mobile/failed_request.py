"""mobile/failed-request"""

from collections.abc import Iterator
from urllib.parse import urlsplit

from crawler.checks.api import check
from crawler.checks.mobile.view import require_opened
from crawler.records import FailedRequest, Problem, RenderFacts, Severity

NOT_FOR_ROBOTS = frozenset({401, 403, 407, 429, 451})
"""Answers that shoppers may not get."""
CALLED = {
    "document": "frame",
    "stylesheet": "style sheet",
    "script": "script",
    "image": "picture",
    "font": "font",
    "xhr": "data request",
    "fetch": "data request",
    "media": "video or sound",
}
"""Kinds of requests in words."""
_VITAL = frozenset({"stylesheet", "script"})


@check(
    Severity.ERROR,
    since="0.1",
    sources=(
        "convention, not a Google rule: everything that a page asks its own shop for is there",
        "https://www.rfc-editor.org/rfc/rfc9110#name-client-error-4xx (read 2026-11-23)",
    ),
)
def failed_request(render: RenderFacts) -> Iterator[Problem]:
    """Something that the page needs does not load

    ## Why it matters
    A style sheet, script or data request of the shop failed while a phone opened the page. The
    layout, the price or the basket may be broken although the page itself answers.

    ## How to fix
    Open the address: 404 means a file that was moved or never uploaded, 500 a program that fails.
    Shopify: Online Store > Themes > Edit code > assets, and Apps. WooCommerce: clear the cache,
    then switch the newest plugin off. Magento: run `setup:static-content:deploy`. BigCommerce:
    Storefront > Script Manager. Salesforce Commerce Cloud: the cartridge's static folder and the
    controller's log.

    ## What is not checked
    Requests to other companies (mobile/third-party-failed); answers that may be meant for robots
    only (401, 403, 429); pictures, where mobile/img-broken already says so.
    """
    require_opened(render)
    broken = {image.note for image in render.broken_images}
    found: dict[str, list[FailedRequest]] = {}
    for request in render.failed_requests:
        if not request.first_party or request.blocked or request.status in NOT_FOR_ROBOTS:
            continue
        if request.kind == "image" and any(request.url.startswith(url) for url in broken if url):
            continue
        found.setdefault(bare(request.url), []).append(request)
    for url, requests in found.items():
        first = requests[0]
        said = (
            f"answers {first.status}" if first.status else f"fails ({first.error or 'no answer'})"
        )
        yield Problem(
            message=f"The {CALLED.get(first.kind, 'file')} {urlsplit(url).path} {said}.",
            about=url,
            cause=url,
            severity=None if first.kind in _VITAL else Severity.WARNING,
            evidence={
                "url": first.url,
                "kind": first.kind,
                "status": first.status,
                "error": first.error,
                "times": len(requests),
            },
        )


def bare(url: str) -> str:
    """Without the query, which often holds the time of day."""
    return url.partition("?")[0].partition("#")[0]
