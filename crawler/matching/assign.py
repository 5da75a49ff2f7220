"""One product of ours to one of a competitor's, at most: the best pairs, each with its rival."""

import numpy as np
from numpy.typing import NDArray

from crawler.matching.vectors import Floats, Ints


def runner_ups(probability: NDArray[np.float64], li: Ints, ri: Ints) -> NDArray[np.float64]:
    """For each pair the best other probability of its two products; NaN when there is none."""
    return np.fmax(_best_other(probability, li), _best_other(probability, ri))


def one_to_one(probability: NDArray[np.float64], li: Ints, ri: Ints, least: float) -> Ints:
    """Numbers of the pairs kept: greedily by probability, no product twice, none under `least`.

    Greedy and not the best sum: a sure pair is never given up for two doubtful ones.
    """
    taken_left: set[int] = set()
    taken_right: set[int] = set()
    kept = []
    for pair in np.lexsort((ri, li, -probability)).tolist():
        if probability[pair] < least:
            break
        left, right = int(li[pair]), int(ri[pair])
        if left in taken_left or right in taken_right:
            continue
        taken_left.add(left)
        taken_right.add(right)
        kept.append(pair)
    return np.array(sorted(kept), dtype=np.int64)


def _best_other(values: NDArray[np.float64], group: Ints) -> NDArray[np.float64]:
    order = np.lexsort((-values, group))
    groups, ordered = group[order], values[order]
    first = np.ones(len(order), dtype=bool)
    first[1:] = groups[1:] != groups[:-1]
    starts = np.flatnonzero(first)
    which = np.cumsum(first) - 1
    sizes = np.diff(np.append(starts, len(order)))
    second = np.where(sizes > 1, ordered[np.minimum(starts + 1, len(order) - 1)], np.nan)
    found = np.empty(len(order))
    found[order] = np.where(first, second[which], ordered[starts][which])
    return found


def lead(values: Floats, group: Ints, alone: float = 1.0) -> Floats:
    """How far each value is ahead of the best other one of its group; `alone` without others."""
    other = _best_other(values.astype(np.float64), group)
    return np.where(np.isnan(other), alone, values - other).astype(np.float32)
