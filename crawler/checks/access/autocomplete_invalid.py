"""access/autocomplete-invalid"""

from collections.abc import Iterator

from crawler.checks.access.findings import broken_rules
from crawler.checks.api import check
from crawler.records import AxeFacts, Problem, RenderFacts, Severity

RULES = {
    "autocomplete-valid": "A form field has an `autocomplete` that does not exist",
}
"""Rules of axe-core and what they mean."""


@check(
    Severity.WARNING,
    since="0.1",
    sources=("convention: WCAG 2.2 as axe-core 4.12 judges it; identify-input-purpose",),
)
def autocomplete_invalid(axe: AxeFacts, render: RenderFacts) -> Iterator[Problem]:
    """A form field names its purpose wrongly

    ## Why it matters
    The phone offers to fill in name, address and card only for purposes that it knows. Shoppers who
    find typing hard depend on it.

    ## How to fix
    Use the words of the HTML standard: `email`, `tel`, `given-name`, `postal-code`, `cc-number`.
    Shopify: Online Store > Themes > Edit code > sections and snippets. WooCommerce: the theme's
    template parts, or the plugin that draws it. Magento: the theme's .phtml files. BigCommerce:
    Storefront > Themes > Edit theme files. Salesforce Commerce Cloud: the templates of the
    storefront cartridge.

    ## What is not checked
    Fields without `autocomplete`.
    """
    yield from broken_rules(axe, render, RULES)
