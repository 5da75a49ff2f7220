"""Probabilities for pairs: features, the first model, the context, the second model."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from crawler.matching import context
from crawler.matching.candidates import nearest
from crawler.matching.features import Comparison, comparison, features
from crawler.matching.goods import Goods
from crawler.matching.model import Trained
from crawler.matching.vectors import Floats, Ints

NEAREST = 5
"""Candidates for each product in both directions. Our notes say ten in one direction; five in
both cost half and also find what only one side ranks high."""


@dataclass(frozen=True, slots=True)
class Field:
    """The pairs that are looked at, with their features."""

    both: Comparison
    li: Ints
    ri: Ints
    table: Floats
    """One row a pair, one column a name of `features.NAMES`."""


@dataclass(frozen=True, slots=True)
class Scores:
    """A field with what the model says."""

    field: Field
    first: Floats
    """Probability without context."""
    probability: NDArray[np.float64]
    """Calibrated: 0.5 and above is proposed."""


def field_of(
    left: Sequence[Goods],
    right: Sequence[Goods],
    listed: tuple[Ints, Ints] | None = None,
    count: int = NEAREST,
) -> Field:
    """The listed pairs and each product's nearest ones: what a pair competes with.

    Without competitors a pair cannot be known to be the best of its two products, so they are
    looked up in the two lists even where only some pairs are asked for.
    """
    both = comparison(left, right)
    forth = nearest(both.left.grams, both.right.grams, count)
    back = nearest(both.right.grams, both.left.grams, count)
    wide = max(len(right), 1)
    keys = [forth[0] * wide + forth[1], back[1] * wide + back[0]]
    if listed is not None:
        keys.append(listed[0] * wide + listed[1])
    pairs = np.unique(np.concatenate(keys))
    li, ri = pairs // wide, pairs % wide
    return Field(both, li, ri, features(both, li, ri))


def positions(field: Field, li: Ints, ri: Ints) -> Ints:
    """Where in the field the listed pairs stand."""
    wide = max(len(field.both.right.goods), 1)
    return np.searchsorted(field.li * wide + field.ri, li * wide + ri)


def score(field: Field, trained: Trained) -> Scores:
    """What the model says of every pair of the field."""
    first = trained.first.probability(field.table).astype(np.float32)
    whole = second_table(field, first)
    return Scores(field, first, trained.calibrated(trained.second.probability(whole)))


def second_table(field: Field, first: Floats) -> Floats:
    """Features and context: what the second model takes."""
    return np.concatenate(
        [field.table, context.context(field.table, first, field.li, field.ri)], axis=1
    )
