"""mobile/pending-forever"""

from collections.abc import Iterator

from crawler.checks.api import check
from crawler.records import Problem, Severity, TrafficFacts


@check(
    Severity.WARNING,
    since="0.1",
    sources=("convention: our own limit, the page is ready 6 seconds after its HTML",),
)
def pending_forever(traffic: TrafficFacts) -> Iterator[Problem]:
    """The page waits for a file that does not come

    ## Why it matters
    The bar at the top keeps moving, and whatever waits for the page to be ready does not start: a
    slider, a menu, the basket.

    ## How to fix
    Open the address named here. Remove what does not answer, or load it with `async` so that
    nothing waits for it. Shopify: Apps, and Online Store > Themes > Edit code. WooCommerce: the
    plugin that loads it. Magento: the extension. BigCommerce: Storefront > Script Manager.
    Salesforce Commerce Cloud: the cartridge's templates and the tag manager.

    ## What is not checked
    Connections that stay open on purpose: chats and other data requests, films.
    """
    for file in traffic.pending:
        yield Problem(
            message=f"The page still waits for {file.url} after 6 s.",
            about=file.url,
            cause=f"pending: {file.url}",
            evidence={"url": file.url, "kind": file.kind},
        )
