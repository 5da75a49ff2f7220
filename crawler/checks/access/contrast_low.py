"""access/contrast-low"""

from collections.abc import Iterator

from crawler.checks.access.findings import broken_rules
from crawler.checks.api import check
from crawler.records import AxeFacts, Problem, RenderFacts, Severity

RULES = {
    "color-contrast": "Text is too pale against its background",
}
"""Rules of axe-core and what they mean."""


@check(
    Severity.WARNING,
    since="0.1",
    sources=("convention: WCAG 2.2 as axe-core 4.12 judges it; contrast-minimum",),
    also=("Lighthouse: color-contrast",),
)
def contrast_low(axe: AxeFacts, render: RenderFacts) -> Iterator[Problem]:
    """Text is hard to read against its background

    ## Why it matters
    In the sun, or with weak eyes, pale grey prices and hints disappear. WCAG asks for a contrast of
    4.5 to 1, and of 3 to 1 for large text.

    ## How to fix
    Make the text darker or its background lighter until the contrast is reached; colour pickers
    show the number. Shopify: Online Store > Themes > Customize > Theme settings > Colors.
    WooCommerce: Appearance > Customize > Additional CSS. Magento: the theme's _extend.less.
    BigCommerce: Storefront > Themes > Customize. Salesforce Commerce Cloud: the cartridge's style
    sheets.

    ## What is not checked
    Text on pictures and gradients, where the contrast cannot be computed; such places are counted
    as undecided.
    """
    yield from broken_rules(axe, render, RULES)
