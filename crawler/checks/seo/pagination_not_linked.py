"""seo/pagination-not-linked"""

from collections.abc import Iterator

from crawler.checks.api import NotApplicable, check
from crawler.checks.seo.addresses import is_later_page, is_plain, path_of_list
from crawler.checks.seo.tags import not_system
from crawler.records import (
    HeadFacts,
    LinkFacts,
    PageKind,
    PageRecord,
    Problem,
    Severity,
)


@check(
    Severity.WARNING,
    since="0.1",
    sources=(
        "https://developers.google.com/search/docs/specialty/ecommerce/pagination-and-incremental-page-loading"
        " (read 2026-11-23)",
    ),
    kinds=frozenset({PageKind.CATEGORY}),
    also=(
        "Screaming Frog: Pagination: Pagination URL Not In Anchor Tag",
        "seonaut: Pagination URL not linked",
    ),
)
def pagination_not_linked(page: PageRecord, head: HeadFacts, links: LinkFacts) -> Iterator[Problem]:
    """A list shows more products only after a click that Google does not make

    ## Why it matters
    Google follows links, it clicks no buttons. Products that appear only after "load more" or
    scrolling have no way from this list into the search.

    ## How to fix
    Keep the button, and give it, or a small pager beside it, real links to the next pages: `<a
    href="?page=2">`. Shopify: the theme's pagination (`paginate.next.url`), or the app for endless
    scrolling. WooCommerce: the theme's or plugin's setting for "load more". Magento: the toolbar's
    pager, or the extension for endless scrolling. BigCommerce: components/common/paginator.html.
    Salesforce Commerce Cloud: the productgrid template; its "more" button has the address in `data-
    url`.

    ## What is not checked
    Later pages, filters and sort orders of a list, and lists closed to Google. Lists without a
    button or number that says there is more: endless scrolling cannot be told from a short list.
    Products that other lists link to.
    """
    not_system(page)
    tiles = page.tiles
    if tiles is None or head.noindex or not page.googlebot_allowed:
        raise NotApplicable
    if is_later_page(page.url) or not is_plain(page.url):
        raise NotApplicable
    hidden = (tiles.total or 0) - (tiles.shown or 0)
    if not tiles.more and hidden <= 0:
        raise NotApplicable
    here = path_of_list(page.url)
    for link in links.links:
        if link.url is None or link.tag not in ("a", "area"):
            continue
        if is_later_page(link.url) and path_of_list(link.url) == here:
            return
    count = f"{hidden:,} products" if hidden > 0 else "The products behind it"
    control = f'"{tiles.more[0]}"' if tiles.more else "a click or scrolling"
    yield Problem(
        message=f"{count} can only be reached by {control}: no link leads to a second page.",
        evidence={"shown": tiles.shown, "total": tiles.total, "controls": list(tiles.more[:5])},
    )
