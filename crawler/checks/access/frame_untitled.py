"""access/frame-untitled"""

from collections.abc import Iterator

from crawler.checks.access.findings import broken_rules
from crawler.checks.api import check
from crawler.records import AxeFacts, Problem, RenderFacts, Severity

RULES = {
    "frame-title": "An embedded frame has no title",
    "frame-title-unique": "Several embedded frames have the same title",
}
"""Rules of axe-core and what they mean."""


@check(
    Severity.WARNING,
    since="0.1",
    sources=("convention: WCAG 2.2 as axe-core 4.12 judges it; name-role-value",),
    also=("Lighthouse: frame-title",),
)
def frame_untitled(axe: AxeFacts, render: RenderFacts) -> Iterator[Problem]:
    """An embedded frame has no title

    ## Why it matters
    Videos, maps and payment fields stand in frames. A screen reader says "frame" and nothing about
    what is in it.

    ## How to fix
    Give the `<iframe>` a `title` that says what it shows. Shopify: Online Store > Pages, and the
    theme's sections. WooCommerce: the text of the page, and the theme's template parts. Magento:
    Content > Pages or Blocks, and the theme's .phtml files. BigCommerce: Storefront > Web Pages,
    and Storefront > Themes > Edit theme files. Salesforce Commerce Cloud: content assets, and the
    cartridge's templates.

    ## What is not checked
    What stands inside frames.
    """
    yield from broken_rules(axe, render, RULES)
