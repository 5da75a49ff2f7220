"""mobile/paste-blocked"""

from collections.abc import Iterator

from crawler.checks.api import check
from crawler.checks.mobile.marked import called, marked, more
from crawler.records import FormFacts, Problem, Severity


@check(
    Severity.WARNING,
    since="0.1",
    sources=("Lighthouse 13.5, core/audits/paste-preventing-inputs.js (read 2026-11-23)",),
    also=("Lighthouse: paste-preventing-inputs",),
)
def paste_blocked(forms: FormFacts) -> Iterator[Problem]:
    """A field refuses pasted text

    ## Why it matters
    Passwords and codes come from a password manager or a message and are pasted. Where that is
    refused they are typed with thumbs, with mistakes.

    ## How to fix
    Remove the script that cancels the paste event (`onpaste="return false"`). Shopify: Settings >
    Checkout, and Online Store > Themes > Edit code for other forms. WooCommerce: the filter
    woocommerce_checkout_fields, or the form plugin. Magento: the theme's checkout_index_index.xml.
    BigCommerce: Storefront > Themes > Edit theme files. Salesforce Commerce Cloud: the form
    definitions and templates of the cartridge.

    ## What is not checked
    Fields other than those for e-mail, codes and passwords. Scripts that take the pasted text over
    themselves are fine.
    """
    if forms.paste_blocked:
        first = forms.paste_blocked.items[0]
        yield marked(
            forms.paste_blocked,
            "paste blocked",
            f"Nothing can be pasted into {called(first)}{more(forms.paste_blocked.count)}.",
        )
