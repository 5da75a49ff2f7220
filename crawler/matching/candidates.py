"""For each product the few of the other list that are worth a close look."""

from itertools import pairwise

import numpy as np
from scipy import sparse

from crawler.matching.vectors import Floats, Ints

CHUNK = 500
"""Products looked up at once, so that only a part of all similarities is in memory."""
COMMON = 0.1
"""An n-gram that more than this share of the titles has tells none apart and is left out."""


def nearest(
    left: sparse.csr_array, right: sparse.csr_array, count: int, least: float = 0.05
) -> tuple[Ints, Ints, Floats]:
    """Rows of `left`, rows of `right` and their similarity: for each left row the `count` best.

    Rows have length 1. In the order of `left`; pairs under `least` are left out.
    """
    other = _without_common(right).T.tocsr()
    lefts, rights, scores = [], [], []
    for start in range(0, left.shape[0], CHUNK):
        found = left[start : start + CHUNK] @ other
        for row, (begin, end) in enumerate(pairwise(found.indptr.tolist())):
            values, columns = found.data[begin:end], found.indices[begin:end]
            if len(values) > count:
                best = np.argpartition(-values, count - 1)[:count]
                values, columns = values[best], columns[best]
            keep = values >= least
            lefts.append(np.full(int(keep.sum()), start + row, dtype=np.int64))
            rights.append(columns[keep].astype(np.int64))
            scores.append(values[keep])
    if not lefts:
        return np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0, np.float32)
    return np.concatenate(lefts), np.concatenate(rights), np.concatenate(scores)


def _without_common(matrix: sparse.csr_array) -> sparse.csr_array:
    seen = np.bincount(matrix.indices, minlength=matrix.shape[1])
    common = seen > max(COMMON * matrix.shape[0], 50)
    data = np.where(common[matrix.indices], 0, matrix.data).astype(np.float32)
    thinner = sparse.csr_array((data, matrix.indices, matrix.indptr), shape=matrix.shape)
    thinner.eliminate_zeros()
    return thinner
