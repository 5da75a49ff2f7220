"""mobile/zoom-limited"""

from collections.abc import Iterator

from crawler.checks.api import check
from crawler.checks.mobile.view import measured_zoom
from crawler.records import Problem, RenderFacts, Severity


@check(
    Severity.NOTICE,
    since="0.1",
    sources=(
        "https://dequeuniversity.com/rules/axe/4.11/meta-viewport-large (read 2026-11-23)",
        "https://www.w3.org/WAI/standards-guidelines/act/rules/b4f0c3/ (read 2026-11-23)",
    ),
)
def zoom_limited(render: RenderFacts) -> Iterator[Problem]:
    """Shoppers can zoom in a little only

    ## Why it matters
    Whoever sees badly enlarges a page up to five times, and everybody enlarges pictures to see the
    fabric or the seam.

    ## How to fix
    Take `maximum-scale` out of the viewport tag. Shopify: Online Store > Themes > Edit code >
    theme.liquid. WooCommerce: the theme's header.php. Magento: the theme's
    Magento_Theme/layout/default_head_blocks.xml. BigCommerce: Storefront > Themes > Edit theme
    files > templates/layout/base.html. Salesforce Commerce Cloud: the htmlHead template.

    ## What is not checked
    Pages that forbid zooming altogether have a finding of their own. Some browsers let people zoom
    all the same.
    """
    zoom = measured_zoom(render)
    if not 2 <= zoom < 4.99:
        return
    yield Problem(
        message=f"The page can be enlarged {zoom:.2g} times only; five times is needed.",
        evidence={"found": (render.viewport or "")[:300], "expected": 5},
    )
