"""Which pages to look at under the budget: money first, every kind represented."""

from collections.abc import Iterable
from itertools import chain, zip_longest
from urllib.parse import urlsplit

from crawler.config import WatchedProduct
from crawler.records import PageKind, PageRecord, PageState, PriceState

MOST_RIVAL_PAGES = 40
"""Rival pages looked at because their HTML shows no price. Our own limit."""


def choose_pages(
    pages: Iterable[PageRecord], own: str, products: tuple[WatchedProduct, ...], budget: int
) -> list[PageRecord]:
    """Pages to render, in order: home, watched products as listed, then other kinds in turn.

    Of the rivals only watched pages whose HTML holds no price, because they may need a script.
    """
    watched = {
        (site, url): rank
        for rank, product in enumerate(products)
        for site, url in product.urls.items()
    }
    home: list[PageRecord] = []
    first: list[PageRecord] = []
    rivals: list[PageRecord] = []
    kinds: dict[PageKind, list[PageRecord]] = {}
    for page in pages:
        if page.state is not PageState.OK:
            continue
        slim = page.model_copy(
            update={"structured": None, "images": None, "links": None, "outline": None}
        )
        if page.site != own:
            missing = page.offer is None or page.offer.state is PriceState.MISSING
            if (page.site, page.url) in watched and missing:
                rivals.append(slim)
        elif page.kind is PageKind.HOME:
            home.append(slim)
        elif (page.site, page.url) in watched:
            first.append(slim)
        else:
            kinds.setdefault(page.kind, []).append(slim)
    first.sort(key=lambda page: watched[page.site, page.url])
    for group in kinds.values():
        group.sort(key=lambda page: (page.depth is None, page.depth or 0, _plain(page.url)))
    order = sorted(kinds, key=_ORDER.index)
    mixed = chain.from_iterable(zip_longest(*(kinds[kind] for kind in order)))
    # Half the budget at most for watched products, so that categories and the rest are seen too.
    half = max(budget // 2, 1)
    rest = [page for page in mixed if page is not None]
    chosen = [*home, *first[:half], *rest, *first[half:]]
    return [*chosen[:budget], *rivals[:MOST_RIVAL_PAGES]]


_ORDER = [
    PageKind.CATEGORY,
    PageKind.PRODUCT,
    PageKind.SYSTEM,
    PageKind.CONTENT,
    PageKind.POLICY,
    PageKind.SEARCH,
    PageKind.OTHER,
    PageKind.HOME,
]


def _plain(url: str) -> tuple[int, str]:
    """Pages without parameters before those with."""
    return len(urlsplit(url).query), url
