"""mobile/layout-change"""

from collections.abc import Iterator

from crawler.checks.api import NotApplicable, check
from crawler.records import Box, PictureChange, Problem, RenderFacts, Severity

MOVED = 0.25
"""Of the height of the screen; mobile.md, section 2."""


@check(
    Severity.NOTICE,
    since="0.1",
    news=True,
    sources=("our own limit: a quarter of the screen's height",),
)
def layout_change(change: PictureChange, render: RenderFacts) -> Iterator[Problem]:
    """The price or the buy button moved since the night before

    ## Why it matters
    A banner, a longer text or another order of blocks pushed what sells to another place. Below the
    first screen fewer shoppers find it.

    ## How to fix
    Look at the pictures before and after, and move the block back or make what stands above it
    smaller. Shopify: Online Store > Themes > Customize. WooCommerce: the theme's product layout.
    Magento: the theme's layout files. BigCommerce: Storefront > Themes > Customize. Salesforce
    Commerce Cloud: Page Designer, or the product template.

    ## What is not checked
    A price or button that is not there any more: mobile/price-not-visible and mobile/atc-missing
    say so.
    """
    now = {"price": render.price, "buy button": render.buy_button}
    both = [
        (placed.what, placed.box, element.box)
        for placed in change.placed
        if (element := now.get(placed.what)) is not None and element.box is not None
    ]
    if not both:
        raise NotApplicable
    for what, before, after in both:
        if abs(after.y - before.y) <= MOVED * render.device_height:
            continue
        where = "down" if after.y > before.y else "up"
        yield Problem(
            message=f"The {what} moved {abs(after.y - before.y):.0f} px {where}: it stood "
            f"{_at(before)} and stands {_at(after)} px from the top.",
            about=what,
            cause=f"moved: {what}",
            evidence={"found": after.model_dump(), "expected": before.model_dump()},
        )


def _at(box: Box) -> str:
    return f"{box.y:.0f}"
