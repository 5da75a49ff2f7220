"""Fits the two models on labelled pairs. Needs scikit-learn, which Storewalk itself does not."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.ensemble import HistGradientBoostingClassifier

from crawler.matching.model import Forest
from crawler.matching.pairs import pairs_of
from crawler.matching.scoring import Field, field_of, positions, second_table
from crawler.matching.vectors import Floats, Ints

FOLDS = 4
"""Four parts of train and valid are as large as the test splits of the corpora."""
SEED = 20261129
SETTINGS: dict[str, Any] = {
    "max_iter": 200, "learning_rate": 0.05, "max_leaf_nodes": 15, "min_samples_leaf": 10,
    "l2_regularization": 1.0, "max_features": 0.3, "early_stopping": False,
}  # fmt: skip
"""Small trees and few: 23,000 pairs of three corpora are little. A convention, not searched for."""
REPEATS = 2
"""Ways of cutting the pairs into parts: the second model sees each pair in several contexts."""
MEMBERS = 3
"""Boosted models in the second forest; they differ in the columns that each split may look at."""
Labels = NDArray[np.int64]
Models = Sequence[HistGradientBoostingClassifier]


@dataclass(frozen=True, slots=True)
class Lesson:
    """Labelled pairs of one corpus."""

    rows: Sequence[dict[str, str]]
    labels: Labels

    def without(self, part: Ints) -> "Lesson":
        """All pairs but those."""
        kept = np.setdiff1d(np.arange(len(self.rows)), part)
        return Lesson([self.rows[n] for n in kept.tolist()], self.labels[kept])


@dataclass(frozen=True, slots=True)
class Fold:
    """Labelled pairs and the field that they stand in."""

    field: Field
    at: Ints
    """Where in the field each labelled pair stands."""
    labels: Labels
    part: Ints
    """Their numbers in the lesson."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A fold and what models say of its whole field."""

    fold: Fold
    said: NDArray[np.float64]

    @property
    def asked(self) -> NDArray[np.float64]:
        """Of the labelled pairs."""
        return self.said[self.fold.at]


def folds_of(lesson: Lesson, count: int, *, seed: int = SEED, apart: bool = False) -> list[Fold]:
    """The pairs in `count` parts, each with its own field.

    With `apart` no product of the left side stands in two parts, so that none is known already.
    """
    chance = np.random.default_rng(seed)
    if apart:
        owner = pairs_of(lesson.rows).li
        part_of = chance.integers(0, count, int(owner.max()) + 1)[owner]
        parts = [np.flatnonzero(part_of == number) for number in range(count)]
    else:
        parts = np.array_split(chance.permutation(len(lesson.rows)), count)
    return [_fold(lesson, part) for part in parts]


def _fold(lesson: Lesson, part: Ints) -> Fold:
    pairs = pairs_of([lesson.rows[n] for n in part.tolist()])
    field = field_of(pairs.left, pairs.right, (pairs.li, pairs.ri))
    return Fold(field, positions(field, pairs.li, pairs.ri), lesson.labels[part], part)


def fit_both(lessons: Sequence[Lesson], count: int) -> tuple[Models, Models]:
    """The first and the second models, from parts of the lessons in REPEATS ways.

    A part is held against itself alone, as the pairs of one file are: its context is made of its
    own products. What the first model says of a part comes from models that did not see it.
    """
    tables, labels, plain, plain_labels = [], [], [], []
    for repeat in range(REPEATS):
        groups = [folds_of(lesson, count, seed=SEED + repeat) for lesson in lessons]
        for number in range(count):
            rest = [f for group in groups for n, f in enumerate(group) if n != number]
            models = fit_table(*_stacked(rest), 1)
            for group in groups:
                fold = group[number]
                tables.append(with_context(fold.field, models)[fold.at])
                labels.append(fold.labels)
        if repeat == 0:
            table, known = _stacked([fold for group in groups for fold in group])
            plain.append(table)
            plain_labels.append(known)
    first = fit_table(np.concatenate(plain), np.concatenate(plain_labels), 1)
    second = fit_table(np.concatenate(tables), np.concatenate(labels), MEMBERS)
    return first, second


def with_context(field: Field, first: Models) -> Floats:
    """What the second model takes, for the whole field."""
    return second_table(field, say(first, field.table).astype(np.float32))


def out_of_fold(
    lessons: Sequence[Lesson], count: int, *, apart: bool = False
) -> list[list[Judged]]:
    """Every part of every lesson as models see it that saw none of its pairs."""
    groups = [folds_of(lesson, count, apart=apart) for lesson in lessons]
    judged: list[list[Judged]] = [[] for _ in lessons]
    for number in range(count):
        rest = [
            lesson.without(group[number].part)
            for lesson, group in zip(lessons, groups, strict=True)
        ]
        first, second = fit_both(rest, count - 1)
        for group, into in zip(groups, judged, strict=True):
            fold = group[number]
            into.append(Judged(fold, say(second, with_context(fold.field, first))))
    return judged


def _stacked(folds: Sequence[Fold]) -> tuple[Floats, Labels]:
    return (
        np.concatenate([fold.field.table[fold.at] for fold in folds]),
        np.concatenate([fold.labels for fold in folds]),
    )


def say(models: Models, table: Floats) -> NDArray[np.float64]:
    """The mean of their probabilities."""
    return np.asarray(np.mean([model.predict_proba(table)[:, 1] for model in models], axis=0))


def f1(labels: Labels, positive: NDArray[np.bool_]) -> float:
    """Of 0 to 1."""
    hits = int((labels[positive] == 1).sum())
    return 2 * hits / max(int(positive.sum()) + int((labels == 1).sum()), 1)


def best_threshold(judged: Sequence[Sequence[Judged]]) -> float:
    """The one with the highest mean F1 over the corpora, smoothed over its neighbours."""
    labels = [np.concatenate([one.fold.labels for one in group]) for group in judged]
    said = [np.concatenate([one.asked for one in group]) for group in judged]
    steps = np.arange(0.1, 0.9, 0.01)
    means = [np.mean([f1(y, p >= step) for y, p in zip(labels, said, strict=True)])
             for step in steps]  # fmt: skip
    smooth = np.convolve(np.pad(means, 3, mode="edge"), np.ones(7) / 7, mode="valid")
    return round(float(steps[int(smooth.argmax())]), 2)


def forest(models: Models) -> Forest:
    """The trees of fitted models as plain arrays."""
    roots, members, columns = [], [], []
    size = 0
    for member, model in enumerate(models):
        for (tree,) in model._predictors:
            nodes = tree.nodes
            leaf = nodes["is_leaf"].astype(bool)
            roots.append(size)
            members.append(member)
            columns.append((
                np.where(leaf, -1, nodes["feature_idx"]),
                np.where(leaf, 0.0, nodes["num_threshold"]),
                np.where(leaf, 0, nodes["left"] + size),
                np.where(leaf, 0, nodes["right"] + size),
                np.where(leaf, nodes["value"], 0.0),
            ))  # fmt: skip
            size += len(nodes)
    feature, threshold, left, right, value = (
        np.concatenate(part) for part in zip(*columns, strict=True)
    )
    return Forest(
        roots=np.array(roots, dtype=np.int32),
        members=np.array(members, dtype=np.int32),
        starts=np.array([float(model._baseline_prediction.ravel()[0]) for model in models]),
        feature=feature.astype(np.int32),
        threshold=threshold.astype(np.float64),
        left=left.astype(np.int32),
        right=right.astype(np.int32),
        value=value.astype(np.float64),
    )


def fit_table(table: Floats, labels: Labels, members: int) -> Models:
    """So many boosted models, which differ in their seed."""
    return [
        HistGradientBoostingClassifier(random_state=SEED + member, **SETTINGS).fit(table, labels)
        for member in range(members)
    ]
