"""access/hidden-focusable"""

from collections.abc import Iterator

from crawler.checks.access.findings import broken_rules
from crawler.checks.api import check
from crawler.records import AxeFacts, Problem, RenderFacts, Severity

RULES = {
    "aria-hidden-focus": "Something hidden from screen readers can be reached with the keyboard",
    "aria-hidden-body": "The whole page is hidden from screen readers",
}
"""Rules of axe-core and what they mean."""


@check(
    Severity.WARNING,
    since="0.1",
    sources=("convention: WCAG 2.2 as axe-core 4.12 judges it; name-role-value",),
    also=("Lighthouse: aria-hidden-focus",),
)
def hidden_focusable(axe: AxeFacts, render: RenderFacts) -> Iterator[Problem]:
    """Something that is hidden from screen readers can be reached with the keyboard

    ## Why it matters
    The keyboard stops at something of which a screen reader says nothing. Slides of a carousel and
    closed menus are the usual ones.

    ## How to fix
    Give hidden parts `inert` or `visibility: hidden` instead of only `aria-hidden="true"`. Shopify:
    Online Store > Themes > Edit code > sections and snippets. WooCommerce: the theme's template
    parts, or the plugin that draws it. Magento: the theme's .phtml files. BigCommerce: Storefront >
    Themes > Edit theme files. Salesforce Commerce Cloud: the templates of the storefront cartridge.

    ## What is not checked
    What is hidden later, by a tap.
    """
    yield from broken_rules(axe, render, RULES)
