"""seo/description-outside-head"""

from collections.abc import Iterator

from crawler.checks.api import check
from crawler.checks.seo.tags import (
    as_served,
    in_head,
    not_system,
)
from crawler.records import (
    PageRecord,
    Problem,
    Severity,
)


@check(
    Severity.WARNING,
    since="0.1",
    sources=(
        "https://developers.google.com/search/docs/appearance/snippet (read 2026-11-23)",
        "https://developers.google.com/search/docs/crawling-indexing/valid-page-metadata"
        " (read 2026-11-23)",
    ),
    also=(
        "Screaming Frog: Meta Description: Outside <head>",
        "seonaut: Pages with meta tags in the document's body",
        "squirrelscan: content/meta-in-body",
    ),
)
def description_outside_head(page: PageRecord) -> Iterator[Problem]:
    """The description for search results does not stand in the head

    ## Why it matters
    Google reads the description from the head of a page only. In the body it counts as missing, and
    the search result shows whatever Google finds instead.

    ## How to fix
    Move the tag between `<head>` and `</head>`. When it stands there already, something before it
    ends the head: see the check seo/head-broken. Shopify: Online Store > Themes > Edit code >
    theme.liquid. WooCommerce: the theme's header.php and plugins that write into the head. Magento:
    Content > Design > Configuration > (store) > HTML Head, and the theme's layout files.
    BigCommerce: Storefront > Themes > Edit theme files, and Storefront > Script Manager. Salesforce
    Commerce Cloud: the htmlHead template of the storefront cartridge.

    ## What is not checked
    Basket, account, checkout and search pages. A description in the body beside one in the head,
    which does no harm. On pages that scripts fill, the HTML that the server sent is judged.
    """
    not_system(page)
    head = as_served(page)
    if in_head(head.descriptions, head.description_places) or not any(head.descriptions):
        return
    text = next(text for text in head.descriptions if text)
    behind = head.source.broken_by if head.source else ""
    because = f", behind <{behind}>, which ends the head" if behind and behind != "text" else ""
    yield Problem(
        message=f'The description for search results "{text[:120]}" stands in the body{because}.',
        cause=f"description in the body{because}",
        evidence={"found": text[:300]},
    )
