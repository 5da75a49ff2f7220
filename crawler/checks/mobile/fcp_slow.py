"""mobile/fcp-slow"""

from collections.abc import Iterator

from pydantic import Field

from crawler.checks.api import CheckOptions, NotApplicable, check
from crawler.checks.mobile.lcp_slow import LcpOptions
from crawler.checks.mobile.view import speed_of
from crawler.records import Problem, RenderFacts, Severity


class FcpOptions(CheckOptions):
    """Options of mobile/fcp-slow."""

    max_ms: float = Field(
        default=3000,
        ge=100,
        le=60_000,
        description="Report a page that stays white longer than this, in milliseconds. 3000 is "
        "where web.dev calls it poor; 1800 is good.",
    )


@check(
    Severity.WARNING,
    since="0.1",
    sources=("convention: web.dev's limits for the first contentful paint, 1.8 and 3.0 s",),
    also=("Lighthouse: first-contentful-paint",),
)
def fcp_slow(render: RenderFacts, options: FcpOptions) -> Iterator[Problem]:
    """The page stays white too long

    ## Why it matters
    Until the first word or picture is there, the shopper does not know whether the tap worked.

    ## How to fix
    Remove scripts and style sheets from the head that the first screen does not need, or load the
    scripts with `defer`. Shopify: Apps, and Online Store > Themes > Edit code > theme.liquid.
    WooCommerce: a cache plugin, and the list of plugins. Magento: Stores > Configuration > Advanced
    > Developer, production mode. BigCommerce: Storefront > Script Manager. Salesforce Commerce
    Cloud: the cartridge's htmlHead template.

    ## What is not checked
    Pages whose main content is late as well: mobile/lcp-slow says so, and one mend serves both.
    This is one look in a laboratory.
    """
    speed = speed_of(render)
    if speed.fcp_ms is None:
        raise NotApplicable
    if speed.lcp_ms is not None and speed.lcp_ms > LcpOptions().max_ms:
        return
    if speed.fcp_ms > options.max_ms:
        yield Problem(
            message=f"The page stays white for {speed.fcp_ms / 1000:.1f} s, at most "
            f"{options.max_ms / 1000:.1f} s are allowed ({speed.method}).",
            evidence={"found": speed.fcp_ms, "expected": options.max_ms, "method": speed.method},
        )
