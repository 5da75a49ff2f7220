"""Products whose texts are nearly the same, found without comparing every pair."""

from collections import defaultdict
from collections.abc import Iterable

from crawler.extract.likeness import BANDS, likeness_of

LIKE = 0.9
"""Share of word triples in common. Screaming Frog's default for near duplicates, too."""
_BIGGEST = 1000
"""Pages of one bucket that are compared with its first one."""


def groups_of(prints: Iterable[tuple[str, str]]) -> list[list[str]]:
    """Groups of two and more URLs, each nearly like the first of its group; sorted."""
    known = dict(prints)
    leader: dict[str, str] = {}
    for part in BANDS:
        buckets: dict[str, list[str]] = defaultdict(list)
        for url, fingerprint in known.items():
            buckets[fingerprint[part]].append(url)
        for bucket in buckets.values():
            first = leader.get(bucket[0], bucket[0])
            for url in bucket[1:_BIGGEST]:
                if url not in leader and url != first and _alike(known[first], known[url]):
                    leader[url] = first
                    leader[first] = first
    groups: dict[str, list[str]] = defaultdict(list)
    for url, first in leader.items():
        groups[first].append(url)
    return sorted(sorted(group) for group in groups.values() if len(group) > 1)


def _alike(one: str, other: str) -> bool:
    return likeness_of(one, other) >= LIKE
