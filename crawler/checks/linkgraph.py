"""Links between the pages of a shop: the way from the home page, and what links are worth."""

from array import array
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from crawler.records import LinkFacts

DAMPING = 0.85
"""S. Brin, L. Page, "The Anatomy of a Large-Scale Hypertextual Web Search Engine" (1998), 2.1.1."""
ROUNDS = 30
"""0.85 to the power of 30 is below 0.01: what a further round would change is below one percent."""
MOST_REDIRECTS = 10
"""Googlebot follows ten: Google, HTTP status codes and network errors (read 2026-11-23)."""
_NOBODY = -1

_Numbers = npt.NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a page stands among the others."""

    url: str
    depth: int | None
    """Fewest clicks from the home page. None: no way of followed links leads there."""
    before: str | None
    """The page before it on that way."""
    links_in: int
    """Pages that link to it, itself left out."""
    shelves: int
    """Those of them on which shoppers look for products: home, categories and products."""
    value: float
    """Internal PageRank, where 1 is the average page."""


class LinkGraph:
    """Takes in pages one by one; 100 links of a page take 400 bytes."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._pages = array("i")
        self._targets = array("i")
        self._ends = array("q")
        self._shelves = array("i")
        self._moved: dict[int, int] = {}

    def add(
        self,
        url: str,
        links: LinkFacts | None,
        moved_to: str | None = None,
        *,
        shelf: bool = False,
    ) -> None:
        """A page that answered, with its links; or an address that redirects."""
        number = self._number(url)
        if moved_to is not None:
            self._moved[number] = self._number(moved_to)
            return
        self._pages.append(number)
        if shelf:
            self._shelves.append(number)
        self._targets.extend({self._number(target) for target in _followed(links)})
        self._ends.append(len(self._targets))

    def places(self, home: str) -> Iterator[Place]:
        """Every page, in the order in which they were added."""
        size = len(self._numbers)
        pages = np.frombuffer(self._pages, dtype=np.int32)
        if not len(pages):
            return
        rows, targets = self._links(size, pages)
        depths, before = _ways(size, rows, targets, self._numbers.get(home, _NOBODY))
        kept = np.zeros(size, dtype=bool)
        kept[pages] = True
        rows, targets = rows[kept[targets]], targets[kept[targets]]
        others = targets != rows
        incoming = np.bincount(targets[others], minlength=size)
        shelf = np.zeros(size, dtype=bool)
        shelf[np.frombuffer(self._shelves, dtype=np.int32)] = True
        shelved = np.bincount(targets[others & shelf[rows]], minlength=size)
        values = _pagerank(pages, rows, targets, size)
        urls = list(self._numbers)
        for number in pages.tolist():
            yield Place(
                url=urls[number],
                depth=int(depths[number]) if depths[number] >= 0 else None,
                before=urls[before[number]] if before[number] >= 0 else None,
                links_in=int(incoming[number]),
                shelves=int(shelved[number]),
                value=round(float(values[number]), 3),
            )

    def _number(self, url: str) -> int:
        return self._numbers.setdefault(url, len(self._numbers))

    def _links(self, size: int, pages: _Numbers) -> tuple[_Numbers, _Numbers]:
        """Source and target of every link, redirects followed to where they end."""
        ends = np.frombuffer(self._ends, dtype=np.int64)
        rows = np.repeat(pages, np.diff(ends, prepend=0))
        end_of = np.arange(size, dtype=np.int32)
        for number, following in self._moved.items():
            end_of[number] = following
        for _ in range(MOST_REDIRECTS - 1):
            end_of = end_of[end_of]
        return rows, end_of[np.frombuffer(self._targets, dtype=np.int32)]


def _followed(links: LinkFacts | None) -> Iterator[str]:
    for link in links.links if links else ():
        if link.url and link.tag in ("a", "area") and "nofollow" not in link.rel:
            yield link.url


def _ways(size: int, rows: _Numbers, targets: _Numbers, home: int) -> tuple[_Numbers, _Numbers]:
    """Depth of each number and the number before it, -1 where there is none."""
    depths = np.full(size, _NOBODY, dtype=np.int32)
    before = np.full(size, _NOBODY, dtype=np.int32)
    if home == _NOBODY:
        return depths, before
    order = np.argsort(rows, kind="stable")
    starts = np.searchsorted(rows[order], np.arange(size + 1))
    sorted_targets = targets[order]
    depths[home] = 0
    level = [home]
    while level:
        following: list[int] = []
        for number in level:
            near = sorted_targets[starts[number] : starts[number + 1]]
            new = near[depths[near] < 0]
            depths[new] = depths[number] + 1
            before[new] = number
            following += np.unique(new).tolist()
        level = following
    return depths, before


def _pagerank(
    pages: _Numbers, rows: _Numbers, targets: _Numbers, size: int
) -> npt.NDArray[np.float64]:
    """PageRank over the pages; its mean over them is 1. Dead ends give to all alike."""
    outgoing = np.bincount(rows, minlength=size)
    ranks = np.zeros(size)
    ranks[pages] = 1.0
    dead = pages[outgoing[pages] == 0]
    share = np.divide(1.0, outgoing, out=np.zeros(size), where=outgoing > 0)
    for _ in range(ROUNDS):
        given = np.bincount(targets, weights=(ranks * share)[rows], minlength=size)
        spread = ranks[dead].sum() / len(pages)
        ranks[pages] = (1 - DAMPING) + DAMPING * (given[pages] + spread)
    return ranks
