"""seo/facet-parameter-order"""

from collections.abc import Iterator

from crawler.checks.api import check
from crawler.checks.index import PageRow, SiteIndex
from crawler.checks.seo.addresses import shown
from crawler.records import PageState, Problem, Severity


@check(
    Severity.WARNING,
    since="0.1",
    sources=(
        "https://developers.google.com/search/docs/crawling-indexing/crawling-managing-faceted-navigation"
        " (read 2026-11-23)",
    ),
    also=("Sitebulb: Technically duplicate URLs",),
)
def facet_parameter_order(index: SiteIndex) -> Iterator[Problem]:
    """The order of the filters makes another address

    ## Why it matters
    The same filters in another order lead to another address with the same products. With three
    filters there are six addresses for one list.

    ## How to fix
    Sort the parameters before they are printed, and let the list name one address as its canonical.
    Shopify: Online Store > Themes > Edit code > robots.txt.liquid forbids the parameter (filters
    are `filter.*`, sort orders `sort_by`). WooCommerce: the SEO plugin's crawl settings, or the
    filter plugin's. Magento: Stores > Configuration > Catalog > Layered Navigation, and robots.txt
    under Content > Design > Configuration. BigCommerce: Settings > SEO > robots.txt. Salesforce
    Commerce Cloud: Merchant Tools > SEO > Robots, and the meta rules for refined searches.
    """
    groups: dict[str, list[PageRow]] = {}
    for row in index.pages(PageState.OK):
        if row.url.partition("?")[2].count("&") and row.indexable and row.text:
            groups.setdefault(_sorted(row.url), []).append(row)
    for rows in groups.values():
        first, *others = rows
        for row in others:
            if row.text == first.text:
                yield Problem(
                    page=row.url,
                    message=f"The page is {shown(first.url, row.url)} with its parameters in"
                    " another order.",
                    cause="order of parameters",
                    evidence={"other": first.url},
                )


def _sorted(url: str) -> str:
    path, _, query = url.partition("?")
    return f"{path}?{'&'.join(sorted(query.split('&')))}"
