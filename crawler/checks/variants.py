"""Prices of variants: what a product's page says of each, and what the variant's own page asks.

A part of the index: rows go in while pages stream by.
"""

import sqlite3
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple
from urllib.parse import urljoin

from crawler.records import (
    Confidence,
    OfferFacts,
    OfferSource,
    PageKind,
    PageRecord,
    PageState,
    PriceType,
    RenderState,
    normalise_url,
)

_SCHEMA = """
CREATE TABLE variant (site TEXT, page TEXT, url TEXT, amount TEXT, currency TEXT);
CREATE INDEX variant_url ON variant (site, url);
CREATE TABLE asked (
    site TEXT, url TEXT, amount TEXT, currency TEXT, rendered INTEGER, PRIMARY KEY (site, url)
) WITHOUT ROWID;
"""

_VISIBLE = frozenset({OfferSource.PLATFORM, OfferSource.DOM, OfferSource.RENDERED})


class VariantPrice(NamedTuple):
    """A variant with an address of its own that was fetched."""

    page: str
    """Whose structured data speaks of the variant."""
    url: str
    """The variant's own page."""
    said: Decimal
    """By the structured data of `page`."""
    asked: Decimal
    """By the variant's own page."""
    currency: str
    rendered: bool
    """Whether the browser read `asked`; else the server's HTML says so."""
    page_asks: Decimal | None
    """What `page` itself asks. None: not known for certain."""
    own_data: Decimal | None
    """What the data of the variant's own page says of it, where it holds all variants."""


class VariantTable:
    """The two tables, in the file of the index."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection
        self._db.executescript(_SCHEMA)

    def add(self, page: PageRecord) -> None:
        """Take in one page; only products with a certain price leave a trace."""
        if page.state is not PageState.OK or page.kind is not PageKind.PRODUCT:
            return
        render = page.render
        seen = render.offer if render is not None and render.state is RenderState.OK else None
        for offer, rendered in ((seen, True), (page.offer, False)):
            if offer is not None and offer.price is not None and _is_certain(offer):
                amount, currency = str(offer.price.amount), offer.price.currency
                row = (page.site, page.url, amount, currency, rendered)
                self._db.execute("INSERT OR REPLACE INTO asked VALUES (?,?,?,?,?)", row)
                break
        rows = ((page.site, page.url, *variant) for variant in _variants(page))
        self._db.executemany("INSERT INTO variant VALUES (?,?,?,?,?)", rows)

    def prices(self, site: str) -> Iterator[VariantPrice]:
        """Every variant of which both prices are known in one currency, by its address."""
        query = (
            "SELECT v.page, v.url, v.amount, a.amount, v.currency, a.rendered, p.amount, s.amount"
            " FROM variant v JOIN asked a ON a.site = v.site AND a.url = v.url"
            " AND a.currency = v.currency"
            " LEFT JOIN asked p ON p.site = v.site AND p.url = v.page AND p.currency = v.currency"
            " LEFT JOIN variant s ON s.site = v.site AND s.url = v.url AND s.page = v.url"
            " WHERE v.site = ? AND v.page != v.url ORDER BY v.url, v.page"
        )
        for page, url, said, asked, currency, rendered, *rest in self._db.execute(query, (site,)):
            others = (Decimal(amount) if amount is not None else None for amount in rest)
            yield VariantPrice(
                page, url, Decimal(said), Decimal(asked), currency, bool(rendered), *others
            )


def _is_certain(offer: OfferFacts) -> bool:
    """Whether the price is beyond doubt that of the variant shown; of several, the visible one."""
    if offer.confidence is Confidence.CONFLICTING or offer.tax_included is False:
        return False
    return offer.price_low == offer.price_high or any(
        sighting.source in _VISIBLE
        and sighting.type is PriceType.CURRENT
        and offer.price is not None
        and sighting.amount == offer.price.amount
        for sighting in offer.candidates
    )


def _variants(page: PageRecord) -> Iterator[tuple[str, str, str]]:
    """Address, amount and currency of variants with an address that no other one has."""
    offer = page.offer
    if offer is None or len(offer.variants) < 2:
        return
    found: dict[str, set[tuple[str, str]]] = {}
    for variant in offer.variants:
        url = _address(page.url, variant.url or "")
        if url and variant.price is not None and variant.price.currency is not None:
            price = (str(variant.price.amount), variant.price.currency)
            found.setdefault(url, set()).add(price)
    for url, prices in found.items():
        # One address for all sizes is the product's own; it says nothing of any of them.
        if len(found) > 1 and len(prices) == 1:
            yield (url, *prices.pop())


def _address(base: str, written: str) -> str:
    try:
        return normalise_url(urljoin(base, written)) if written else ""
    except ValueError:
        return ""
