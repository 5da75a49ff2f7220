"""Which pages to look at under the budget: money first, every template, and in time every page."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain, islice, zip_longest
from urllib.parse import urlsplit
from zlib import crc32

from crawler.config import WatchedProduct
from crawler.extract.templates import Built, templates_of
from crawler.records import (
    MONEY_KINDS,
    LookReason,
    LooksBefore,
    PageKind,
    PageRecord,
    PageState,
    PriceState,
)

MOST_RIVAL_PAGES = 40
"""Rival pages looked at because their HTML shows no price. Our own limit."""
SHARES = {
    LookReason.WATCHED: 2,
    LookReason.TEMPLATE: 2,
    LookReason.FLAGGED: 4,
    LookReason.CHANGED: 4,
}
"""A reason gets at most one such part of the budget while another still waits; what is left over
goes to who comes next. Our own rule: no reason may keep the rotation from ever coming round."""
ROTATION = 10
"""One such part of the budget, at least, is for pages that were not looked at for the longest."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """A page to look at."""

    page: PageRecord
    """Without what is large: structured data, pictures, links, outline."""
    reason: LookReason
    template: str = ""
    """Empty: a page of its own."""


@dataclass(frozen=True, slots=True)
class _Known:
    page: PageRecord
    shape: str


def choose_pages(
    pages: Iterable[PageRecord],
    own: str,
    products: tuple[WatchedProduct, ...],
    budget: int,
    *,
    before: LooksBefore | None = None,
    per_template: int = 3,
) -> list[Chosen]:
    """Pages to render, each once, with the reason; the order is that of the reasons.

    Of the rivals only watched pages whose HTML holds no price, because they may need a script.
    """
    before = before or LooksBefore()
    watched = {
        (site, url): rank
        for rank, product in enumerate(products)
        for site, url in product.urls.items()
    }
    known: list[_Known] = []
    rivals: list[PageRecord] = []
    for page in pages:
        if page.state is not PageState.OK:
            continue
        slim = page.model_copy(
            update={"structured": None, "images": None, "links": None, "outline": None}
        )
        if page.site == own:
            known.append(_Known(slim, page.outline.shape if page.outline else ""))
        elif (page.site, page.url) in watched and (
            page.offer is None or page.offer.state is PriceState.MISSING
        ):
            rivals.append(slim)
    templates = templates_of(Built(one.page.url, one.page.kind, one.shape) for one in known)
    queues = _queues([one.page for one in known], watched, templates, before, per_template)
    chosen = _filled(queues, budget)
    named = [Chosen(page, reason, templates.get(page.url, "")) for page, reason in chosen]
    return [*named, *(Chosen(page, LookReason.RIVAL) for page in rivals[:MOST_RIVAL_PAGES])]


def _queues(
    own: list[PageRecord],
    watched: Mapping[tuple[str, str], int],
    templates: Mapping[str, str],
    before: LooksBefore,
    per_template: int,
) -> dict[LookReason, list[PageRecord]]:
    """The pages that each reason asks for, in its order; a page may stand in several."""
    listed = [page for page in own if (page.site, page.url) in watched]
    listed.sort(key=lambda page: watched[page.site, page.url])
    by_turn = sorted(own, key=lambda page: _turn(page, before))
    return {
        LookReason.HOME: [page for page in own if page.kind is PageKind.HOME],
        LookReason.WATCHED: listed,
        LookReason.TEMPLATE: list(_of_templates(own, templates, per_template)),
        LookReason.FLAGGED: [page for page in by_turn if page.url in before.flagged],
        LookReason.CHANGED: [page for page in by_turn if page.url in before.changed],
        LookReason.ROTATION: by_turn,
    }


def _filled(
    queues: Mapping[LookReason, list[PageRecord]], budget: int
) -> list[tuple[PageRecord, LookReason]]:
    """The first pages of each queue within its share, then what is left over in the same order."""
    taken: dict[str, tuple[PageRecord, LookReason]] = {}
    kept = budget // ROTATION
    shares = {reason: max(budget // part, 1) for reason, part in SHARES.items()}
    shares[LookReason.ROTATION] = kept
    for late in (False, True):
        for reason, pages in queues.items():
            mine = late or reason is LookReason.ROTATION
            room = (budget if mine else budget - kept) - len(taken)
            part = room if late else min(room, shares.get(reason, budget))
            fresh = (page for page in pages if page.url not in taken)
            for page in list(islice(fresh, max(part, 0))):
                taken[page.url] = (page, reason)
    order = list(LookReason)
    return sorted(taken.values(), key=lambda item: order.index(item[1]))


def _of_templates(
    own: Iterable[PageRecord], templates: Mapping[str, str], each: int
) -> Iterator[PageRecord]:
    """The first page of every template, then every second one ... Templates of money pages first.

    A page of its own is a template of one. The same pages stand for a template every night, so that
    their pictures can be compared.
    """
    groups: dict[str, list[PageRecord]] = {}
    for page in own:
        if page.kind is not PageKind.HOME:
            groups.setdefault(templates.get(page.url) or page.url, []).append(page)
    for group in groups.values():
        group.sort(key=lambda page: (page.depth is None, page.depth or 0, *_plain(page.url)))
    order = sorted(groups.values(), key=lambda group: (_rank(group[0]), -len(group), group[0].url))
    rounds = zip_longest(*(group[:each] for group in order))
    return (page for page in chain.from_iterable(rounds) if page is not None)


def _turn(page: PageRecord, before: LooksBefore) -> tuple[str, int, int]:
    """Never looked at first, then the longest ago; money pages before others, else mixed evenly."""
    return (before.last.get(page.url, ""), _rank(page), crc32(page.url.encode()))


def _rank(page: PageRecord) -> int:
    return 0 if page.kind in MONEY_KINDS else 1


def _plain(url: str) -> tuple[int, str]:
    """Pages without parameters before those with."""
    return len(urlsplit(url).query), url
