"""Which page of which shop shows which watched product, and why we think so."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from crawler.config import WatchedProduct


@dataclass(frozen=True, slots=True)
class Pair:
    """An own product and a competitor's page that shows the same one, from matches.csv."""

    site: str
    """Competitor's id."""
    url: str
    """Normalised."""
    own_url: str = ""
    """Normalised. It says which product is meant, and where products.csv has another address for
    that, `own_sku` does."""
    own_sku: str = ""
    own_name: str = ""
    """For a product that is not in products.csv."""
    kind: str = "confirmed"
    """accepted or confirmed, as QuoteRow.pair."""
    reasons: str = ""
    stale: bool = False
    """The address now shows another product."""


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
    """Its `urls` hold the pages of `links` as well."""
    links: tuple[Link, ...]
    """The own page first, then by site; at most one of each shop."""


def watches(
    products: Sequence[WatchedProduct], pairs: Iterable[Pair], own: str
) -> tuple[Watch, ...]:
    """Every watched product, in the order of products.csv, then those that only a pair names.

    What products.csv says of a shop goes before any pair, and of two pairs the first counts.
    `own` is the own shop's id.
    """
    found = {product.sku: product for product in products}
    by_url = {product.urls[own]: product.sku for product in products if own in product.urls}
    taken = {(site, url) for product in products for site, url in product.urls.items()}
    evidence: dict[tuple[str, str], Pair] = {}
    for pair in pairs:
        sku = by_url.get(pair.own_url) or (pair.own_sku if pair.own_sku in found else "")
        if not sku:
            sku = pair.own_sku or pair.own_url
            if not sku or not pair.own_url:
                continue  # nothing of ours to compare with
            found[sku] = WatchedProduct(sku, pair.own_name or sku, {own: pair.own_url})
            by_url[pair.own_url] = sku
        product = found[sku]
        if pair.site in product.urls or (pair.site, pair.url) in taken:
            continue
        found[sku] = replace(product, urls={**product.urls, pair.site: pair.url})
        taken.add((pair.site, pair.url))
        evidence[sku, pair.site] = pair
    return tuple(Watch(product, _links(product, evidence, own)) for product in found.values())


def pages_of(watched: Iterable[Watch]) -> frozenset[tuple[str, str]]:
    """Site and URL of every page of theirs."""
    return frozenset((link.site, link.url) for watch in watched for link in watch.links)


def _links(
    product: WatchedProduct, evidence: dict[tuple[str, str], Pair], own: str
) -> tuple[Link, ...]:
    links = []
    for site, url in product.urls.items():
        pair = evidence.get((product.sku, site))
        if pair is not None:
            links.append(Link(site, url, pair.kind, pair.reasons, pair.stale))
        else:
            links.append(Link(site, url, "own" if site == own else "listed"))
    return tuple(sorted(links, key=lambda link: (link.kind != "own", link.site)))
