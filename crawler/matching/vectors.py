"""Sparse vectors of words and character n-grams, weighted by how rare they are in the lists."""

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

BUCKETS = 1 << 18
"""N-grams are hashed into so many columns, so that no vocabulary has to be kept. A few share one,
which adds noise to a cosine and nothing else."""


LEAST_ROWS = 1000
"""The lists that the model was trained on have 1,400 products and more."""


def word_counts(lists: Sequence[Iterable[str]], vocabulary: dict[str, int]) -> sparse.csr_array:
    """One row a list, 1 where it has the word. New words are added to the vocabulary."""
    columns: list[int] = []
    starts = [0]
    for one in lists:
        seen = {vocabulary.setdefault(word, len(vocabulary)) for word in one}
        columns.extend(seen)
        starts.append(len(columns))
    data = np.ones(len(columns), dtype=np.float32)
    return sparse.csr_array(
        (data, np.array(columns, dtype=np.int32), np.array(starts, dtype=np.int64)),
        shape=(len(lists), max(len(vocabulary), 1)),
    )


def gram_counts(texts: Sequence[str], sizes: tuple[int, ...] = (3, 4)) -> sparse.csr_array:
    """One row a text, how often each hashed n-gram of its bytes occurs."""
    encoded = [f" {text} ".encode("utf-8", "replace") for text in texts]
    raw = np.frombuffer(b"\x00".join(encoded) + b"\x00", dtype=np.uint8).astype(np.uint64)
    lengths = np.array([len(one) + 1 for one in encoded], dtype=np.int64)
    row_of = np.repeat(np.arange(len(texts), dtype=np.int64), lengths)
    rows: list[Ints] = []
    columns: list[Ints] = []
    for size in sizes:
        if len(raw) < size:
            continue
        code = np.zeros(len(raw) - size + 1, dtype=np.uint64)
        inside = np.ones(len(code), dtype=bool)
        for offset in range(size):
            part = raw[offset : offset + len(code)]
            code = code * np.uint64(257) + part
            inside &= part != 0
        code = (code * np.uint64(0x9E3779B97F4A7C15)) >> np.uint64(64 - 18)
        rows.append(row_of[: len(code)][inside])
        columns.append(code[inside].astype(np.int64))
    row = np.concatenate(rows) if rows else np.zeros(0, dtype=np.int64)
    column = np.concatenate(columns) if columns else np.zeros(0, dtype=np.int64)
    matrix = sparse.coo_array(
        (np.ones(len(row), dtype=np.float32), (row, column)), shape=(len(texts), BUCKETS)
    ).tocsr()
    matrix.sum_duplicates()
    return matrix


def rarity(*matrices: sparse.csr_array) -> Floats:
    """ln((1 + n) / (1 + n with it)) + 1 for each column, over the rows of all matrices.

    n is at least LEAST_ROWS: in a table of ten pairs a model's number would else seem as common as
    "black" is in a whole catalogue.
    """
    width = max(matrix.shape[1] for matrix in matrices)
    seen = np.zeros(width)
    for matrix in matrices:
        seen += np.bincount(matrix.indices, minlength=width)
    rows = max(sum(matrix.shape[0] for matrix in matrices), LEAST_ROWS)
    return np.asarray(np.log((1 + rows) / (1 + seen)) + 1, dtype=np.float32)


def widened(matrix: sparse.csr_array, width: int) -> sparse.csr_array:
    """The same with more, empty columns."""
    return sparse.csr_array(
        (matrix.data, matrix.indices, matrix.indptr), shape=(matrix.shape[0], width)
    )


def weighted(matrix: sparse.csr_array, weights: Floats, *, unit: bool) -> sparse.csr_array:
    """Each column times its weight; with `unit` every row has length 1."""
    data = matrix.data * weights[matrix.indices]
    if unit:
        counts = np.diff(matrix.indptr)
        row_of = np.repeat(np.arange(matrix.shape[0]), counts)
        length = np.sqrt(np.bincount(row_of, weights=data * data, minlength=matrix.shape[0]))
        data = data / np.maximum(length, 1e-9)[row_of]
    return sparse.csr_array(
        (data.astype(np.float32), matrix.indices, matrix.indptr), shape=matrix.shape
    )


def pair_dots(
    left: sparse.csr_array, right: sparse.csr_array, li: Ints, ri: Ints, chunk: int = 20_000
) -> Floats:
    """The dot product of the rows li[k] and ri[k], for each k."""
    found = np.zeros(len(li), dtype=np.float32)
    for start in range(0, len(li), chunk):
        part = slice(start, start + chunk)
        found[part] = left[li[part]].multiply(right[ri[part]]).sum(axis=1)
    return found
