"""seo/charset-missing"""

from collections.abc import Iterator

from crawler.checks.api import NotApplicable, check
from crawler.checks.seo.tags import (
    as_served,
    not_fragment,
    not_system,
)
from crawler.records import (
    PageRecord,
    Problem,
    Severity,
)


@check(
    Severity.NOTICE,
    since="0.1",
    sources=(
        "https://html.spec.whatwg.org/multipage/semantics.html#charset (read 2026-11-23)",
        "https://html.spec.whatwg.org/multipage/syntax.html#the-doctype (read 2026-11-23)",
    ),
    also=(
        "Semrush: Encoding not declared",
        "Lighthouse: charset",
        "squirrelscan: core/charset",
    ),
)
def charset_missing(page: PageRecord) -> Iterator[Problem]:
    """The page does not say how it is written

    ## Why it matters
    Without a declared encoding a browser guesses, and umlauts, accents and currency signs may come
    out broken. Without a doctype it shows the page by the rules of the nineties.

    ## How to fix
    Begin every page with `<!doctype html>` and put `<meta charset="utf-8">` first in the head.
    Shopify: Online Store > Themes > Edit code > theme.liquid. WooCommerce: the theme's header.php
    and plugins that write into the head. Magento: Content > Design > Configuration > (store) > HTML
    Head, and the theme's layout files. BigCommerce: Storefront > Themes > Edit theme files, and
    Storefront > Script Manager. Salesforce Commerce Cloud: the htmlHead template of the storefront
    cartridge.

    ## What is not checked
    Basket, account, checkout and search pages. Whether the declared encoding is the true one. An
    encoding that is declared by a byte order mark alone is not seen.
    Pieces of HTML that scripts ask for: no head, no body, no title.
    """
    not_system(page)
    not_fragment(as_served(page))
    source = as_served(page).source
    if source is None:
        raise NotApplicable
    if not source.charset:
        yield Problem(
            message="Neither the answer nor the start of the page names an encoding.",
            about="charset",
            cause="no encoding",
        )
    if not source.doctype:
        yield Problem(
            message="The page does not begin with a doctype.", about="doctype", cause="no doctype"
        )
