"""What a journey buys: a product that the shop says is in stock, and the lists that show it."""

import re
from collections.abc import Iterable

from crawler.config import Config, WatchedProduct
from crawler.journeys.trip import Target
from crawler.records import (
    BUYABLE,
    PageKind,
    PageRecord,
    PageState,
    RunDir,
    normalise_url,
)

MOST_PRODUCTS, MOST_CATEGORIES = 2000, 20
"""Addresses handed to the browser to recognise lists by. Our own limits."""
MOST_WORDS = 4
"""Of a product's name in a search: a shopper types few."""


def goal_of(config: Config, products: tuple[WatchedProduct, ...], run: RunDir) -> Target | None:
    """The product to buy. None: the walk saw none that can be bought, or not the one named."""
    own = config.store.id
    found: list[PageRecord] = []
    lists: list[PageRecord] = []
    for page in run.pages():
        if page.site != own or page.state is not PageState.OK:
            continue
        slim = page.model_copy(
            update={"structured": None, "images": None, "outline": None, "listings": ()}
        )
        if page.kind is PageKind.PRODUCT:
            found.append(slim)
        elif page.kind is PageKind.CATEGORY:
            lists.append(slim)
    chosen = _named(config.journeys.product, found, products, own)
    if chosen is None and not config.journeys.product:
        chosen = _in_stock(found, products, own)
    if chosen is None:
        return None
    name = (chosen.offer.name if chosen.offer else None) or ""
    showing = _showing(run, chosen.url, {page.key for page in lists})
    lists.sort(key=lambda page: (page.key not in showing, page.depth or 99, page.url))
    return Target(
        url=chosen.url,
        name=name,
        words=config.journeys.search_words or search_words(name),
        categories=tuple(page.url for page in lists[:MOST_CATEGORIES]),
        products=tuple(page.url for page in found[:MOST_PRODUCTS]),
    )


def search_words(name: str) -> str:
    """What a shopper types to find a product: the first words of its name, up to a comma."""
    head = re.split(r"[,;(|–—]| - ", name)[0]
    words = re.findall(r"[^\W_][\w'’\-]*", head) or re.findall(r"[^\W_]\w*", name)
    return " ".join(words[:MOST_WORDS])


def _named(
    wanted: str, pages: Iterable[PageRecord], products: tuple[WatchedProduct, ...], own: str
) -> PageRecord | None:
    if not wanted:
        return None
    address = next((item.urls.get(own) for item in products if item.sku == wanted), None)
    if address is None and "://" in wanted:
        address = normalise_url(wanted)
    for page in pages:
        if page.url == address or (page.offer and page.offer.sku == wanted):
            return page
    return None


def _in_stock(
    pages: list[PageRecord], products: tuple[WatchedProduct, ...], own: str
) -> PageRecord | None:
    """The first watched product in stock, else the plainest product with a price."""
    watched = {url: rank for rank, item in enumerate(products) if (url := item.urls.get(own))}

    def rank(page: PageRecord) -> tuple[int, int, int, str]:
        said = page.offer.availability if page.offer else None
        variants = len(page.offer.variants) if page.offer else 0
        return (said is None, watched.get(page.url, len(watched)), variants, page.url)

    fit = [
        page
        for page in pages
        if page.offer
        and page.offer.price
        and (page.offer.availability is None or page.offer.availability in BUYABLE)
    ]
    return min(fit, key=rank, default=None)


def _showing(run: RunDir, product: str, lists: set[str]) -> set[str]:
    """Keys of the lists that link to a product."""
    return {
        line.key
        for line in run.links()
        if line.key in lists and any(link.url == product for link in line.links.links)
    }
