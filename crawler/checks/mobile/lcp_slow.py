"""mobile/lcp-slow"""

from collections.abc import Iterator

from pydantic import Field

from crawler.checks.api import CheckOptions, NotApplicable, check
from crawler.checks.mobile.view import speed_of
from crawler.records import PageRecord, Problem, RenderFacts, Severity


class LcpOptions(CheckOptions):
    """Options of mobile/lcp-slow."""

    max_ms: float = Field(
        default=4000,
        ge=100,
        le=60_000,
        description="Report a page whose main content appears later than this, in milliseconds. "
        "4000 is where web.dev calls it poor; 2500 is good.",
    )


@check(
    Severity.WARNING,
    since="0.1",
    sources=("https://web.dev/articles/lcp (read 2026-11-23)",),
    also=(
        "Ahrefs: Pages with poor LCP",
        "Lighthouse: largest-contentful-paint",
    ),
)
def lcp_slow(page: PageRecord, render: RenderFacts, options: LcpOptions) -> Iterator[Problem]:
    """The main content appears too late

    ## Why it matters
    Until the largest picture or text is there, the page looks empty. Many shoppers on phones leave
    within these seconds, and Google counts the time as a sign of a bad page.

    ## How to fix
    Make the main picture smaller (WebP or AVIF, the size of the screen), load it first
    (`fetchpriority="high"`, never `loading="lazy"`), and remove what loads before it: apps, fonts,
    sliders. Shopify: Online Store > Themes > Customize, and Apps. WooCommerce: a cache and picture
    plugin. Magento: production mode and the full page cache. BigCommerce: Settings > Performance.
    Salesforce Commerce Cloud: the image service's parameters and the page cache.

    ## What is not checked
    This is one look in a laboratory, not what shoppers measured; a page that is slow on our fast
    line is slow for everybody (`render.throttling` in the settings measures a slow one). Of the two
    waits for the server, in the walk and on the phone, the shorter one counts.
    """
    speed = speed_of(render)
    if speed.lcp_ms is None:
        raise NotApplicable
    late = speed.lcp_ms - (_waited_once(page, render) if speed is not render.throttled else 0)
    if late > options.max_ms:
        yield Problem(
            message=(
                f"The main content appears after {late / 1000:.1f} s; "
                f"at most {options.max_ms / 1000:.1f} s are allowed ({speed.method})."
            ),
            evidence={
                "found": speed.lcp_ms,
                "expected": options.max_ms,
                "ttfb": speed.ttfb_ms,
                "method": speed.method,
            },
        )


def _waited_once(page: PageRecord, render: RenderFacts) -> float:
    """Milliseconds that the server took longer for the phone than for the walk; at least 0.

    A server that answers the same page quickly minutes before or after was busy, maybe with our own
    requests; one that is slow both times is slow, and server/ttfb-slow says so too.
    """
    walked = page.http.ttfb_ms if page.http else None
    if walked is None or render.ttfb_ms is None:
        return 0.0
    return max(0.0, render.ttfb_ms - walked)
