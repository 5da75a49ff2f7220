"""How an address answered tonight, in words for a sentence; "" where nothing is wrong."""

from crawler.checks.index import PageRow, SiteIndex
from crawler.checks.seo.addresses import shown
from crawler.records import PageState, TargetState


def broken_status(index: SiteIndex, url: str) -> int | None:
    """The status of an address that answered with an error; None for every other answer."""
    page = index.page(url)
    if page is not None:
        return page.status if page.state is PageState.ERROR else None
    target = index.target(url)
    return target.status if target is not None and target.state is TargetState.BROKEN else None


def redirect_of(index: SiteIndex, url: str) -> str | None:
    """Where an address leads that redirects; None for every other answer."""
    page = index.page(url)
    if page is not None:
        return page.location if page.state is PageState.REDIRECT else None
    target = index.target(url)
    return target.final_url if target is not None and target.state is TargetState.REDIRECT else None


def trouble_of(index: SiteIndex, url: str) -> str:
    """`answers 404` or `redirects to /b`."""
    status = broken_status(index, url)
    if status is not None:
        return f"answers {status}"
    leads = redirect_of(index, url)
    return f"redirects to {shown(leads, url)}" if leads else ""


def closed_by(row: PageRow) -> str:
    """Why Google does not index a page that answered well."""
    if row.state is not PageState.OK:
        return ""
    if not row.googlebot:
        return "is forbidden by robots.txt"
    if row.noindex:
        return "is marked noindex"
    if row.canonical not in (None, row.url):
        return f"names {shown(row.canonical or '', row.url)} as its canonical address"
    return ""
