"""mobile/third-party-failed"""

from collections.abc import Iterator
from urllib.parse import urlsplit

from crawler.checks.api import check
from crawler.checks.mobile.failed_request import CALLED, NOT_FOR_ROBOTS
from crawler.checks.mobile.view import require_opened
from crawler.records import FailedRequest, Problem, RenderFacts, Severity


@check(
    Severity.NOTICE,
    since="0.1",
    sources=("convention, not a Google rule: what a page asks of others is there",),
    also=("Lighthouse: errors-in-console",),
)
def third_party_failed(render: RenderFacts) -> Iterator[Problem]:
    """A file of another company does not load

    ## Why it matters
    A chat, a review widget or a font of another company failed while a phone opened the page. What
    it should show is missing; often it is a contract that ended, and the page still waits for it.

    ## How to fix
    Remove what is not used any more; ask the provider where it is. Shopify: Apps, and Online Store
    > Themes > App embeds. WooCommerce: the plugin that loads it. Magento: the extension, and
    Content > Design > Configuration > HTML Head. BigCommerce: Storefront > Script Manager.
    Salesforce Commerce Cloud: content slots and the tag manager.

    ## What is not checked
    What we refused ourselves, answers that may be meant for robots only (401, 403, 429), and
    requests that the page gave up. One host is one finding.
    """
    require_opened(render)
    found: dict[str, list[FailedRequest]] = {}
    for request in render.failed_requests:
        if request.first_party or request.blocked or request.status in NOT_FOR_ROBOTS:
            continue
        found.setdefault(urlsplit(request.url).hostname or "", []).append(request)
    for host, requests in found.items():
        first = requests[0]
        said = (
            f"answers {first.status}" if first.status else f"fails ({first.error or 'no answer'})"
        )
        yield Problem(
            message=f"The {CALLED.get(first.kind, 'file')} "
            f"{first.url.partition('?')[0][:200]} {said}.",
            about=host,
            cause=f"third party: {host}",
            evidence={
                "url": first.url,
                "status": first.status,
                "error": first.error,
                "times": len(requests),
            },
        )
