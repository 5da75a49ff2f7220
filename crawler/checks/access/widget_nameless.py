"""access/widget-nameless"""

from collections.abc import Iterator

from crawler.checks.access.findings import broken_rules
from crawler.checks.api import check
from crawler.records import AxeFacts, Problem, RenderFacts, Severity

RULES = {
    "aria-dialog-name": "A window has no name",
    "aria-meter-name": "A meter has no name",
    "aria-progressbar-name": "A progress bar has no name",
    "aria-tooltip-name": "A tooltip has no text",
    "aria-treeitem-name": "An entry of a tree has no name",
}
"""Rules of axe-core and what they mean."""


@check(
    Severity.WARNING,
    since="0.1",
    sources=("convention: WCAG 2.2 as axe-core 4.12 judges it; name-role-value",),
    also=("Lighthouse: aria-dialog-name",),
)
def widget_nameless(axe: AxeFacts, render: RenderFacts) -> Iterator[Problem]:
    """A window, meter or tooltip has no name

    ## Why it matters
    When a window opens, a screen reader says its name. Without one the shopper does not know what
    has come up.

    ## How to fix
    Point `aria-labelledby` to the heading of the window, or give it an `aria-label`. Shopify:
    Online Store > Themes > Edit code > sections and snippets. WooCommerce: the theme's template
    parts, or the plugin that draws it. Magento: the theme's .phtml files. BigCommerce: Storefront >
    Themes > Edit theme files. Salesforce Commerce Cloud: the templates of the storefront cartridge.

    ## What is not checked
    What opens only after a tap.
    """
    yield from broken_rules(axe, render, RULES)
