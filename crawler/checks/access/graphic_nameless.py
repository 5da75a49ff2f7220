"""access/graphic-nameless"""

from collections.abc import Iterator

from crawler.checks.access.findings import broken_rules
from crawler.checks.api import check
from crawler.records import AxeFacts, Problem, RenderFacts, Severity

RULES = {
    "role-img-alt": "An element that stands for a picture has no text",
    "svg-img-alt": "A drawing (SVG) has no text",
    "object-alt": "An embedded object has no text",
    "image-redundant-alt": "A picture repeats the text beside it",
}
"""Rules of axe-core and what they mean."""


@check(
    Severity.WARNING,
    since="0.1",
    sources=("convention: WCAG 2.2 as axe-core 4.12 judges it; non-text-content",),
    also=("Lighthouse: object-alt",),
)
def graphic_nameless(axe: AxeFacts, render: RenderFacts) -> Iterator[Problem]:
    """A drawing has no text for people who cannot see it

    ## Why it matters
    Stars of a rating, badges and icons carry a meaning that a screen reader cannot say.

    ## How to fix
    Give it an `aria-label` ("4.5 of 5 stars"), or `aria-hidden="true"` where the text beside it
    says the same. Shopify: Online Store > Themes > Edit code > sections and snippets. WooCommerce:
    the theme's template parts, or the plugin that draws it. Magento: the theme's .phtml files.
    BigCommerce: Storefront > Themes > Edit theme files. Salesforce Commerce Cloud: the templates of
    the storefront cartridge.

    ## What is not checked
    Pictures (`<img>`), see images/image-alt-missing.
    """
    yield from broken_rules(axe, render, RULES)
