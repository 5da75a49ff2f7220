"""seo/pagination-past-end-200"""

from collections.abc import Iterator

from crawler.checks.api import NotApplicable, check
from crawler.checks.index import SiteIndex
from crawler.checks.seo.addresses import shown
from crawler.records import PastEnd, Problem, Severity


@check(
    Severity.NOTICE,
    since="0.1",
    sources=(
        "https://developers.google.com/search/docs/crawling-indexing/http-network-errors#soft-404-errors"
        " (read 2026-11-23)",
        "convention: what Google asks for filters without products, a 404, for pages of a list",
    ),
    subject="site",
)
def pagination_past_end_200(index: SiteIndex) -> Iterator[Problem]:
    """A list goes on behind its last page

    ## Why it matters
    When a list becomes shorter, the addresses of its old last pages stay in Google and in links.
    Where they answer as if they were pages, robots go on counting up: endless empty or repeated
    pages instead of products.

    ## How to fix
    Answer 404 for page numbers above the last, or redirect to the list. WooCommerce does; look for
    a theme or filter plugin with its own query. Shopify answers 200 for every page: let the theme
    print noindex where `paginate.current_page` is above `paginate.pages`. Magento shows the last
    page again: let the theme or an extension answer 404 where the number is above the last page.
    BigCommerce: Storefront > Themes > Edit theme files, a noindex in pages/category.html where
    there are no products. Salesforce Commerce Cloud: the Search-Show controller, where `start` is
    above the count.

    ## What is not checked
    One list of each way of numbering is asked for one page, three at most. Lists numbered by
    products (`start=24`), filtered lists, lists whose last page links to a further one (see
    seo/crawl-trap), what robots.txt closes. What links to something new, or has products and is not
    word for word a page of the list, may belong to the list and gets no verdict. With noindex, or
    with another page as canonical, all is well.
    """
    host = index.site.host
    ends = [(end, _shows(end, index)) for end in (host.past_end or () if host is not None else ())]
    judged = [(end, shows) for end, shows in ends if shows is not None]
    if not judged:
        raise NotApplicable
    for end, shows in judged:
        if not shows:
            continue
        yield Problem(
            message=f"The list ends with {shown(end.last, index.site.url)}, but"
            f" {shown(end.probe.url, index.site.url)} answers {end.probe.status} and {shows}.",
            about=end.pattern,
            cause=f"past the end by {end.pattern}",
            evidence={
                "asked": end.probe.url,
                "last": end.last,
                "status": end.probe.status,
                "title": end.probe.title,
                "products": end.products,
            },
        )


def _shows(end: PastEnd, index: SiteIndex) -> str | None:
    """What stands where nothing should; "" where all is well. None: it may be a page of the list,
    to which only a script or a link with nofollow leads."""
    status = end.probe.status or 0
    told = end.noindex or end.canonical not in (None, end.probe.url)
    if not 200 <= status < 300 or told:
        return ""
    last = index.page(end.last)
    if end.news or last is None:
        return None
    start = end.last[: end.last.lower().rindex(end.pattern)]
    pages = [last, index.page(start), index.page(f"{start}/")]
    if end.probe.text_digest in {page.text for page in pages if page is not None and page.text}:
        return "shows a page of the list again"
    empty = not end.products and end.words < (last.words or 0)
    return "shows no products" if empty else None
