"""access/keyboard-blocked"""

from collections.abc import Iterator

from crawler.checks.access.findings import broken_rules
from crawler.checks.api import check
from crawler.records import AxeFacts, Problem, RenderFacts, Severity

RULES = {
    "scrollable-region-focusable": "A part that scrolls cannot be scrolled with the keyboard",
    "nested-interactive": "Something to tap stands inside something else to tap",
    "tabindex": "An element pushes itself to the front of the keyboard's order",
    "accesskeys": "Two elements have the same key",
    "skip-link": "The link past the header leads nowhere",
    "server-side-image-map": "An image map works with a mouse only",
}
"""Rules of axe-core and what they mean."""


@check(
    Severity.WARNING,
    since="0.1",
    sources=("convention: WCAG 2.2 as axe-core 4.12 judges it; keyboard",),
    also=(
        "Lighthouse: tabindex",
        "Lighthouse: accesskeys",
        "Lighthouse: skip-link",
    ),
)
def keyboard_blocked(axe: AxeFacts, render: RenderFacts) -> Iterator[Problem]:
    """Something cannot be used well with the keyboard

    ## Why it matters
    Shoppers who cannot use a finger or a mouse go through the page with the keyboard or a switch.

    ## How to fix
    Let scrolling parts have `tabindex="0"`, no `tabindex` above 0, and no button inside a link.
    Shopify: Online Store > Themes > Edit code > sections and snippets. WooCommerce: the theme's
    template parts, or the plugin that draws it. Magento: the theme's .phtml files. BigCommerce:
    Storefront > Themes > Edit theme files. Salesforce Commerce Cloud: the templates of the
    storefront cartridge.

    ## What is not checked
    Whether the focus can be seen, and what happens after a tap.
    """
    yield from broken_rules(axe, render, RULES)
