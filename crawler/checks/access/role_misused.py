"""access/role-misused"""

from collections.abc import Iterator

from crawler.checks.access.findings import broken_rules
from crawler.checks.api import check
from crawler.records import AxeFacts, Problem, RenderFacts, Severity

RULES = {
    "aria-roles": "A role does not exist",
    "aria-allowed-role": "A role does not fit its element",
    "aria-deprecated-role": "A role is out of use",
    "aria-required-attr": "A role lacks an attribute that it needs",
    "aria-required-children": "A role lacks the parts that it must have",
    "aria-required-parent": "A role stands outside of what it belongs to",
    "presentation-role-conflict": "An element is called decoration and can be used",
    "aria-text": "A text that is read in one go holds something to tap",
}
"""Rules of axe-core and what they mean."""


@check(
    Severity.WARNING,
    since="0.1",
    sources=("convention: WCAG 2.2 as axe-core 4.12 judges it; name-role-value",),
    also=(
        "Lighthouse: aria-roles",
        "Lighthouse: aria-required-attr",
    ),
)
def role_misused(axe: AxeFacts, render: RenderFacts) -> Iterator[Problem]:
    """A role is used in a way that does not work

    ## Why it matters
    A role tells screen readers how an element is used. A wrong one makes them announce a list that
    has no entries, or a slider without a value.

    ## How to fix
    Use the HTML element that is meant (`button`, `ul`, `input`) and leave the role out; otherwise
    complete it as the ARIA pattern says. Shopify: Online Store > Themes > Edit code > sections and
    snippets. WooCommerce: the theme's template parts, or the plugin that draws it. Magento: the
    theme's .phtml files. BigCommerce: Storefront > Themes > Edit theme files. Salesforce Commerce
    Cloud: the templates of the storefront cartridge.

    ## What is not checked
    Whether the element works as its role promises.
    """
    yield from broken_rules(axe, render, RULES)
