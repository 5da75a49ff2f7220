"""seo/template-text-leak"""

from collections.abc import Iterator

from crawler.checks.api import check
from crawler.checks.seo.tags import (
    not_system,
)
from crawler.records import (
    OutlineFacts,
    PageRecord,
    Problem,
    Severity,
)


@check(
    Severity.ERROR,
    since="0.1",
    sources=("convention, not a Google rule: the list of template code and error texts is ours",),
    also=("Screaming Frog: Content: Lorem Ipsum Placeholder",),
)
def template_text_leak(page: PageRecord, outline: OutlineFacts) -> Iterator[Problem]:
    """Shoppers see template code or an error message

    ## Why it matters
    A piece of template code, filler text or a message of a program stands among the words of the
    page. It looks broken, costs trust, and is often on every page of its kind.

    ## How to fix
    Give the text and the page's address to whoever maintains the theme: a value is missing, or an
    app was removed and its code stayed. Shopify: Online Store > Themes > Edit code, search for the
    text. WooCommerce: Appearance > Theme File Editor, and WP_DEBUG_DISPLAY off in wp-config.php.
    Magento: the theme's templates, and production mode. BigCommerce: Storefront > Themes > Edit
    theme files, and Script Manager. Salesforce Commerce Cloud: the storefront cartridge and content
    assets.

    ## What is not checked
    Basket, account, checkout and search pages. Text in code samples. Braces on pages that a script
    fills in place (Vue, Angular, Alpine), and in what is hidden or named as an error message,
    template, pop-up or list of suggestions.
    """
    not_system(page)
    for leak in outline.template_leaks:
        yield Problem(
            message=f'The page shows "{leak[:160]}".',
            about=leak[:200],
            cause=f"text: {leak[:200]}",
            evidence={"found": leak},
        )
