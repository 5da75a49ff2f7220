"""access/heading-empty"""

from collections.abc import Iterator

from crawler.checks.access.findings import broken_rules
from crawler.checks.api import check
from crawler.records import AxeFacts, Problem, RenderFacts, Severity

RULES = {
    "empty-heading": "A heading holds no text",
}
"""Rules of axe-core and what they mean."""


@check(
    Severity.NOTICE,
    since="0.1",
    sources=("convention: WCAG 2.2 as axe-core 4.12 judges it; headings-and-labels",),
    also=("Lighthouse: empty-heading",),
)
def heading_empty(axe: AxeFacts, render: RenderFacts) -> Iterator[Problem]:
    """A heading is empty

    ## Why it matters
    People who use a screen reader jump from heading to heading, and land on nothing.

    ## How to fix
    Write the heading, or leave the element out when there is nothing to say. Shopify: Online Store
    > Pages, and the theme's sections. WooCommerce: the text of the page, and the theme's template
    parts. Magento: Content > Pages or Blocks, and the theme's .phtml files. BigCommerce: Storefront
    > Web Pages, and Storefront > Themes > Edit theme files. Salesforce Commerce Cloud: content
    assets, and the cartridge's templates.

    ## What is not checked
    Main headings of the HTML, see seo/h1-empty.
    """
    yield from broken_rules(axe, render, RULES)
