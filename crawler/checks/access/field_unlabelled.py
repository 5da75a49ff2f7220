"""access/field-unlabelled"""

from collections.abc import Iterator

from crawler.checks.access.findings import broken_rules
from crawler.checks.api import check
from crawler.records import AxeFacts, Problem, RenderFacts, Severity

RULES = {
    "label": "A form field has no label",
    "select-name": "A list to choose from has no label",
    "aria-input-field-name": "An element that acts as a form field has no label",
    "label-title-only": "A form field is named by a tooltip only",
    "form-field-multiple-labels": "A form field has several labels",
}
"""Rules of axe-core and what they mean."""


@check(
    Severity.ERROR,
    since="0.1",
    sources=("convention: WCAG 2.2 as axe-core 4.12 judges it; labels-or-instructions",),
    also=(
        "Lighthouse: label",
        "Lighthouse: select-name",
        "Lighthouse: form-field-multiple-labels",
    ),
)
def field_unlabelled(axe: AxeFacts, render: RenderFacts) -> Iterator[Problem]:
    """A form field has no label

    ## Why it matters
    A screen reader cannot say what to type, and a tap on the words beside the field does not reach
    it. Search, newsletter and quantity are the usual ones.

    ## How to fix
    Give each field a `<label for="...">`; where there is no room, an `aria-label`. Shopify: Online
    Store > Themes > Edit code > sections and snippets. WooCommerce: the theme's template parts, or
    the plugin that draws it. Magento: the theme's .phtml files. BigCommerce: Storefront > Themes >
    Edit theme files. Salesforce Commerce Cloud: the templates of the storefront cartridge.

    ## What is not checked
    Whether the label is understood; fields that are shown only after a tap.
    """
    yield from broken_rules(axe, render, RULES)
