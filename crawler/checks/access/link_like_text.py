"""access/link-like-text"""

from collections.abc import Iterator

from crawler.checks.access.findings import broken_rules
from crawler.checks.api import check
from crawler.records import AxeFacts, Problem, RenderFacts, Severity

RULES = {
    "link-in-text-block": "A link in a text can be told from it by its colour only",
}
"""Rules of axe-core and what they mean."""


@check(
    Severity.WARNING,
    since="0.1",
    sources=("convention: WCAG 2.2 as axe-core 4.12 judges it; use-of-color",),
    also=("Lighthouse: link-in-text-block",),
)
def link_like_text(axe: AxeFacts, render: RenderFacts) -> Iterator[Problem]:
    """Links in a text look like the text

    ## Why it matters
    Who does not see colours well does not see that there is a link.

    ## How to fix
    Underline links inside texts, or give them three times the contrast of the text around them.
    Shopify: Online Store > Themes > Customize > Theme settings > Colors. WooCommerce: Appearance >
    Customize > Additional CSS. Magento: the theme's _extend.less. BigCommerce: Storefront > Themes
    > Customize. Salesforce Commerce Cloud: the cartridge's style sheets.

    ## What is not checked
    Links that stand alone, in menus and lists.
    """
    yield from broken_rules(axe, render, RULES)
