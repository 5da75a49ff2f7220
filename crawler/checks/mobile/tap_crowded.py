"""mobile/tap-crowded"""

from collections.abc import Iterator

from crawler.checks.api import check
from crawler.checks.mobile.view import called, marked
from crawler.records import Problem, Severity, TapFacts


@check(
    Severity.WARNING,
    since="0.1",
    sources=(
        "https://web.dev/articles/accessible-tap-targets (read 2026-11-23)",
        "https://developer.chrome.com/docs/lighthouse/seo/tap-targets (read 2026-11-23)",
    ),
    also=("Lighthouse: tap-targets",),
)
def tap_crowded(taps: TapFacts) -> Iterator[Problem]:
    """Links or buttons stand so close that a finger hits two

    ## Why it matters
    A thumb covers about 48 pixels. Where a neighbour takes a quarter of that, shoppers open the
    wrong page again and again.

    ## How to fix
    Give each of them 48 pixels of height, with padding or `line-height`, or put 8 pixels and more
    between them. Shopify: Online Store > Themes > Edit code. WooCommerce: Appearance > Customize >
    Additional CSS. Magento: the theme's _extend.less. BigCommerce: Storefront > Themes > Edit theme
    files. Salesforce Commerce Cloud: the cartridge's style sheet.

    ## What is not checked
    Links in a sentence, what stays while the page scrolls, and two links to the same address. Those
    under 24 pixels have a finding of their own.
    """
    if not taps.crowded:
        return
    first = taps.crowded.items[0]
    number = taps.crowded.count
    many = f"; so it is with {number} links and buttons" if number > 1 else ""
    yield marked(
        "crowded",
        taps.crowded,
        f'A finger on {called(first)} hits "{first.note[:40]}" as well{many}.',
        found=first.value,
        expected=0.25,
    )
