"""access/refresh-timed"""

from collections.abc import Iterator

from crawler.checks.access.findings import broken_rules
from crawler.checks.api import check
from crawler.records import AxeFacts, Problem, RenderFacts, Severity

RULES = {
    "meta-refresh": "The page reloads or leaves by itself",
}
"""Rules of axe-core and what they mean."""


@check(
    Severity.ERROR,
    since="0.1",
    sources=("convention: WCAG 2.2 as axe-core 4.12 judges it; timing-adjustable",),
    also=("Lighthouse: meta-refresh",),
)
def refresh_timed(axe: AxeFacts, render: RenderFacts) -> Iterator[Problem]:
    """The page reloads or leaves by itself after a while

    ## Why it matters
    Who reads slowly loses the page, or what was typed into it.

    ## How to fix
    Remove `<meta http-equiv="refresh">` from the page's head; let a script fetch what must be new.
    Shopify: Online Store > Themes > Edit code > sections and snippets. WooCommerce: the theme's
    template parts, or the plugin that draws it. Magento: the theme's .phtml files. BigCommerce:
    Storefront > Themes > Edit theme files. Salesforce Commerce Cloud: the templates of the
    storefront cartridge.

    ## What is not checked
    Reloads by scripts. Pages that lead on at once, see links/redirect-meta-or-js.
    """
    yield from broken_rules(axe, render, RULES)
