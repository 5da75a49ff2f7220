"""The list of matches that a person reviews: new proposals beside what was decided before."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from crawler.config import WatchedProduct
from crawler.config.matches import ACCEPT, REJECT, MatchRow
from crawler.matching.catalogue import Link, match_lists
from crawler.matching.decide import State
from crawler.matching.goods import Goods, goods_of
from crawler.matching.model import Trained
from crawler.matching.stale import stale
from crawler.records import OfferRow, PriceState, Role

_NO_PRODUCT = frozenset({PriceState.NOT_PRODUCT, PriceState.NOT_SEEN, PriceState.BLOCKED})


@dataclass(frozen=True, slots=True)
class Shelf:
    """The products of one shop that were seen."""

    site: str
    rows: tuple[OfferRow, ...]
    goods: tuple[Goods, ...]
    places: Mapping[str, int]
    """Address to number."""


def shelves(
    offers: Iterable[OfferRow], products: Iterable[WatchedProduct] = ()
) -> tuple[Shelf, tuple[Shelf, ...]]:
    """Own products, and those of each competitor. products.csv fills in what own pages lack."""
    known = {url: product for product in products for url in product.urls.values()}
    rows: dict[str, list[OfferRow]] = {}
    own = ""
    for row in offers:
        if row.state not in _NO_PRODUCT and row.name:
            rows.setdefault(row.site, []).append(row)
            own = row.site if row.role == Role.OWN else own
    found = {site: _shelf(site, some, known if site == own else {}) for site, some in rows.items()}
    mine = found.pop(own, Shelf(own, (), (), {}))
    return mine, tuple(found[site] for site in sorted(found))


def review(
    own: Shelf,
    rivals: Sequence[Shelf],
    trained: Trained,
    *,
    products: Sequence[WatchedProduct] = (),
    before: Sequence[MatchRow] = (),
    names: Mapping[str, str] | None = None,
) -> tuple[MatchRow, ...]:
    """The new matches.csv: decided rows first, then proposals and confirmed pairs.

    Pairs of products.csv are not repeated. What was decided stays; what was not decided stays only
    while it is found, or while one of its pages was not seen. `names`: site id to the shop's name.
    """
    rows: list[MatchRow] = []
    for rival in rivals:
        mine = [row for row in before if row.competitor == rival.site]
        by_hand = _numbers(own, rival, ((row.own_url, row.url) for row in mine
                                        if row.decision == ACCEPT))  # fmt: skip
        listed = _numbers(own, rival, _listed(own.site, rival.site, products))
        links = match_lists(
            own.goods, rival.goods, trained,
            shop=(names or {}).get(rival.site, rival.site),
            accepted=by_hand | listed,
            never=_numbers(own, rival, ((row.own_url, row.url) for row in mine
                                        if row.decision == REJECT)),
        )  # fmt: skip
        known = {row.key: row for row in mine}
        fresh = {
            row.key: row
            for link in links
            if (link.left, link.right) not in listed
            for row in [_row(own, rival, link, known)]
        }
        rows += fresh.values()
        rows += [_kept(row, own, rival) for key, row in known.items()
                 if key not in fresh and _stays(row, own, rival)]  # fmt: skip
    sites = {rival.site for rival in rivals}
    rows += [replace(row, link="not seen") for row in before if row.competitor not in sites]
    return tuple(sorted(rows, key=_order))


def _shelf(site: str, rows: list[OfferRow], known: Mapping[str, WatchedProduct]) -> Shelf:
    goods = []
    for row in rows:
        one = goods_of(row)
        told = known.get(row.url)
        if told is not None:
            one = replace(one, brand=one.brand or told.brand, gtin=one.gtin or told.gtin,
                          mpn=one.mpn or told.mpn)  # fmt: skip
        goods.append(one)
    return Shelf(site, tuple(rows), tuple(goods), {row.url: n for n, row in enumerate(rows)})


def _listed(own: str, rival: str, products: Sequence[WatchedProduct]) -> Iterable[tuple[str, str]]:
    for product in products:
        if own in product.urls and rival in product.urls:
            yield product.urls[own], product.urls[rival]


def _numbers(own: Shelf, rival: Shelf, urls: Iterable[tuple[str, str]]) -> set[tuple[int, int]]:
    return {
        (own.places[a], rival.places[b]) for a, b in urls if a in own.places and b in rival.places
    }


def _row(
    own: Shelf, rival: Shelf, link: Link, known: Mapping[tuple[str, str, str], MatchRow]
) -> MatchRow:
    mine, other = own.rows[link.left], rival.rows[link.right]
    earlier = known.get((mine.url, rival.site, other.url), MatchRow())
    row = MatchRow(
        decision=earlier.decision,
        state=link.match.state,
        link="ok",
        own_sku=mine.watched or mine.sku or "",
        own_name=mine.name or "",
        own_price=_price(mine),
        own_url=mine.url,
        competitor=rival.site,
        name=other.name or "",
        price=_price(other),
        gtin=other.gtin or "",
        url=other.url,
        probability=f"{link.match.probability:.3f}",
        reasons=" ".join(link.match.reasons),
    )
    return _dated(row, earlier)


def _dated(row: MatchRow, earlier: MatchRow) -> MatchRow:
    """With the name that a decision was about: the one that stood in the row it was written into.

    A stale link counts no longer, whatever was decided.
    """
    if not row.decision:
        return row
    name = earlier.decided_name or earlier.name or row.name
    gtin = earlier.decided_gtin if earlier.decided_name else (earlier.gtin or row.gtin)
    row = replace(row, decided_name=name, decided_gtin=gtin)
    why = stale(name, gtin, row.name, row.gtin)
    if why and row.decision == ACCEPT:
        return replace(row, link="stale", state=State.PROPOSED, reasons=f"{why} Decide again.")
    return row


def _kept(row: MatchRow, own: Shelf, rival: Shelf) -> MatchRow:
    """A row without a link tonight: rejected, or one of its pages was not seen."""
    if row.url not in rival.places or row.own_url not in own.places:
        return replace(row, link="not seen")
    other = rival.rows[rival.places[row.url]]
    fresh = replace(
        row,
        name=other.name or "",
        price=_price(other),
        gtin=other.gtin or "",
        link="ok",
        state=State.REJECTED if row.decision == REJECT else row.state,
    )
    return _dated(fresh, row)


def _stays(row: MatchRow, own: Shelf, rival: Shelf) -> bool:
    seen = row.url in rival.places and row.own_url in own.places
    return bool(row.decision) or not seen


def _price(row: OfferRow) -> str:
    return f"{row.price} {row.currency or ''}".strip() if row.price else ""


def _order(row: MatchRow) -> tuple[bool, bool, bool, str, str, str]:
    """What waits for a person first: stale links, then proposals; then the rest by address."""
    waits = not row.decision and row.state == State.PROPOSED
    return (row.link != "stale", not waits, row.decision == REJECT, row.competitor,
            row.own_url, row.url)  # fmt: skip
