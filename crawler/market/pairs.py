"""Which page of which shop shows which watched product, and why we think so."""

from collections.abc import Iterable
from dataclasses import dataclass

from crawler.config import WatchedProduct


@dataclass(frozen=True, slots=True)
class Link:
    """A page on which a shop shows a watched product."""

    site: str
    url: str
    kind: str = "listed"
    """own, listed, accepted or confirmed."""
    reasons: str = ""
    stale: bool = False


@dataclass(frozen=True, slots=True)
class Watch:
    """A watched product with all its pages."""

    product: WatchedProduct
    links: tuple[Link, ...]
    """The own page first, then by site; at most one of each shop."""


def watches(products: Iterable[WatchedProduct], own: str) -> tuple[Watch, ...]:
    """The watched products with the reason of each page. `own` is the own shop's id."""
    return tuple(Watch(product, _links(product, own)) for product in products)


def pages_of(watched: Iterable[Watch]) -> frozenset[tuple[str, str]]:
    """Site and URL of every page of theirs."""
    return frozenset((link.site, link.url) for watch in watched for link in watch.links)


def _links(product: WatchedProduct, own: str) -> tuple[Link, ...]:
    links = []
    for site, url in product.urls.items():
        pair = product.pairs.get(site)
        if pair is not None:
            links.append(Link(site, url, pair.kind, pair.reasons, pair.stale))
        else:
            links.append(Link(site, url, "own" if site == own else "listed"))
    return tuple(sorted(links, key=lambda link: (link.kind != "own", link.site)))
