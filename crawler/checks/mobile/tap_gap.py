"""mobile/tap-gap"""

from collections.abc import Iterator

from crawler.checks.api import check
from crawler.checks.mobile.view import called, marked
from crawler.records import Problem, Severity, TapFacts


@check(
    Severity.NOTICE,
    since="0.1",
    sources=(
        "https://baymard.com/blog/mobile-touch-targets (read 2026-11-23)",
        "our own limit: 13 px, which is 2 mm on most phones",
    ),
)
def tap_gap(taps: TapFacts) -> Iterator[Problem]:
    """A control that removes something stands close to another

    ## Why it matters
    A thumb that misses by two millimetres empties the basket instead of raising the number, and the
    shopper has to begin anew.

    ## How to fix
    Move it away: 13 pixels and more to the next control. Ask before a whole basket is emptied.
    Shopify: Online Store > Themes > Edit code. WooCommerce: Appearance > Customize > Additional
    CSS. Magento: the theme's _extend.less. BigCommerce: Storefront > Themes > Edit theme files.
    Salesforce Commerce Cloud: the cartridge's style sheet.

    ## What is not checked
    Words for removing in languages that Storewalk does not know, and icons without a label.
    """
    if not taps.tight:
        return
    first = taps.tight.items[0]
    yield marked(
        "gap",
        taps.tight,
        f'{called(first)} is {first.value:.0f} px from "{first.note[:40]}"; 13 px is the least.',
        found=first.value,
        expected=13,
    )
