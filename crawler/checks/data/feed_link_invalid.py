"""data/feed-link-invalid"""

from collections.abc import Iterator
from urllib.parse import urlsplit

from crawler.checks.api import check
from crawler.checks.data.feed_rows import feed_problem, feed_rows
from crawler.checks.index import SiteIndex
from crawler.records import Problem, Severity


@check(
    Severity.ERROR,
    since="0.1",
    alone=True,
    subject="page",
    sources=("https://support.google.com/merchants/answer/7052112 (recalled: convention)",),
)
def feed_link_invalid(index: SiteIndex) -> Iterator[Problem]:
    """A link in the product feed is none, or leads to another shop

    ## Why it matters
    Google refuses rows whose landing page is not on the shop's own, confirmed address, and products
    whose picture it cannot fetch.

    ## How to fix
    Give whole addresses with https, on the shop's own host. Shopify: the Google & YouTube app or
    the feed app, its product rules. WooCommerce: the feed plugin's mapping. Magento: the feed
    extension's mapping. BigCommerce: Channel Manager > Google. Salesforce Commerce Cloud: the feed
    job's template.

    ## What is not checked
    Whether the pages work: see data/feed-landing-broken. Hosts of pictures, which may be anywhere.
    """
    own = (urlsplit(index.site.url).hostname or "").removeprefix("www.")
    for row in feed_rows(index):
        for name in ("link", "image_link"):
            text = row.attributes.get(name, "")
            fault = _fault(text, own if name == "link" else "")
            if text and fault:
                yield feed_problem(index, row, name, f"{name} {fault}.")


def _fault(text: str, own: str) -> str:
    try:
        parts = urlsplit(text)
        host = (parts.hostname or "").removeprefix("www.")
    except ValueError:
        return "is no web address"
    if parts.scheme not in ("http", "https") or not host or " " in text:
        return "is no whole web address"
    if own and host != own and not host.endswith(f".{own}"):
        return f"leads to {host} instead of the shop"
    return ""
