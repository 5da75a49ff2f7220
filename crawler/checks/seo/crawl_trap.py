"""seo/crawl-trap"""

from collections.abc import Iterator

from crawler.checks.api import check
from crawler.checks.index import SiteIndex
from crawler.records import CrawlTrap, Problem, Severity

_WHAT = {
    "parameters": "Addresses that differ only in {names}",
    "pagination": "Numbered pages of {folder} that repeat the last one",
    "folder": "Addresses below {folder} that repeat each other",
    "endless": "Addresses that grow deeper or longer with every link",
}


@check(
    Severity.NOTICE,
    since="0.1",
    subject="site",
    sources=(
        "https://developers.google.com/crawling/docs/faceted-navigation (read 2026-11-24)",
        "our own limits: see crawler/fetch/traps.py",
    ),
    also=("Screaming Frog: URL: Repetitive Path",),
)
def crawl_trap(index: SiteIndex) -> Iterator[Problem]:
    """The shop links to addresses without end

    ## Why it matters
    Every filter, sort order, session or calendar month that is a link of its own multiplies the
    pages that search engines must ask for. They spend their time on copies, come back later to real
    products, and the load slows the shop down for shoppers.

    ## How to fix
    Forbid the parameter in robots.txt, or build the filter without links. Shopify: Online Store >
    Themes > Edit code > robots.txt.liquid. WooCommerce: the SEO plugin's crawl settings. Magento:
    Stores > Configuration > General > Design > Search Engine Robots. BigCommerce: Settings > SEO >
    robots.txt. Salesforce Commerce Cloud: Merchant Tools > SEO > Robots.

    ## What is not checked
    What is behind the addresses that were left out: they were counted, not asked for.
    """
    for trap in index.site.traps:
        what = _WHAT[trap.kind].format(names=" and ".join(trap.parameters), folder=trap.folder)
        yield Problem(
            message=f"{what} seem to have no end, for example {trap.example}.",
            about=_about(trap),
            evidence={
                "parameters": list(trap.parameters),
                "walked": trap.walked,
                "left out": trap.left_out,
                "example": trap.example,
            },
        )


def _about(trap: CrawlTrap) -> str:
    """What stays the same from night to night: the kind, the first folder, the main parameter."""
    first = "/".join(trap.folder.split("/")[:2])
    return " ".join((trap.kind, first, *trap.parameters[:1])).strip()
