"""mobile/overflow-x"""

from collections.abc import Iterator

from crawler.checks.api import check
from crawler.checks.mobile.view import elements, narrower, require_layout
from crawler.records import ElementEvidence, Problem, RenderFacts, Severity, WidthLook


@check(
    Severity.ERROR,
    since="0.1",
    sources=(
        "https://web.dev/articles/responsive-web-design-basics (read 2026-11-23)",
        "https://www.w3.org/TR/WCAG22/#reflow (read 2026-11-23)",
    ),
    also=(
        "Screaming Frog: Mobile: Content Not Sized Correctly",
        "Ahrefs: Content is not sized correctly",
        "squirrelscan: mobile/horizontal-scroll",
    ),
)
def overflow_x(render: RenderFacts) -> Iterator[Problem]:
    """The page is wider than the phone

    ## Why it matters
    The page slides sideways under the thumb. Prices and buttons stand partly outside, and the shop
    looks broken.

    ## How to fix
    Give the element that is too wide `max-width: 100%`, or let it scroll inside its own box: tables
    and embedded videos are the usual ones. Shopify: Online Store > Themes > Edit code, or the text
    in Products > (product) > Description. WooCommerce: Appearance > Customize > Additional CSS.
    Magento: the theme's _extend.less, or the text in Catalog > Products. BigCommerce: Storefront >
    Themes > Edit theme files. Salesforce Commerce Cloud: the content asset or the cartridge's style
    sheet.

    ## What is not checked
    Elements that are cut off instead of making the page wider, and pages whose style sheets did not
    load. Besides the phone's own width, screens of 320, 360 and 768 pixels are looked at.
    """
    require_layout(render)
    if render.overflow and render.scroll_width > render.device_width + 1:
        yield _problem(render.overflow, render.scroll_width, render.device_width, "The page is")
        return
    for look, widths in narrower(render, _too_wide):
        start = f"Only on screens of {widths} px: the page is"
        problem = _problem(look.overflow, look.scroll_width, look.width, start)
        if _FREQUENT not in widths:
            problem = problem.model_copy(update={"severity": Severity.WARNING})
        yield problem


_SLIDE = 10
"""CSS pixels: from here on the page visibly slides; below it only trembles."""


_FREQUENT = "360"
"""Of the other widths, the one that many phones have: our own limit."""


def _too_wide(look: WidthLook) -> bool:
    return bool(look.overflow) and look.scroll_width > look.width + 1


def _problem(
    found: tuple[ElementEvidence, ...], page_px: int, screen_px: int, start: str
) -> Problem:
    first = found[0]
    return Problem(
        message=(
            f"{start} {page_px} px wide on a {screen_px} px screen; "
            f"{first.selector.rpartition(' > ')[2]} {first.note or 'is too wide'}."
        ),
        selector=first.selector,
        cause=f"overflow: {first.selector}",
        evidence={"scroll_width": page_px, "elements": elements(found)},
        severity=None if page_px - screen_px > _SLIDE else Severity.WARNING,
    )
