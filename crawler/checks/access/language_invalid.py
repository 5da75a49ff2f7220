"""access/language-invalid"""

from collections.abc import Iterator

from crawler.checks.access.findings import broken_rules
from crawler.checks.api import check
from crawler.records import AxeFacts, Problem, RenderFacts, Severity

RULES = {
    "valid-lang": "A part of the page names a language that does not exist",
    "html-xml-lang-mismatch": "The page names two languages",
}
"""Rules of axe-core and what they mean."""


@check(
    Severity.WARNING,
    since="0.1",
    sources=("convention: WCAG 2.2 as axe-core 4.12 judges it; language-of-parts",),
    also=("Lighthouse: valid-lang",),
)
def language_invalid(axe: AxeFacts, render: RenderFacts) -> Iterator[Problem]:
    """A part of the page names a language that does not exist

    ## Why it matters
    A screen reader chooses its voice by the language. With a wrong code it reads the words as if
    they were of another language.

    ## How to fix
    Write codes as in `en`, `de` or `fr-CA`. Shopify: Online Store > Themes > Edit code > sections
    and snippets. WooCommerce: the theme's template parts, or the plugin that draws it. Magento: the
    theme's .phtml files. BigCommerce: Storefront > Themes > Edit theme files. Salesforce Commerce
    Cloud: the templates of the storefront cartridge.

    ## What is not checked
    Whether the text is really in that language; the language of the whole page, see
    seo/html-lang-missing.
    """
    yield from broken_rules(axe, render, RULES)
