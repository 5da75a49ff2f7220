"""Storewalk alone on a small and on a large shop: does its memory grow with the shop?"""

from collections.abc import Sequence

from tests.bench.install import Environment
from tests.bench.roster import contestants
from tests.bench.table import markdown
from tests.bench.walks import Walk, shop_to_walk, walk

SIZES = (2_000, 20_000)


def measure_memory(sizes: Sequence[int], limit_s: float) -> list[tuple[int, Walk]]:
    """(size of the shop, its walk) in the order of `sizes`."""
    own = next(one for one in contestants() if one.name == "storewalk")
    found: list[tuple[int, Walk]] = []
    for size in sizes:
        with shop_to_walk(size) as (shop, folder):
            found.append((size, walk(own, Environment(), shop, folder, limit_s)))
    return found


def memory_table(walks: Sequence[tuple[int, Walk]]) -> str:
    """One line a shop; growth is against the first."""
    first = walks[0][1].weight.peak_mb
    cells = [["shop", "peak MB", "growth", "pages/s", "CPU s / 1,000", "recall"]]
    for size, one in walks:
        peak = one.weight.peak_mb
        cells.append(
            [
                f"{size:,}",
                f"{peak:.0f}",
                f"{peak / first - 1:+.0%}",
                f"{one.pages / one.weight.wall_s:.1f}",
                f"{one.weight.cpu_s / one.pages * 1000:.1f}",
                f"{one.recall:.1%}",
            ]
        )
    return markdown(cells)
