"""access/landmark-unclear"""

from collections.abc import Iterator

from crawler.checks.access.findings import broken_rules
from crawler.checks.api import check
from crawler.records import AxeFacts, Problem, RenderFacts, Severity

RULES = {
    "landmark-one-main": "The page has no main part",
    "region": "Content stands outside of the marked parts of the page",
    "bypass": "There is no way past the header",
    "landmark-banner-is-top-level": "The header stands inside another part",
    "landmark-contentinfo-is-top-level": "The footer stands inside another part",
    "landmark-main-is-top-level": "The main part stands inside another part",
    "landmark-no-duplicate-banner": "The page has several headers",
    "landmark-no-duplicate-contentinfo": "The page has several footers",
    "landmark-no-duplicate-main": "The page has several main parts",
    "landmark-unique": "Two parts of the page have the same name",
}
"""Rules of axe-core and what they mean."""


@check(
    Severity.NOTICE,
    since="0.1",
    sources=("convention: WCAG 2.2 as axe-core 4.12 judges it; bypass-blocks",),
    also=(
        "Lighthouse: landmark-one-main",
        "Lighthouse: bypass",
    ),
)
def landmark_unclear(axe: AxeFacts, render: RenderFacts) -> Iterator[Problem]:
    """The parts of the page are not marked

    ## Why it matters
    Screen readers offer the parts of a page as a way around: header, menu, main part, footer.
    Without them every page is read from its beginning.

    ## How to fix
    Use `<header>`, `<nav>`, `<main>` and `<footer>` once each around what they hold, and name the
    menus with `aria-label`. Shopify: Online Store > Themes > Edit code > sections and snippets.
    WooCommerce: the theme's template parts, or the plugin that draws it. Magento: the theme's
    .phtml files. BigCommerce: Storefront > Themes > Edit theme files. Salesforce Commerce Cloud:
    the templates of the storefront cartridge.

    ## What is not checked
    Whether the parts hold what they say.
    """
    yield from broken_rules(axe, render, RULES)
