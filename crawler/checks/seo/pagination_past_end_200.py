"""seo/pagination-past-end-200"""

from collections.abc import Iterator

from crawler.checks.api import NotApplicable, check
from crawler.checks.seo.addresses import shown
from crawler.records import PastEnd, Problem, Severity, SiteFacts


@check(
    Severity.NOTICE,
    since="0.2",
    sources=(
        "https://developers.google.com/search/docs/crawling-indexing/http-network-errors#soft-404-errors"
        " (read 2026-11-23)",
        "convention: what Google asks for filters without products, a 404, for pages of a list",
    ),
    subject="site",
)
def pagination_past_end_200(site: SiteFacts) -> Iterator[Problem]:
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
    seo/crawl-trap), what robots.txt closes. A page that links to something new may be a page of the
    list and is not reported; so are one with noindex and one whose canonical is another page.
    """
    asked = site.host.past_end if site.host is not None else None
    judged = [end for end in asked or () if end.news == 0]
    if not judged:
        raise NotApplicable
    for end in judged:
        if _is_page(end):
            says = f"shows {end.products:,} products again" if end.products else "shows no products"
            yield Problem(
                message=f"The list ends with {shown(end.last, site.url)}, but"
                f" {shown(end.probe.url, site.url)} answers {end.probe.status} and {says}.",
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


def _is_page(end: PastEnd) -> bool:
    """Whether Google would take it for a page of the shop."""
    status = end.probe.status or 0
    return 200 <= status < 300 and not end.noindex and end.canonical in (None, end.probe.url)
