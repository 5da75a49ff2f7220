"""data/feed-unreadable"""

from collections.abc import Iterator

from crawler.checks.api import NotApplicable, check
from crawler.records import FeedFile, Problem, Severity, SiteFacts


@check(
    Severity.ERROR,
    since="0.1",
    sources=("convention: a feed that cannot be read to its end lists no product for certain",),
)
def feed_unreadable(site: SiteFacts) -> Iterator[Problem]:
    """A product feed cannot be read, or not to its end

    ## Why it matters
    Google and Meta then keep the prices and stock of the last good feed, and after some days take
    every product of it down.

    ## How to fix
    Open the address in a browser, and go to the line that is named: most often one product's text
    holds a sign that must be written otherwise (& as &amp;), or the feed's job ran out of time.
    Shopify: the feed app's log. WooCommerce: the feed plugin's log and its time limit. Magento:
    var/log and cron. BigCommerce: Channel Manager. Salesforce Commerce Cloud: Administration >
    Operations > Job History.

    ## What is not checked
    The shop system's own list of products, which not every shop gives to everybody.
    """
    feeds = [file for file in site.feeds if file.kind != "shop data"]
    if not feeds:
        raise NotApplicable
    for file in feeds:
        fault = _fault(file)
        if fault:
            yield Problem(
                message=f"The feed {file.url}: {fault}.",
                about=file.url,
                evidence={"found": file.error or list(file.faults), "rows": file.rows,
                          "status": file.status},
            )  # fmt: skip


def _fault(file: FeedFile) -> str:
    if file.error:
        return f"{file.error}; {file.rows:,} rows before that" if file.rows else file.error
    if not file.faults:
        return ""
    more = f", and {len(file.faults) - 1} more" if len(file.faults) > 1 else ""
    return f"{file.faults[0]}{more}"
