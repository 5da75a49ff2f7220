"""mobile/cls-high"""

from collections.abc import Iterator

from pydantic import Field

from crawler.checks.api import CheckOptions, NotApplicable, check
from crawler.checks.mobile.view import elements, require_layout, speed_of
from crawler.records import Problem, RenderFacts, Severity


class ClsOptions(CheckOptions):
    """Options of mobile/cls-high."""

    max_shift: float = Field(
        default=0.25,
        ge=0,
        le=10,
        description="Report a page whose content moves by more than this (layout shift score). "
        "0.25 is where web.dev calls it poor; 0.1 is good.",
    )


@check(
    Severity.WARNING,
    since="0.1",
    sources=("https://web.dev/articles/cls (read 2026-11-23)",),
    also=(
        "Ahrefs: Pages with poor CLS",
        "Lighthouse: cumulative-layout-shift",
    ),
)
def cls_high(render: RenderFacts, options: ClsOptions) -> Iterator[Problem]:
    """The page jumps while it loads

    ## Why it matters
    The button moves away under the thumb, and the shopper taps something else. Google counts the
    jumps as a sign of a bad page.

    ## How to fix
    Give pictures and banners their width and height, reserve room for what apps add later, and do
    not put messages above the content. Shopify: Online Store > Themes > Edit code (`image_tag`
    writes the sizes), and App embeds. WooCommerce: the theme's image functions, and cookie and
    banner plugins. Magento: etc/view.xml. BigCommerce: Storefront > Script Manager. Salesforce
    Commerce Cloud: content slots and the image service's parameters.

    ## What is not checked
    What moves after a tap or far down the page. Pages that are not laid out for a phone (see
    mobile/viewport-missing). This is one look in a laboratory.
    """
    require_layout(render)
    speed = speed_of(render)
    if speed.cls is None:
        raise NotApplicable
    if speed.cls > options.max_shift:
        first = speed.shifted.items[0] if speed.shifted else None
        culprit = f"; {first.selector} moves most" if first else ""
        yield Problem(
            message=(
                f"The content jumps while the page loads (layout shift {speed.cls:.2f}, at most "
                f"{options.max_shift:.2f} is allowed; {speed.method}){culprit}."
            ),
            selector=first.selector if first else "",
            evidence={
                "found": speed.cls,
                "expected": options.max_shift,
                "method": speed.method,
                "elements": elements(speed.shifted.items),
            },
        )
