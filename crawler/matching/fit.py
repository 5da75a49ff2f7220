"""Fits the two models on labelled pairs. Needs scikit-learn, which Storewalk itself does not."""

from collections.abc import Iterable, Sequence
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
"""Each fold is held against itself alone, as the pairs of one file are: its context is made of its
own products. Four folds of train and valid are as large as the test split."""
SEED = 20261129
SETTINGS: dict[str, Any] = {
    "max_iter": 200, "learning_rate": 0.05, "max_leaf_nodes": 15, "min_samples_leaf": 10,
    "l2_regularization": 1.0, "max_features": 0.3, "early_stopping": False,
}  # fmt: skip
"""Chosen by cross-validation on train and valid; 8 and 24 leaves are within 0.5 points of F1."""
MEMBERS = 3
"""Boosted models in the second forest; they differ in the columns that each split may look at."""
Labels = NDArray[np.int64]
Models = Sequence[HistGradientBoostingClassifier]


@dataclass(frozen=True, slots=True)
class Fold:
    """Labelled pairs and the field that they stand in."""

    field: Field
    at: Ints
    """Where in the field each labelled pair stands."""
    labels: Labels


def folds_of(
    rows: Sequence[dict[str, str]], labels: Labels, count: int, *, apart: bool = False
) -> list[Fold]:
    """The rows in `count` parts, mixed by SEED.

    With `apart` no product of the left side stands in two parts, so that none is known already.
    """
    if apart:
        owner = pairs_of(rows).li
        part_of = np.random.default_rng(SEED).integers(0, count, int(owner.max()) + 1)[owner]
        parts = [np.flatnonzero(part_of == number) for number in range(count)]
    else:
        parts = np.array_split(np.random.default_rng(SEED).permutation(len(rows)), count)
    found = []
    for part in parts:
        pairs = pairs_of([rows[n] for n in part.tolist()])
        field = field_of(pairs.left, pairs.right, (pairs.li, pairs.ri))
        found.append(Fold(field, positions(field, pairs.li, pairs.ri), labels[part]))
    return found


def first_models(folds: Iterable[Fold]) -> Models:
    """Without context."""
    known = list(folds)
    table = np.concatenate([fold.field.table[fold.at] for fold in known])
    return fit_table(table, np.concatenate([fold.labels for fold in known]), 1)


def second_models(folds: Sequence[Fold], tables: Sequence[Floats]) -> Models:
    """With context."""
    table = np.concatenate([one[fold.at] for fold, one in zip(folds, tables, strict=True)])
    return fit_table(table, np.concatenate([fold.labels for fold in folds]), MEMBERS)


def cross_tables(groups: Sequence[Sequence[Fold]]) -> list[list[Floats]]:
    """Tables with context for each fold, by first models that did not see the fold.

    `groups` holds the folds of each corpus; the n-th folds of all are left out together.
    """
    tables: list[list[Floats]] = [[] for _ in groups]
    for number in range(len(groups[0])):
        rest = [fold for group in groups for n, fold in enumerate(group) if n != number]
        models = first_models(rest)
        for group, into in zip(groups, tables, strict=True):
            into.append(with_context(group[number].field, models))
    return tables


def with_context(field: Field, models: Models) -> Floats:
    """What the second model takes, for the whole field."""
    return second_table(field, say(models, field.table).astype(np.float32))


def out_of_fold(groups: Sequence[Sequence[Fold]]) -> list[list[NDArray[np.float64]]]:
    """What models that saw none of a fold say of its whole field, for each corpus and fold."""
    said: list[list[NDArray[np.float64]]] = [[] for _ in groups]
    for number in range(len(groups[0])):
        seen = [[fold for n, fold in enumerate(group) if n != number] for group in groups]
        tables = cross_tables(seen)
        flat = [fold for group in seen for fold in group]
        models = second_models(flat, [table for group in tables for table in group])
        first = first_models(flat)
        for group, into in zip(groups, said, strict=True):
            into.append(say(models, with_context(group[number].field, first)))
    return said


def say(models: Models, table: Floats) -> NDArray[np.float64]:
    """The mean of their probabilities."""
    return np.asarray(np.mean([model.predict_proba(table)[:, 1] for model in models], axis=0))


def f1(labels: Labels, positive: NDArray[np.bool_]) -> float:
    """Of 0 to 1."""
    hits = int((labels[positive] == 1).sum())
    return 2 * hits / max(int(positive.sum()) + int((labels == 1).sum()), 1)


def best_threshold(labels: Sequence[Labels], said: Sequence[NDArray[np.float64]]) -> float:
    """The one with the highest mean F1 over the corpora, smoothed over its neighbours."""
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
