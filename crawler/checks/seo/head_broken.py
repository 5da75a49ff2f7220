"""seo/head-broken"""

from collections.abc import Iterator

from crawler.checks.api import NotApplicable, check
from crawler.checks.seo.tags import (
    as_served,
    not_system,
)
from crawler.records import (
    PageRecord,
    Problem,
    Severity,
)

_READ = ("title", "canonical", "hreflang")


@check(
    Severity.ERROR,
    since="0.1",
    sources=(
        "https://developers.google.com/search/docs/crawling-indexing/valid-page-metadata"
        " (read 2026-11-23)",
    ),
    also=(
        "Screaming Frog: Validation: Invalid HTML Elements In <head>",
        "Screaming Frog: Validation: Multiple <head> Tags",
        "Screaming Frog: Validation: Missing <head> Tag",
    ),
)
def head_broken(page: PageRecord) -> Iterator[Problem]:
    """Something ends the head of the page too early

    ## Why it matters
    Title, canonical address and language versions count only in the head of a page. A picture, a
    frame or a piece of text among them ends the head, and Google does not read what comes after.

    ## How to fix
    Move the element that is named into the body, below `<body>`. It usually comes from a script or
    a tracking pixel that an app or a tag manager put in. Shopify: Online Store > Themes > Edit code
    > theme.liquid. WooCommerce: the theme's header.php and plugins that write into the head.
    Magento: Content > Design > Configuration > (store) > HTML Head, and the theme's layout files.
    BigCommerce: Storefront > Themes > Edit theme files, and Storefront > Script Manager. Salesforce
    Commerce Cloud: the htmlHead template of the storefront cartridge.

    ## What is not checked
    Basket, account, checkout and search pages. A picture in a `<noscript>`, as tracking pixels have
    it. Robots rules alone behind the element: Google reads them in the body too. A page without end
    tag of the head and without `<body>`, which HTML allows. On pages that scripts fill, the HTML
    that the server sent is judged.
    """
    not_system(page)
    source = as_served(page).source
    if source is None:
        raise NotApplicable
    lost = [name for name in source.lost if name in _READ]
    if source.broken_by and lost:
        what = "Text" if source.broken_by == "text" else f"The element <{source.broken_by}>"
        yield Problem(
            message=f"{what} ends the head too early; behind it: {', '.join(lost)}.",
            about=f"broken by {source.broken_by}",
            cause=f"head broken by {source.broken_by}",
            evidence={"snippet": source.snippet, "behind": list(source.lost)},
        )
    counts = {"head": source.heads, "body": source.bodies, "base": source.bases}
    for tag, count in counts.items():
        if count > 1:
            yield Problem(
                message=f"The page has {count} <{tag}> tags; only the first one counts.",
                about=f"several {tag}",
                cause=f"several {tag} tags",
                evidence={"found": count},
            )
