"""seo/facet-urls-crawlable"""

from collections import Counter
from collections.abc import Iterator

from crawler.checks.api import check
from crawler.checks.index import SiteIndex
from crawler.checks.seo.addresses import facets_of
from crawler.extract.robots import Robots
from crawler.records import PageKind, Problem, Severity

FEWEST = 500
PER_PRODUCT = 3
"""More addresses than the larger of both. Our own limits."""


@check(
    Severity.WARNING,
    since="0.1",
    sources=(
        "https://developers.google.com/search/docs/crawling-indexing/crawling-managing-faceted-navigation"
        " (read 2026-11-23)",
    ),
    subject="site",
)
def facet_urls_crawlable(index: SiteIndex) -> Iterator[Problem]:
    """Filters multiply the addresses that Google must ask for

    ## Why it matters
    Every filter, sort order or view that is a link of its own makes another address. Search engines
    spend their visits on them in place of new products and prices, and the load slows the shop
    down.

    ## How to fix
    Forbid the parameters in robots.txt, or build the filter without links. The finding holds lines
    that close exactly these addresses, tried with Google's own rules. Shopify: Online Store >
    Themes > Edit code > robots.txt.liquid forbids the parameter (filters are `filter.*`, sort
    orders `sort_by`). WooCommerce: the SEO plugin's crawl settings, or the filter plugin's.
    Magento: Stores > Configuration > Catalog > Layered Navigation, and robots.txt under Content >
    Design > Configuration. BigCommerce: Settings > SEO > robots.txt. Salesforce Commerce Cloud:
    Merchant Tools > SEO > Robots, and the meta rules for refined searches.

    ## What is not checked
    Filters that are part of the path. What the addresses show: they were counted, not all asked
    for.
    """
    robots = index.site.robots
    rules = Robots.parse(robots.body if robots is not None and robots.status == 200 else "")
    names: Counter[str] = Counter()
    examples: dict[str, str] = {}
    open_to_google = 0
    for url in index.addresses_with_parameters():
        facets = facets_of(url)
        if facets and rules.allows(url, "Googlebot"):
            open_to_google += 1
            names.update(facets)
            for name in facets:
                examples.setdefault(name, url)
    left_out = sum(trap.left_out for trap in index.site.traps if trap.kind == "parameters")
    products = index.count_kind(PageKind.PRODUCT)
    if open_to_google + left_out <= max(FEWEST, PER_PRODUCT * products):
        return
    most = [name for name, _ in names.most_common(10)]
    lines = [line for name in most for line in closing_lines(name)]
    closed = Robots.parse("\n".join(["User-agent: *", *lines]))
    yield Problem(
        message="Links with filters, sort orders or views outnumber the products;"
        f" most carry {', '.join(most[:3]) or 'other parameters'}.",
        cause="facets",
        evidence={
            "addresses": open_to_google,
            "left out": left_out,
            "products": products,
            "parameters": most,
            "examples": [examples[name] for name in most],
            "robots lines": lines,
            "closed by them": sum(not closed.allows(examples[name], "Googlebot") for name in most),
        },
    )


def closing_lines(name: str) -> list[str]:
    """robots.txt lines that close every address with the parameter."""
    return [f"Disallow: /*?{name}=", f"Disallow: /*&{name}="]
