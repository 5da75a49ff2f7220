"""access/aria-invalid"""

from collections.abc import Iterator

from crawler.checks.access.findings import broken_rules
from crawler.checks.api import check
from crawler.records import AxeFacts, Problem, RenderFacts, Severity

RULES = {
    "aria-valid-attr": "An ARIA attribute does not exist",
    "aria-valid-attr-value": "An ARIA attribute has a value that does not work",
    "aria-allowed-attr": "An ARIA attribute is not allowed on its element",
    "aria-prohibited-attr": "A name is given to an element that cannot have one",
    "aria-conditional-attr": "An ARIA attribute contradicts its element",
    "aria-braille-equivalent": "A text for braille has no counterpart for speech",
}
"""Rules of axe-core and what they mean."""


@check(
    Severity.WARNING,
    since="0.1",
    sources=("convention: WCAG 2.2 as axe-core 4.12 judges it; name-role-value",),
    also=("Lighthouse: aria-valid-attr",),
)
def aria_invalid(axe: AxeFacts, render: RenderFacts) -> Iterator[Problem]:
    """An ARIA attribute is written wrongly

    ## Why it matters
    Screen readers leave out what they cannot understand: the name, the state or the value is
    missing.

    ## How to fix
    Check the attribute's spelling and value: `aria-expanded` is true or false, `aria-controls`
    names an id that exists. Shopify: Online Store > Themes > Edit code > sections and snippets.
    WooCommerce: the theme's template parts, or the plugin that draws it. Magento: the theme's
    .phtml files. BigCommerce: Storefront > Themes > Edit theme files. Salesforce Commerce Cloud:
    the templates of the storefront cartridge.

    ## What is not checked
    Whether the value is true, such as "expanded" for an open menu.
    """
    yield from broken_rules(axe, render, RULES)
