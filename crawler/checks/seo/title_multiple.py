"""seo/title-multiple"""

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
    sources=("https://developers.google.com/search/docs/appearance/title-link (read 2026-11-23)",),
    also=(
        "Screaming Frog: Page Titles: Multiple",
        "Ahrefs: Multiple title tags",
        "seonaut: Multiple title tags",
    ),
)
def title_multiple(page: PageRecord) -> Iterator[Problem]:
    """The page has several titles

    ## Why it matters
    The title is the headline of the search result. With several, the browser shows the first, and
    Google may take the one you did not mean.

    ## How to fix
    Keep one. Usually the theme and an SEO plugin both write a title: switch one of them off.
    Shopify: Online Store > Themes > Edit code > theme.liquid. WooCommerce: the theme's header.php
    and plugins that write into the head. Magento: Content > Design > Configuration > (store) > HTML
    Head, and the theme's layout files. BigCommerce: Storefront > Themes > Edit theme files, and
    Storefront > Script Manager. Salesforce Commerce Cloud: the htmlHead template of the storefront
    cartridge.

    ## What is not checked
    Basket, account, checkout and search pages. Titles of drawings (SVG), and titles in the body,
    which browsers ignore. On pages that scripts fill, the HTML that the server sent is judged.
    """
    not_system(page)
    head = as_served(page)
    titles = in_head(head.titles, head.title_places)
    if len(titles) > 1:
        named = " and ".join(f'"{text[:80]}"' for text in titles[:3])
        yield Problem(
            message=f"The head has {len(titles)} titles: {named}.",
            cause="several titles",
            evidence={"found": [text[:300] for text in titles[:10]]},
        )
