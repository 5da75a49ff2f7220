"""access/spacing-locked"""

from collections.abc import Iterator

from crawler.checks.access.findings import broken_rules
from crawler.checks.api import check
from crawler.records import AxeFacts, Problem, RenderFacts, Severity

RULES = {
    "avoid-inline-spacing": "A text's spacing is fixed so that readers cannot change it",
}
"""Rules of axe-core and what they mean."""


@check(
    Severity.WARNING,
    since="0.1",
    sources=("convention: WCAG 2.2 as axe-core 4.12 judges it; text-spacing",),
)
def spacing_locked(axe: AxeFacts, render: RenderFacts) -> Iterator[Problem]:
    """The spacing of a text cannot be changed

    ## Why it matters
    People with dyslexia set wider lines and letters in their browser. `!important` in a `style`
    attribute stops them.

    ## How to fix
    Move `line-height`, `letter-spacing` and `word-spacing` from the element into the style sheet,
    without `!important`. Shopify: Online Store > Pages, and the theme's sections. WooCommerce: the
    text of the page, and the theme's template parts. Magento: Content > Pages or Blocks, and the
    theme's .phtml files. BigCommerce: Storefront > Web Pages, and Storefront > Themes > Edit theme
    files. Salesforce Commerce Cloud: content assets, and the cartridge's templates.

    ## What is not checked
    Rules in style sheets: readers can override those.
    """
    yield from broken_rules(axe, render, RULES)
