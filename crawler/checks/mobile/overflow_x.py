"""mobile/overflow-x"""

from collections.abc import Iterator

from crawler.checks.api import check
from crawler.checks.mobile.view import elements, require_layout
from crawler.records import Problem, RenderFacts, Severity


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
    load.
    """
    require_layout(render)
    if not render.overflow or render.scroll_width <= render.device_width + 1:
        return
    first = render.overflow[0]
    yield Problem(
        message=(
            f"The page is {render.scroll_width} px wide on a {render.device_width} px screen; "
            f"{first.selector} {first.note or 'is too wide'}."
        ),
        selector=first.selector,
        cause=f"overflow: {first.selector}",
        evidence={"scroll_width": render.scroll_width, "elements": elements(render.overflow)},
    )
