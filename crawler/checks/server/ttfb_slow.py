"""server/ttfb-slow"""

from collections.abc import Iterator
from statistics import median

from crawler.checks.api import NotApplicable, check
from crawler.checks.index import SiteIndex
from crawler.records import PageState, Problem, Severity

SLOW_MS = 800
VERY_SLOW_MS = 3000
"""An error from here on; our own limit."""
FEWEST_PAGES = 5


@check(
    Severity.WARNING,
    since="0.1",
    alone=True,
    sources=(
        "https://web.dev/articles/ttfb (read 2026-11-23)",
        "convention: 800 ms is where the good range of web.dev ends",
    ),
    subject="site",
    also=(
        "Ahrefs: Slow page",
        "Semrush: Slow page load speed",
        "Lighthouse: server-response-time",
        "seonaut: Slow Time to First Byte",
        "squirrelscan: perf/ttfb",
    ),
)
def ttfb_slow(index: SiteIndex) -> Iterator[Problem]:
    """Pages of a template are slow to begin

    ## Why it matters
    Half of the pages of this template take longer than 0.8 seconds before the first byte comes.
    Everything else waits for that, on every visit; Google asks for fewer pages of a slow shop.

    ## How to fix
    Look at what the template does before it answers. Shopify: apps that run on the server and heavy
    Liquid loops. WooCommerce: a page cache, the database, the host. Magento: full page cache
    (Varnish), and blocks that switch it off (`cacheable=\"false\"`). BigCommerce: their support.
    Salesforce Commerce Cloud: Pipeline Profiler and the page cache.

    ## What is not checked
    Templates with fewer than five pages. Measured from where the walk runs, on the plain request
    without scripts and pictures; a far-away server adds the way.
    """
    times: dict[str, list[int]] = {}
    for row in index.pages(PageState.OK):
        if row.template and row.ttfb_ms is not None:
            times.setdefault(row.template, []).append(row.ttfb_ms)
    judged = {name: found for name, found in times.items() if len(found) >= FEWEST_PAGES}
    if not judged:
        raise NotApplicable
    for name, found in judged.items():
        middle = round(median(found))
        if middle > SLOW_MS:
            yield Problem(
                message=f"Half of the {len(found):,} pages of {name} take longer than"
                f" {middle / 1000:.1f} seconds to begin.",
                about=name,
                severity=Severity.ERROR if middle > VERY_SLOW_MS else None,
                cause=name,
                evidence={"median_ms": middle, "slowest_ms": max(found), "pages": len(found)},
            )
