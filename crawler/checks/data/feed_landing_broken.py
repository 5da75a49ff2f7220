"""data/feed-landing-broken"""

from collections.abc import Iterator

from crawler.checks.api import NotApplicable, check
from crawler.checks.index import PageRow, SiteIndex
from crawler.records import OfferSource, PageKind, PageState, Problem, Severity


@check(
    Severity.ERROR,
    since="0.1",
    alone=True,
    subject="page",
    replaces=("feed-url-problem",),
    sources=(
        "https://support.google.com/merchants/answer/6324416 (recalled; our own limit: what "
        "the walk saw tonight)",
    ),
)
def feed_landing_broken(index: SiteIndex) -> Iterator[Problem]:
    """The product feed leads to a page that does not sell the product

    ## Why it matters
    Every click is paid for, and nobody can buy. Google disapproves products whose landing page does
    not work, leads elsewhere or is not theirs.

    ## How to fix
    Take the product out of the feed, or put its address right, then make the feed anew. Shopify:
    the Google & YouTube app or the feed app, its product rules, and when it runs. WooCommerce: the
    feed plugin's mapping and schedule. Magento: Marketing > Google or the feed extension, then
    reindex. BigCommerce: Channel Manager > Google. Salesforce Commerce Cloud: the feed job and its
    schedule under Administration > Operations > Jobs.

    ## What is not checked
    Rows whose page was not asked for tonight, and pages of other hosts. Whether feed and page agree
    is told by price/feed-price-differs and price/feed-stock-differs.
    """
    seen = False
    for row in index.listings.all(index.site.id, OfferSource.FEED):
        page = index.page(row.url) if row.url else None
        if page is None or page.state in (PageState.BLOCKED, PageState.ROBOTS):
            continue
        seen = True
        fault = _fault(page)
        if fault:
            yield Problem(
                message=f"The feed sends {row.id or 'a product'} to a page that {fault}.",
                page=page.url,
                about=row.id or "",
                cause=fault,
                evidence={"found": row.attributes.get("link"), "place": row.place, "id": row.id},
            )
    if not seen:
        raise NotApplicable


def _fault(page: PageRow) -> str:
    """What is wrong with a landing page; "" when nothing is."""
    if page.state is PageState.ERROR:
        return f"answers {page.status}"
    if page.state is PageState.FAILED:
        return "does not answer"
    if page.state is PageState.REDIRECT:
        return "only leads on to another page"
    if page.state is PageState.OK and page.kind in (PageKind.HOME, PageKind.CATEGORY):
        return f"is no product page but the {page.kind} page"
    return ""
