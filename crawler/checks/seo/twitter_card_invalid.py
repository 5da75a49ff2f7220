"""seo/twitter-card-invalid"""

from collections.abc import Iterator

from crawler.checks.api import NotApplicable, check
from crawler.checks.seo.addresses import facets_of, is_later_page
from crawler.records import (
    MONEY_KINDS,
    HeadFacts,
    PageRecord,
    Problem,
    Severity,
)

_CARDS = frozenset({"summary", "summary_large_image", "player", "app"})


@check(
    Severity.NOTICE,
    since="0.1",
    kinds=MONEY_KINDS,
    sources=(
        "https://developer.x.com/en/docs/twitter-for-websites/cards/overview/markup"
        " (read 2026-11-23)",
    ),
    also=(
        "Ahrefs: X (Twitter) card missing",
        "Ahrefs: X (Twitter) card incomplete",
        "squirrelscan: core/twitter-cards",
    ),
)
def twitter_card_invalid(page: PageRecord, head: HeadFacts) -> Iterator[Problem]:
    """X has no valid card for the page

    ## Why it matters
    The tag twitter:card says how a link to the page looks on X, formerly Twitter. Without a valid
    one it may be a bare link, or a small card made from other tags.

    ## How to fix
    Print `<meta name="twitter:card" content="summary_large_image">`. Shopify: Online Store > Themes
    > Edit code > snippets/meta-tags.liquid; Online Store > Preferences > Social sharing image.
    WooCommerce: the SEO plugin's social settings. Magento: the theme's opengraph templates
    (Magento_Catalog). BigCommerce: Storefront > Themes > Edit theme files > components/common.
    Salesforce Commerce Cloud: Merchant Tools > SEO > Page Meta Tag Rules.

    ## What is not checked
    Pages other than home, categories and products; later pages and filters of a category. The other
    tags of the card.
    """
    if is_later_page(page.url) or facets_of(page.url):
        raise NotApplicable
    card = head.meta_value("twitter:card")
    if card is None:
        yield Problem(message="The page has no twitter:card.", cause="twitter:card missing")
    elif card.strip().lower() not in _CARDS:
        yield Problem(
            message=f'The twitter:card "{card[:60]}" is none that X knows.',
            cause=f"twitter:card {card[:60]}",
            evidence={"found": card[:200]},
        )
