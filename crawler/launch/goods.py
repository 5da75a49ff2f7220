"""What pages say of products: to machines by structured data, to shoppers by price and stock."""

from collections.abc import Iterator

from crawler.launch.scene import Scene, differs
from crawler.launch.sides import Seen, broken
from crawler.records import BUYABLE, OfferRow, PriceState, Severity
from crawler.records.launch import Difference
from crawler.records.launch_kinds import LaunchKind

PRODUCT_TYPES = frozenset({"Product", "ProductGroup"})
NUMBERS = frozenset({"sku", "mpn", "gtin", "gtin8", "gtin12", "gtin13", "gtin14", "productID"})
"""Properties by which Google knows a product."""
TOLD = frozenset({"price", "lowPrice", "highPrice", "availability"})
"""Properties that have a kind of their own."""
MOST_NAMED = 6
"""Properties named in one difference. Our own limit."""


def data_types(scene: Scene) -> Iterator[Difference]:
    """Types of structured data that live has and staging has not."""
    for live, staging in scene.pairs.compared:
        for name in sorted(live.types - staging.types):
            if name in PRODUCT_TYPES and staging.types & PRODUCT_TYPES:
                continue  # a product with variants became a group, or the other way round
            severity = Severity.ERROR if name in PRODUCT_TYPES else None
            yield differs(
                LaunchKind.DATA_LOST, live.url, staging.url,
                about=name, was=name, severity=severity,
            )  # fmt: skip


def data_values(scene: Scene) -> Iterator[Difference]:
    """Values of structured data that are missing or others, where the type is there."""
    for live, staging in scene.pairs.compared:
        changed = [
            (name, was, now)
            for name, was in live.data.items()
            if _type(name) in _types(staging)
            and _property(name) not in TOLD
            and was != (now := scene.hosts.as_live(staging.data.get(name, "")))
            and now != _at_home(scene, was)
        ]
        if not changed:
            continue
        numbers = any(_property(name) in NUMBERS for name, _, _ in changed)
        named = changed[:MOST_NAMED]
        yield differs(
            LaunchKind.DATA_CHANGED, live.url, staging.url,
            about=", ".join(name for name, _, _ in named),
            was="\n".join(was for _, was, _ in named),
            now="\n".join(now for _, _, now in named),
            severity=Severity.WARNING if numbers else None,
        )  # fmt: skip


def prices(scene: Scene) -> Iterator[Difference]:
    """Prices that are missing or others."""
    for live, staging, was, now in _offers(scene):
        if was.price is None:
            continue
        if now is None or now.state is PriceState.NOT_PRODUCT or now.price is None:
            if now is None or now.state not in _UNKNOWN:
                yield differs(
                    LaunchKind.PRICE_LOST, live.url, staging.url, about=was.name or "",
                    was=_money(was),
                )  # fmt: skip
        elif _money(was) != _money(now):
            yield differs(
                LaunchKind.PRICE_CHANGED, live.url, staging.url, about=was.name or "",
                was=_money(was), now=_money(now),
            )  # fmt: skip


def stock(scene: Scene) -> Iterator[Difference]:
    """Products with another stock than on live."""
    for live, staging, was, now in _offers(scene):
        if now is None or not was.availability or not now.availability:
            continue
        if was.availability == now.availability:
            continue
        lost = _buyable(was) and not _buyable(now)
        yield differs(
            LaunchKind.STOCK_LOST if lost else LaunchKind.STOCK_CHANGED, live.url, staging.url,
            about=was.name or "", was=was.availability, now=now.availability,
        )  # fmt: skip


def broken_pictures(scene: Scene) -> Iterator[Difference]:
    """Pictures of staging that are not there; those that are missing on live as well left out."""
    for url, target in scene.staging.pictures.items():
        live = scene.hosts.to_live(url)
        if not broken(target) or broken(scene.live.pictures.get(live)):
            continue
        page = target.sources[0].url if target.sources else ""
        yield differs(
            LaunchKind.PICTURE_BROKEN,
            scene.pairs.by_staging.get(page, ""),
            page,
            about=url,
            now=str(target.status or target.failure or target.state),
            pages=max(target.pages, 1),
        )


def bare_pages(scene: Scene) -> Iterator[Difference]:
    """Pages whose pictures are all gone."""
    for live, staging in scene.pairs.compared:
        if live.pictures and not staging.pictures:
            yield differs(
                LaunchKind.PICTURES_GONE, live.url, staging.url, was=str(live.pictures), now="0"
            )


_BUYABLE = frozenset(one.value for one in BUYABLE)
_UNKNOWN = frozenset({PriceState.BLOCKED, PriceState.NOT_SEEN})


def _offers(scene: Scene) -> Iterator[tuple[Seen, Seen, OfferRow, OfferRow | None]]:
    for live, staging in scene.pairs.compared:
        was = scene.live.offers.get(live.url)
        if was is not None:
            yield live, staging, was, scene.staging.offers.get(staging.url)


def _money(offer: OfferRow) -> str:
    return f"{offer.price} {offer.currency or ''}".strip()


def _buyable(offer: OfferRow) -> bool:
    return offer.availability in _BUYABLE


def _type(name: str) -> str:
    return name.partition(".")[0].partition("#")[0]


def _types(page: Seen) -> frozenset[str]:
    return frozenset(_type(name) for name in page.data)


def _property(name: str) -> str:
    return name.rpartition(".")[2].partition("#")[0]


def _at_home(scene: Scene, text: str) -> str:
    """A value that is the address of a live page, as the address of its new page."""
    staging = scene.pairs.by_live.get(text)
    return text if staging is None else scene.hosts.to_live(staging)
