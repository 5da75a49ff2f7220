"""mobile/viewport-missing"""

import re
from collections.abc import Iterator

from crawler.checks.api import check
from crawler.checks.mobile.view import require_opened, viewport_settings
from crawler.records import Problem, RenderFacts, Severity


@check(
    Severity.ERROR,
    since="0.1",
    sources=(
        "https://developers.google.com/search/docs/crawling-indexing/mobile/"
        "mobile-sites-mobile-first-indexing (read 2026-11-23)",
        "https://web.dev/articles/responsive-web-design-basics (read 2026-11-23)",
    ),
    also=(
        "Screaming Frog: Mobile: Viewport Not Set",
        "Ahrefs: Viewport not set",
        "Semrush: Viewport width not set",
        "Semrush: Viewport not configured",
        "Lighthouse: viewport",
        "seonaut: Pages missing the viewport meta tag",
        "squirrelscan: mobile/viewport",
    ),
)
def viewport_missing(render: RenderFacts) -> Iterator[Problem]:
    """The page is not made for phones

    ## Why it matters
    Without the viewport tag a phone lays the page out as on a desk and shrinks it to a miniature.
    Nobody can read or tap anything without zooming, and most visits to a shop come from phones.

    ## How to fix
    Put `<meta name="viewport" content="width=device-width, initial-scale=1">` into the head.
    Shopify: Online Store > Themes > Edit code > theme.liquid. WooCommerce: the theme's header.php.
    Magento: the theme's Magento_Theme/layout/default_head_blocks.xml. BigCommerce: Storefront >
    Themes > Edit theme files > templates/layout/base.html. Salesforce Commerce Cloud: the htmlHead
    template.

    ## What is not checked
    A tag with only `initial-scale=1`, which browsers read as the width of the phone.
    """
    require_opened(render)
    wide = ""
    if render.layout_width > render.device_width + 1:
        wide = (
            f"; it is laid out {render.layout_width} px wide for a {render.device_width} px screen"
        )
    if render.viewport is None:
        yield Problem(message=f"The page has no viewport tag{wide}.")
        return
    settings = viewport_settings(render.viewport)
    width = settings.get("width")
    if width == "device-width" or (width is None and _scale(settings) >= 1):
        return
    called = f'tag "{render.viewport[:80]}"' if render.viewport else "tag is empty and"
    yield Problem(
        message=f"Its viewport {called} lacks width=device-width{wide}.",
        evidence={"found": render.viewport[:300], "layout_width": render.layout_width},
    )


def _scale(settings: dict[str, str]) -> float:
    match = re.match(r"\d*\.?\d+", settings.get("initial-scale", ""))
    return float(match[0]) if match else 0.0
