"""mobile/zoomed-out-layout"""

from collections.abc import Iterator

from crawler.checks.api import NotApplicable, check
from crawler.checks.mobile.view import fixed_width, require_opened, says_scale, says_width
from crawler.records import Problem, RenderFacts, Severity


@check(
    Severity.ERROR,
    since="0.1",
    sources=(
        "https://web.dev/articles/responsive-web-design-basics (read 2026-11-23)",
        "https://developer.chrome.com/docs/lighthouse/pwa/"
        "content-sized-correctly-for-viewport (read 2026-11-23)",
    ),
    also=("Lighthouse: content-width",),
)
def zoomed_out_layout(render: RenderFacts) -> Iterator[Problem]:
    """The page is laid out wider than the phone, whatever its viewport tag says

    ## Why it matters
    The phone shrinks the page to a miniature. Nobody can read or tap anything without zooming.

    ## How to fix
    Look for what takes the tag's effect away: a `maximum-scale` or `minimum-scale` below 1, a
    second tag, or a script that changes it. Leave only `width=device-width, initial-scale=1`.
    Shopify: Online Store > Themes > Edit code > theme.liquid. WooCommerce: the theme's header.php.
    Magento: the theme's Magento_Theme/layout/default_head_blocks.xml. BigCommerce: Storefront >
    Themes > Edit theme files > templates/layout/base.html. Salesforce Commerce Cloud: the htmlHead
    template.

    ## What is not checked
    Pages whose tag is missing, empty, fixed or below the natural size: each has a finding of its
    own.
    """
    require_opened(render)
    tag = render.viewport
    if tag is None or not says_width(tag) or fixed_width(tag) is not None:
        raise NotApplicable
    if (says_scale(tag) or 1.0) < 1 or render.layout_width <= render.device_width + 1:
        return
    yield Problem(
        message=(
            f"The page is laid out {render.layout_width} px wide on a {render.device_width} px "
            f'screen, though its viewport tag is "{tag[:80]}".'
        ),
        evidence={"found": tag[:300], "layout_width": render.layout_width},
    )
