"""mobile/orientation-lock"""

from collections.abc import Iterator

from crawler.checks.api import check
from crawler.records import LayoutFacts, Problem, Severity


@check(
    Severity.WARNING,
    since="0.1",
    sources=(
        "https://www.w3.org/TR/WCAG22/#orientation (read 2026-11-23)",
        "https://dequeuniversity.com/rules/axe/4.11/css-orientation-lock (read 2026-11-23)",
    ),
)
def orientation_lock(layout: LayoutFacts) -> Iterator[Problem]:
    """The page turns against the phone

    ## Why it matters
    Whoever holds the phone sideways, or has it fixed to a wheelchair, sees the shop lying on its
    side.

    ## How to fix
    Take the rule that turns the page out of the style sheet. Shopify: Online Store > Themes > Edit
    code. WooCommerce: Appearance > Customize > Additional CSS. Magento: the theme's _extend.less.
    BigCommerce: Storefront > Themes > Edit theme files. Salesforce Commerce Cloud: the cartridge's
    style sheet.

    ## What is not checked
    Style sheets of other hosts, and scripts that turn the page or hide it behind a request to turn
    the phone.
    """
    if not layout.turned:
        return
    yield Problem(
        message=f'A style sheet turns the whole page by 90 degrees for "{layout.turned[:80]}".',
        evidence={"found": layout.turned},
    )
