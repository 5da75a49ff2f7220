"""access/table-header-unclear"""

from collections.abc import Iterator

from crawler.checks.access.findings import broken_rules
from crawler.checks.api import check
from crawler.records import AxeFacts, Problem, RenderFacts, Severity

RULES = {
    "td-headers-attr": "A cell of a table names a header that is not there",
    "th-has-data-cells": "A header of a table has no cells",
    "empty-table-header": "A header of a table is empty",
    "scope-attr-valid": "A header of a table says its direction wrongly",
    "table-duplicate-name": "A table says the same in caption and summary",
}
"""Rules of axe-core and what they mean."""


@check(
    Severity.WARNING,
    since="0.1",
    sources=("convention: WCAG 2.2 as axe-core 4.12 judges it; info-and-relationships",),
    also=(
        "Lighthouse: td-headers-attr",
        "Lighthouse: th-has-data-cells",
    ),
)
def table_header_unclear(axe: AxeFacts, render: RenderFacts) -> Iterator[Problem]:
    """The headers of a table do not say what they belong to

    ## Why it matters
    Size tables are read cell by cell. Without its header a number says nothing.

    ## How to fix
    Use `<th scope="col">` or `<th scope="row">` with a text for each header. Shopify: Online Store
    > Pages, and the theme's sections. WooCommerce: the text of the page, and the theme's template
    parts. Magento: Content > Pages or Blocks, and the theme's .phtml files. BigCommerce: Storefront
    > Web Pages, and Storefront > Themes > Edit theme files. Salesforce Commerce Cloud: content
    assets, and the cartridge's templates.

    ## What is not checked
    Tables without any header.
    """
    yield from broken_rules(axe, render, RULES)
