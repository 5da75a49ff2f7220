"""mobile/tap-under-44"""

from collections.abc import Iterator

from crawler.checks.api import check
from crawler.checks.mobile.view import marked
from crawler.records import Marks, Problem, Severity, TapFacts


@check(
    Severity.NOTICE,
    since="0.1",
    sources=(
        "https://www.w3.org/TR/WCAG22/#target-size-enhanced (read 2026-11-23)",
        "https://baymard.com/blog/mobile-touch-targets (read 2026-11-23)",
    ),
)
def tap_under_44(taps: TapFacts) -> Iterator[Problem]:
    """Menu, search, basket or checkout are small for a thumb

    ## Why it matters
    These are tapped on every visit, often with one hand. At 44 pixels a thumb hits them without
    looking; below it misses now and then.

    ## How to fix
    Give the control 44 by 44 pixels: padding around the icon is enough. Shopify: Online Store >
    Themes > Edit code. WooCommerce: Appearance > Customize > Additional CSS. Magento: the theme's
    _extend.less. BigCommerce: Storefront > Themes > Edit theme files. Salesforce Commerce Cloud:
    the cartridge's style sheet.

    ## What is not checked
    Controls that bear other names than menu, search, basket, filter and checkout. Those under 24
    pixels that are too close to others have a finding of their own.
    """
    small = {item.selector for item in taps.small.items}
    found = tuple(item for item in taps.controls.items if item.selector not in small)
    if not found:
        return
    first = found[0]
    kind, _, size = first.note.partition(", ")
    yield marked(
        "small control",
        Marks(count=len(found), items=found),
        f"The control for the {kind} is {size}; 44 by 44 px is comfortable.",
        found=first.value,
        expected=44,
    )
