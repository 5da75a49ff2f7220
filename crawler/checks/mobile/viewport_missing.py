"""mobile/viewport-missing"""

from collections.abc import Iterator

from crawler.checks.api import check
from crawler.checks.mobile.view import laid_out_wide, require_opened
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
    Tags that are empty or ask for a fixed width: those have findings of their own.
    """
    require_opened(render)
    if render.viewport is None:
        yield Problem(message=f"The page has no viewport tag{laid_out_wide(render)}.")
