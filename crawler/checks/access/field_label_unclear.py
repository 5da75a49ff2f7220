"""access/field-label-unclear"""

from collections.abc import Iterator

from crawler.checks.access.findings import broken_rules
from crawler.checks.api import check
from crawler.records import AxeFacts, Problem, RenderFacts, Severity

RULES = {
    "aria-input-field-name": "An element that acts as a form field has no label",
    "label-title-only": "A form field is named by a tooltip only",
    "form-field-multiple-labels": "A form field has several labels",
}
"""Rules of axe-core and what they mean."""


@check(
    Severity.WARNING,
    since="0.1",
    sources=("convention: WCAG 2.2 as axe-core 4.12 judges it; labels-or-instructions",),
    also=("Lighthouse: form-field-multiple-labels",),
)
def field_label_unclear(axe: AxeFacts, render: RenderFacts) -> Iterator[Problem]:
    """A form field has several labels, or none that shows

    ## Why it matters
    A screen reader cannot say what to type, and a tap on the words beside the field does not reach
    it. Fields that a theme draws itself are the usual ones.

    ## How to fix
    Give each field a `<label for="...">`; where there is no room, an `aria-label`. Shopify: Online
    Store > Themes > Edit code > sections and snippets. WooCommerce: the theme's template parts, or
    the plugin that draws it. Magento: the theme's .phtml files. BigCommerce: Storefront > Themes >
    Edit theme files. Salesforce Commerce Cloud: the templates of the storefront cartridge.

    ## What is not checked
    Ordinary fields without any label (mobile/field-unlabelled); whether a label is understood.
    """
    yield from broken_rules(axe, render, RULES)
