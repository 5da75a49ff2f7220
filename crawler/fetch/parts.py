"""Which parts of a divided walk are walked here."""

from dataclasses import dataclass
from zlib import crc32

ALL = frozenset({1})


@dataclass(frozen=True, slots=True)
class Parts:
    """Some of `of` parts: the own shop by address, every other shop whole, by its host.

    A host that is not ours is asked by one part only, so that its pace is kept.
    """

    of: int = 1
    mine: frozenset[int] = ALL
    together: int = 1
    """Parts that walk at the same time, and so share the pace to the own shop."""
    final: bool = True
    """Whether the walk ends here. False: the parts are merged, and links are probed then."""

    @classmethod
    def one(cls, number: int, of: int, together: int | None = None) -> "Parts":
        """Part 2 of 4. All walk at the same time unless `together` says how many do."""
        return cls(of, frozenset({number}), min(together or of, of), final=of == 1)

    @classmethod
    def all_but(cls, lost: frozenset[int], of: int) -> "Parts":
        """What goes on after a merge: no address of a part that is lost is asked for."""
        return cls(of, frozenset(range(1, of + 1)) - lost)

    def has(self, url: str) -> bool:
        """Whether an address of the own shop is asked for here."""
        return self.of == 1 or _part_of(url, self.of) in self.mine

    def has_host(self, host: str) -> bool:
        """Whether another shop is walked here; with and without www it is the same host."""
        return self.part_of_host(host) in self.mine

    def part_of_host(self, host: str) -> int:
        """The one part that walks a host."""
        return _part_of(host.removeprefix("www."), self.of)

    def share_of(self, pages: int) -> int:
        """What these parts may take of a number of pages, rounded up."""
        return -(-pages * len(self.mine) // self.of)

    @property
    def share_of_time(self) -> float:
        """How much of the time of a whole walk these parts have, 0 to 1."""
        return min(1.0, len(self.mine) * self.together / self.of)


def _part_of(text: str, of: int) -> int:
    return crc32(text.encode()) % of + 1


WHOLE = Parts()
"""A walk that is not divided."""
