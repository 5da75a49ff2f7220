"""mobile/dialog-on-load"""

from collections.abc import Iterator

from crawler.checks.api import check
from crawler.records import Problem, Severity, TrafficFacts

_CALLED = {
    "alert": 'opens a message of the browser: "{}"',
    "confirm": 'asks a question of the browser: "{}"',
    "prompt": 'asks for an input of the browser: "{}"',
    "print": "opens the printer's window",
    "popup": "tries to open another window ({})",
    "download": "starts a download ({})",
}


@check(
    Severity.WARNING,
    since="0.1",
    sources=("convention, not a Google rule: nothing stands before a page that nobody asked for",),
)
def dialog_on_load(traffic: TrafficFacts) -> Iterator[Problem]:
    """A window of the browser opens although nobody tapped

    ## Why it matters
    The page stands still until the shopper closes the message. Other windows and downloads that
    open by themselves are refused by phones, with a warning.

    ## How to fix
    Search the scripts for `alert(`, `confirm(`, `print(` and `window.open(`; often it is a trace of
    somebody's test. Shopify: Online Store > Themes > Edit code, and Apps. WooCommerce: the newest
    plugin. Magento: the extension. BigCommerce: Storefront > Script Manager. Salesforce Commerce
    Cloud: the cartridge's scripts and the tag manager.

    ## What is not checked
    Questions for permission (messages, place), and the question before leaving a page.
    """
    told: set[str] = set()
    for item in traffic.interruptions:
        words = _CALLED.get(item.kind)
        if words is None or item.kind in told:
            continue
        told.add(item.kind)
        yield Problem(
            message=f"The page {words.format(item.text)}.",
            about=item.kind,
            cause=f"interruption: {item.kind}",
            evidence={"kind": item.kind, "found": item.text},
        )
