"""seo/description-multiple"""

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
    sources=("https://developers.google.com/search/docs/appearance/snippet (read 2026-11-23)",),
    also=(
        "Screaming Frog: Meta Description: Multiple",
        "Ahrefs: Multiple meta description tags",
        "seonaut: Multiple description meta tags",
    ),
)
def description_multiple(page: PageRecord) -> Iterator[Problem]:
    """The page has several descriptions for search results

    ## Why it matters
    The description is the text under the headline of a search result. With several, Google picks
    one or none, and it may be the old one.

    ## How to fix
    Keep one. Usually the theme and an SEO plugin both write it: switch one of them off. Shopify:
    Online Store > Themes > Edit code > theme.liquid. WooCommerce: the theme's header.php and
    plugins that write into the head. Magento: Content > Design > Configuration > (store) > HTML
    Head, and the theme's layout files. BigCommerce: Storefront > Themes > Edit theme files, and
    Storefront > Script Manager. Salesforce Commerce Cloud: the htmlHead template of the storefront
    cartridge.

    ## What is not checked
    Basket, account, checkout and search pages. Descriptions for social networks. On pages that
    scripts fill, the HTML that the server sent is judged.
    """
    not_system(page)
    head = as_served(page)
    found = in_head(head.descriptions, head.description_places)
    if len(found) > 1:
        yield Problem(
            message=f'The head has {len(found)} descriptions; the first one is "{found[0][:120]}".',
            cause="several descriptions",
            evidence={"found": [text[:300] for text in found[:10]]},
        )
