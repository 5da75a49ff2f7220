"""seo/title-placeholder"""

from collections.abc import Iterator

from crawler.checks.api import check
from crawler.checks.seo.placeholders import placeholder
from crawler.records import HeadFacts, Problem, Severity, SiteFacts


@check(
    Severity.ERROR,
    since="0.1",
    sources=(
        "https://developers.google.com/search/docs/appearance/title-link (read 2026-11-23)",
        "convention, not a Google rule: the list of placeholder texts is ours",
    ),
)
def title_placeholder(head: HeadFacts, site: SiteFacts) -> Iterator[Problem]:
    """The title is a placeholder

    ## Why it matters
    The title is the headline of the search result. "undefined" or a piece of template code there
    tells every shopper that something is broken, before they have seen the shop at all.

    ## How to fix
    A program failed to fill the title in: give the page's address to whoever maintains the theme.
    Until then write a title by hand. Shopify: Online Store > Themes > Edit code > theme.liquid, or
    Products > (product) > Search engine listing. WooCommerce: the SEO plugin's title templates.
    Magento: Content > Design > Configuration > (store) > HTML Head, or the product's Meta Title.
    BigCommerce: Storefront > Themes > Edit theme files, or Products > (product) > SEO. Salesforce
    Commerce Cloud: Merchant Tools > SEO > Page Meta Tag Rules.

    ## What is not checked
    Words that could be the name of a product ("Null", "New") unless they stand exactly as programs
    write them.
    """
    title = next((text for text in head.titles if text), "")
    found = placeholder(title, site.name)
    if found is None:
        return
    piece, kind = found
    yield Problem(
        message=f'The title "{title[:120]}" holds {kind}: "{piece}".',
        cause=f"placeholder: {piece}",
        evidence={"found": title[:300], "piece": piece},
    )
