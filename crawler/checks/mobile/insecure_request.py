"""mobile/insecure-request"""

from collections.abc import Iterator

from crawler.checks.api import check
from crawler.checks.server.insecure import is_local
from crawler.records import PageRecord, Problem, Severity, TrafficFacts

_ACTIVE = frozenset({"script", "stylesheet", "font", "xhr", "fetch", "document"})


@check(
    Severity.WARNING,
    since="0.1",
    sources=(
        "convention: browsers refuse or rewrite it, and Lighthouse 13 reports it (is-on-https)",
    ),
    also=("Lighthouse: is-on-https",),
)
def insecure_request(page: PageRecord, traffic: TrafficFacts) -> Iterator[Problem]:
    """A script of a secure page asks for something without https

    ## Why it matters
    Browsers refuse such scripts, styles and data, so something on the page does not work. Pictures
    are asked for again with https, and are missing where that fails.

    ## How to fix
    Write the address with `https://` in the script or style sheet that asks for it. Shopify: Online
    Store > Themes > Edit code, and Apps. WooCommerce: Settings > General, then the plugin. Magento:
    Stores > Configuration > General > Web > Secure Base URLs. BigCommerce: Storefront > Script
    Manager. Salesforce Commerce Cloud: the cartridge's scripts and the tag manager.

    ## What is not checked
    What the HTML itself names: server/mixed-content and server/mixed-pictures report it.
    """
    named = (
        {link.url.partition("?")[0] for link in page.links.links if link.url}
        if (page.links)
        else set()
    )
    for file in traffic.insecure:
        if file.url in named or is_local(file.url):
            continue
        yield Problem(
            message=f"A script or style sheet asks for {file.url} without https.",
            about=file.url,
            cause=f"insecure: {file.url}",
            severity=None if file.kind in _ACTIVE else Severity.NOTICE,
            evidence={"url": file.url, "kind": file.kind},
        )
