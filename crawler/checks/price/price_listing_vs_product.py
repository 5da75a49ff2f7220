"""price/price-listing-vs-product"""

from collections.abc import Iterator

from crawler.checks.api import NotApplicable, check
from crawler.checks.index import SiteIndex
from crawler.checks.seo.addresses import shown
from crawler.records import Loss, Money, Problem, Severity


@check(
    Severity.ERROR,
    since="0.1",
    sources=("https://support.google.com/merchants/answer/6324371 (read 2026-11-23)",),
    costs=Loss.PRICE,
)
def price_listing_vs_product(index: SiteIndex) -> Iterator[Problem]:
    """A list shows another price than the product's own page

    ## Why it matters
    A shopper clicks on one price and is asked for another. Usually a cache was not cleared after
    prices changed; sometimes the list shows a price without tax.

    ## How to fix
    Clear the caches after changing prices, and let tile and page read the same field. Shopify: the
    theme's product card, `price` of the same variant. WooCommerce: WooCommerce > Status > Tools >
    Clear transients, then the page cache. Magento: System > Cache Management and the price index
    (`indexer:reindex`). BigCommerce: Storefront > Themes > Edit theme files,
    components/products/card.html. Salesforce Commerce Cloud: Administration > Sites > Manage Sites
    > Cache.

    ## What is not checked
    Tiles with a "from" price, a range, a price without tax or several prices that are not struck
    through; products whose variants have different prices; other currencies. A price that changed
    while the shop was walked: the list and the product are read minutes apart.
    """
    found: dict[str, list[tuple[str, Money, Money]]] = {}
    judged = False
    for page, url, shown_price, own in index.tile_prices():
        judged = True
        if shown_price.amount != own.amount:
            found.setdefault(url, []).append((page, shown_price, own))
    if not judged:
        raise NotApplicable
    for url, rows in found.items():
        page, tile, own = rows[0]
        more = f" and {len(rows) - 1} more" if len(rows) > 1 else ""
        yield Problem(
            page=url,
            message=f"The page asks for {own.amount} {own.currency}, the tile on"
            f" {shown(page, url)}{more} says {tile.amount} {tile.currency}.",
            cause=f"tiles on {shown(page, url)}",
            evidence={
                "page": str(own.amount),
                "tile": str(tile.amount),
                "currency": own.currency,
                "lists": [row[0] for row in rows[:20]],
            },
        )
