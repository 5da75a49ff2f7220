"""access/button-nameless"""

from collections.abc import Iterator

from crawler.checks.access.findings import broken_rules
from crawler.checks.api import check
from crawler.records import AxeFacts, Problem, RenderFacts, Severity

RULES = {
    "button-name": "A button says nothing to a screen reader",
    "input-button-name": "A form's button has no text",
    "input-image-alt": "A picture that sends a form has no text",
    "summary-name": "What folds a text open has no name",
    "aria-command-name": "An element that acts as a button or link has no name",
    "aria-toggle-field-name": "A switch has no name",
    "aria-tab-name": "A tab has no name",
}
"""Rules of axe-core and what they mean."""


@check(
    Severity.ERROR,
    since="0.1",
    sources=("convention: WCAG 2.2 as axe-core 4.12 judges it; name-role-value",),
    also=(
        "Lighthouse: button-name",
        "Lighthouse: input-button-name",
        "Lighthouse: input-image-alt",
    ),
)
def button_nameless(axe: AxeFacts, render: RenderFacts) -> Iterator[Problem]:
    """A button has no name

    ## Why it matters
    A screen reader says only "button". Menu, search, basket and close are the usual ones, drawn as
    icons.

    ## How to fix
    Put a text into the button, or an `aria-label` that says what it does: `<button aria-label="Open
    basket">`. Shopify: Online Store > Themes > Edit code > sections and snippets. WooCommerce: the
    theme's template parts, or the plugin that draws it. Magento: the theme's .phtml files.
    BigCommerce: Storefront > Themes > Edit theme files. Salesforce Commerce Cloud: the templates of
    the storefront cartridge.

    ## What is not checked
    Whether the name is a good one.
    """
    yield from broken_rules(axe, render, RULES)
