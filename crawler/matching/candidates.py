"""For each product the few of the other list that are worth a close look."""

import numpy as np
from scipy import sparse

from crawler.matching.vectors import Floats, Ints

CHUNK = 500
"""Products looked up at once: 500 x 20,000 similarities are 40 MB."""
COMMON = 0.1
"""An n-gram that more than this share of the titles has tells none apart and is left out."""


def nearest(
    left: sparse.csr_array, right: sparse.csr_array, count: int, least: float = 0.05
) -> tuple[Ints, Ints, Floats]:
    """Rows of `left`, rows of `right` and their similarity: for each left row the `count` best.

    Rows have length 1. In the order of `left`, best first; pairs under `least` are left out.
    """
    other = _without_common(right).T.tocsr()
    lefts, rights, scores = [], [], []
    for start in range(0, left.shape[0], CHUNK):
        dense = (left[start : start + CHUNK] @ other).toarray()
        most = min(count, dense.shape[1])
        if most == 0:
            break
        best = np.argpartition(-dense, most - 1, axis=1)[:, :most]
        values = np.take_along_axis(dense, best, axis=1)
        order = np.lexsort((best, -values), axis=1)
        best, values = (np.take_along_axis(a, order, axis=1) for a in (best, values))
        keep = values >= least
        lefts.append(start + np.nonzero(keep)[0])
        rights.append(best[keep])
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
