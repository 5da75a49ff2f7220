"""mobile/media-too-wide"""

from collections.abc import Iterator

from crawler.checks.api import check
from crawler.checks.mobile.view import marked
from crawler.records import LayoutFacts, Problem, RenderFacts, Severity


@check(
    Severity.WARNING,
    since="0.1",
    sources=(
        "https://web.dev/articles/responsive-web-design-basics (read 2026-11-23)",
        "convention: frames and films are at most as wide as the screen",
    ),
)
def media_too_wide(layout: LayoutFacts, render: RenderFacts) -> Iterator[Problem]:
    """A film or an embedded page is wider than the phone and cut off

    ## Why it matters
    Shoppers see a part of the film, the map or the form only, and cannot reach its buttons.

    ## How to fix
    Give it `max-width: 100%`, or a box with `aspect-ratio` around it. It was mostly put into a text
    with a fixed width. Shopify: Products > (product) > Description. WooCommerce: Products >
    (product), the text. Magento: Catalog > Products > (product) > Content. BigCommerce: Products >
    (product) > Description. Salesforce Commerce Cloud: the content asset.

    ## What is not checked
    Films that run in the background, which are meant to be larger. Those that make the page slide
    sideways are named by that finding.
    """
    if not layout.wide_media:
        return
    first = layout.wide_media.items[0]
    kind = "An embedded page" if "<iframe" in first.html else "A film or another object"
    yield marked(
        "media too wide",
        layout.wide_media,
        f"{kind} is {first.note} on a {render.device_width} px screen, and its end is cut off.",
        expected=render.device_width,
    )
