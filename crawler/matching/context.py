"""How a pair stands among the other pairs of its two products: matching is one to one."""

import numpy as np

from crawler.matching import features
from crawler.matching.assign import lead
from crawler.matching.vectors import Floats, Ints

RANKED = ("word_cosine", "gram_cosine", "soft_left", "soft_right", "token_set", "price_ratio")
NAMES = (
    "first",
    *(f"{name}_{side}" for name in ("first", *RANKED) for side in ("lead_left", "lead_right")),
    "first_others",
)
"""`first` is what the first model says without context; a lead is the distance to the best other
pair of the same left (right) product, negative when that one is better."""


def context(table: Floats, first: Floats, li: Ints, ri: Ints) -> Floats:
    """One row a pair, one column a name of NAMES."""
    columns = [first, lead(first, li), lead(first, ri)]
    for name in RANKED:
        values = table[:, features.NAMES.index(name)]
        values = -values if name == "price_ratio" else values
        columns += [lead(values, li), lead(values, ri)]
    columns.append(others(first, li) + others(first, ri))
    return np.stack(columns, axis=1).astype(np.float32)


def others(values: Floats, group: Ints) -> Floats:
    """The sum of the other values of its group."""
    sums = np.bincount(group, weights=values)
    return (sums[group] - values).astype(np.float32)
