"""mobile/tbt-high"""

from collections.abc import Iterator

from pydantic import Field

from crawler.checks.api import CheckOptions, NotApplicable, check
from crawler.checks.mobile.view import speed_of
from crawler.records import Problem, RenderFacts, Severity


class TbtOptions(CheckOptions):
    """Options of mobile/tbt-high."""

    max_ms: float = Field(
        default=600,
        ge=10,
        le=60_000,
        description="Report a page whose scripts block it longer than this, in milliseconds. "
        "Lighthouse 13 gives half of the points at 600; 200 is good.",
    )


@check(
    Severity.WARNING,
    since="0.1",
    sources=("convention: 200 and 600 ms are the points of Lighthouse 13's curve",),
    also=("Lighthouse: total-blocking-time",),
)
def tbt_high(render: RenderFacts, options: TbtOptions) -> Iterator[Problem]:
    """Scripts keep the page from answering

    ## Why it matters
    The page is there, and nothing happens when the shopper taps: the processor works through
    scripts. A phone needs about four times as long for them as the machine that looked.

    ## How to fix
    Remove apps and tags that nobody needs, and load the others after the page is ready. Shopify:
    Apps, and Online Store > Themes > App embeds. WooCommerce: the list of plugins. Magento: bundled
    scripts and extensions. BigCommerce: Storefront > Script Manager. Salesforce Commerce Cloud: the
    tag manager and the cartridge's scripts.

    ## What is not checked
    What runs after the page was ready, and how fast a tap is answered. Scripts inside frames. This
    is one look in a laboratory.
    """
    speed = speed_of(render)
    if speed.tbt_ms is None:
        raise NotApplicable
    if speed.tbt_ms > options.max_ms:
        yield Problem(
            message=f"Scripts block the page for {speed.tbt_ms:,.0f} ms while it loads, at most "
            f"{options.max_ms:,.0f} ms are allowed ({speed.method}).",
            evidence={
                "found": speed.tbt_ms,
                "expected": options.max_ms,
                "longest": speed.longest_task_ms,
                "method": speed.method,
            },
        )
