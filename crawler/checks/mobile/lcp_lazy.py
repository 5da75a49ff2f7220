"""mobile/lcp-lazy"""

from collections.abc import Iterator

from crawler.checks.api import NotApplicable, check
from crawler.checks.mobile.marked import called, one
from crawler.records import PictureFacts, Problem, Severity


@check(
    Severity.WARNING,
    since="0.1",
    sources=(
        "https://web.dev/articles/lcp (read 2026-11-23)",
        "Lighthouse 13.5, lcp-discovery-insight (read 2026-11-23)",
    ),
    also=("Lighthouse: lcp-discovery-insight",),
)
def lcp_lazy(pictures: PictureFacts) -> Iterator[Problem]:
    """The main picture is told to wait

    ## Why it matters
    The largest picture of the first screen is what shoppers wait for. `loading="lazy"` makes the
    browser ask for it late, and Google's loading time (LCP) gets worse.

    ## How to fix
    Leave `loading="lazy"` out for the main picture and write `fetchpriority="high"` instead.
    Shopify: Online Store > Themes > Edit code (`image_tag`). WooCommerce: the theme's image
    functions, and lazy-load plugins. Magento: the theme's .phtml files. BigCommerce: Storefront >
    Themes > Edit theme files. Salesforce Commerce Cloud: the cartridge's templates.

    ## What is not checked
    Pages whose largest element is text or a picture of a style sheet. Pictures that a script loads
    later.
    """
    if pictures.lcp is None or not pictures.lcp_picture:
        raise NotApplicable
    if pictures.lcp_lazy:
        yield one(
            pictures.lcp,
            "lazy main picture",
            f"The main picture {called(pictures.lcp)} has loading=lazy and comes late.",
        )
