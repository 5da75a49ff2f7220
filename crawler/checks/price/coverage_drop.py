"""price/coverage-drop"""

from collections.abc import Iterator
from decimal import Decimal

from pydantic import Field

from crawler.checks.api import CheckOptions, NotApplicable, check
from crawler.market import MarketCoverage
from crawler.records import Problem, Severity


class CoverageDropOptions(CheckOptions):
    """Options of price/coverage-drop."""

    min_points: float = Field(
        default=20.0,
        gt=0,
        le=100,
        description="Report a rival of whose watched pages so many percentage points fewer were "
        "seen than usual. A fifth moves averages and ranks by itself.",
    )
    min_pairs: int = Field(
        default=5,
        ge=1,
        description="Leave out rivals with fewer pairs: one page of four is a quarter.",
    )
    min_nights: int = Field(
        default=3, ge=1, le=7, description="So many earlier nights say what is usual."
    )


@check(
    Severity.WARNING,
    since="0.1",
    sources=(
        "our own limits: an average without its coverage says nothing; tonight is held against the"
        " median of the last seven nights (read 2026-11-29)",
    ),
    subject="site",
)
def coverage_drop(coverage: MarketCoverage, options: CoverageDropOptions) -> Iterator[Problem]:
    """Far fewer of a rival's products were seen than usual

    ## Why it matters
    Index, ranks and first places are of what was seen. When a rival blocks the walk or moves its
    pages, they change although no price did.

    ## How to fix
    See the health of the walk: if the rival refuses, walk it more slowly
    (`requests_per_second` at the competitor) or at another hour. If its addresses changed, put the
    new ones into products.csv or matches.csv.

    ## What is not checked
    Rivals with few pairs and those that are new. Pages that answer without a price count as seen.
    """
    judged = False
    for shop in coverage.shops:
        usual = shop.usual
        if usual is None or len(shop.before) < options.min_nights or shop.pairs < options.min_pairs:
            continue
        judged = True
        if usual - shop.percent < Decimal(str(options.min_points)):
            continue
        yield Problem(
            about=shop.site,
            message=f"Of {shop.pairs} watched products at {shop.site}, {shop.seen} were seen"
            f" ({shop.percent:.0f} %); usual are {usual:.0f} %.",
            cause=f"rival: {shop.site}",
            evidence={
                "seen": shop.seen,
                "pairs": shop.pairs,
                "percent of the last nights": [f"{share:.0f}" for share in shop.before],
            },
        )
    if not judged:
        raise NotApplicable
