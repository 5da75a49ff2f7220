"""mobile/lcp-priority"""

from collections.abc import Iterator

from crawler.checks.api import NotApplicable, check
from crawler.checks.mobile.marked import called, one
from crawler.records import PictureFacts, Problem, RenderFacts, Severity

LARGE = 0.1
"""Share of the screen; our own limit, as in mobile/lazy-above-fold."""


@check(
    Severity.NOTICE,
    since="0.1",
    sources=(
        "https://web.dev/articles/lcp (read 2026-11-23)",
        "our own limit: a tenth of the first screen",
    ),
    also=("Lighthouse: lcp-discovery-insight",),
)
def lcp_priority(pictures: PictureFacts, render: RenderFacts) -> Iterator[Problem]:
    """The main picture does not say that it comes first

    ## Why it matters
    A browser does not know which of many pictures is the important one. Told so, it shows the main
    picture earlier.

    ## How to fix
    Write `fetchpriority="high"` into the `<img>` tag of the main picture, and only there. Shopify:
    Online Store > Themes > Edit code (`image_tag`). WooCommerce: the theme's image functions, and
    lazy-load plugins. Magento: the theme's .phtml files. BigCommerce: Storefront > Themes > Edit
    theme files. Salesforce Commerce Cloud: the cartridge's templates.

    ## What is not checked
    Main pictures that take less than a tenth of the screen, and pages whose largest element is text
    or a picture of a style sheet. A lazy main picture has a check of its own (mobile/lcp-lazy).
    """
    main = pictures.lcp
    if main is None or main.box is None or not pictures.lcp_picture:
        raise NotApplicable
    if pictures.lcp_first or pictures.lcp_lazy:
        return
    if main.box.width * main.box.height < LARGE * render.device_width * render.device_height:
        return
    yield one(
        main,
        "main picture without priority",
        f"The main picture {called(main)} has no fetchpriority=high.",
    )
