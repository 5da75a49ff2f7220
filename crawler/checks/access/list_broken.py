"""access/list-broken"""

from collections.abc import Iterator

from crawler.checks.access.findings import broken_rules
from crawler.checks.api import check
from crawler.records import AxeFacts, Problem, RenderFacts, Severity

RULES = {
    "list": "A list holds something that is no entry",
    "listitem": "An entry stands outside of a list",
    "definition-list": "A list of terms holds something else",
    "dlitem": "A term stands outside of its list",
}
"""Rules of axe-core and what they mean."""


@check(
    Severity.WARNING,
    since="0.1",
    sources=("convention: WCAG 2.2 as axe-core 4.12 judges it; info-and-relationships",),
    also=(
        "Lighthouse: list",
        "Lighthouse: listitem",
        "Lighthouse: definition-list",
        "Lighthouse: dlitem",
    ),
)
def list_broken(axe: AxeFacts, render: RenderFacts) -> Iterator[Problem]:
    """A list holds what is no entry of it

    ## Why it matters
    A screen reader says how many entries a list has. It counts wrongly, or does not say that there
    is a list.

    ## How to fix
    Put only `<li>` directly into `<ul>` and `<ol>`, only `<dt>` and `<dd>` into `<dl>`. Shopify:
    Online Store > Themes > Edit code > sections and snippets. WooCommerce: the theme's template
    parts, or the plugin that draws it. Magento: the theme's .phtml files. BigCommerce: Storefront >
    Themes > Edit theme files. Salesforce Commerce Cloud: the templates of the storefront cartridge.

    ## What is not checked
    Lists that are drawn with other elements.
    """
    yield from broken_rules(axe, render, RULES)
