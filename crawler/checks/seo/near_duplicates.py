"""Products whose texts are nearly the same, found without comparing every pair."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

import numpy as np

from crawler.extract.likeness import BANDS, HASHES, likeness_of

LIKE = 0.9
"""Share of word triples in common. Screaming Frog's default for near duplicates, too."""
OWN_LIKE = 0.7
"""The same of what is left without the theme's text. Our own limit: a colour named twice in 60
words of one's own leaves 0.8 of them in common."""
_THEME, _THEME_SHARE = 20, 0.02
"""Text on more than so many products, and on more than this share of them, is the theme's: "In
stock", "Write a review". Measured on a shop of 780 products, where what its theme says of sold-out
ones stood on 36; a range rarely has more than 20 colours."""
_FEWEST = 4
"""Hashes of the products' own text below which nothing can be said of it."""
_BIGGEST = 1000
"""Pages of one bucket that are compared with its first one."""


def groups_of(prints: Iterable[tuple[str, str]]) -> list[list[str]]:
    """Groups of two and more URLs, each nearly like the first of its group; sorted."""
    known = dict(prints)
    theme = _Theme(known)
    leader: dict[str, str] = {}
    for part in BANDS:
        buckets: dict[str, list[str]] = defaultdict(list)
        for url, fingerprint in known.items():
            buckets[fingerprint[part]].append(url)
        for bucket in buckets.values():
            first = leader.get(bucket[0], bucket[0])
            for url in bucket[1:_BIGGEST]:
                if url in leader or url == first:
                    continue
                if likeness_of(known[first], known[url]) < LIKE:
                    continue
                if theme.own_likeness(first, url) >= OWN_LIKE:
                    leader[url] = first
                    leader[first] = first
    groups: dict[str, list[str]] = defaultdict(list)
    for url, first in leader.items():
        groups[first].append(url)
    return sorted(sorted(group) for group in groups.values() if len(group) > 1)


class _Theme:
    """What many products of a shop have in common; worked out when the first pair asks."""

    def __init__(self, prints: Mapping[str, str]) -> None:
        self._prints = prints
        self._row = {url: number for number, url in enumerate(prints)}
        self._hashes: np.ndarray | None = None
        self._common: np.ndarray

    def own_likeness(self, one: str, other: str) -> float:
        """Share of the text that is not the theme's which two products have in common."""
        if self._hashes is None:
            self._hashes, self._common = _columns(self._prints)
        first, second = self._row[one], self._row[other]
        same = self._hashes[first] == self._hashes[second]
        own = ~(same & self._common[first])
        return float((same & own).sum() / own.sum()) if own.sum() >= _FEWEST else 0.0


def _columns(prints: Mapping[str, str]) -> tuple[np.ndarray, np.ndarray]:
    """Hashes of all products, one a row, and which of them stand on so many that they are the
    theme's."""
    joined = "".join(prints.values()).encode()
    hashes = np.frombuffer(joined, dtype=f"S{len(joined) // (len(prints) * HASHES)}")
    hashes = hashes.reshape(len(prints), HASHES)
    most = max(_THEME, _THEME_SHARE * len(prints))
    common = np.empty(hashes.shape, dtype=bool)
    for column in range(HASHES):
        _, place, count = np.unique(hashes[:, column], return_inverse=True, return_counts=True)
        common[:, column] = count[place] > most
    return hashes, common
