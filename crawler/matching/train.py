"""Trains the matcher and measures it: python -m crawler.matching.train CORPORA [OUT]

CORPORA holds <set>_train.csv and <set>_valid.csv. The same files and versions of the libraries give
the same model.
"""

import csv
import hashlib
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from crawler.matching import features
from crawler.matching.assign import runner_ups
from crawler.matching.catalogue import evidence
from crawler.matching.decide import State, decide
from crawler.matching.fit import (
    FOLDS,
    Fold,
    Labels,
    best_threshold,
    cross_tables,
    f1,
    first_models,
    folds_of,
    forest,
    out_of_fold,
    say,
    second_models,
    with_context,
)
from crawler.matching.model import PATH, Forest, Trained, write
from crawler.matching.scoring import Scores

SETS = ("abt-buy", "amazon-google", "walmart-amazon")
CONFIRM = 0.97
"""Calibrated probability from which a pair with a common number, a clear lead and no veto is
confirmed. Out of fold (2026-11-29) 908 of 909 such pairs are right at 0.97, 942 of 945 at 0.95; on
Amazon-Google, which has no article numbers, 5 of 5 and 7 of 8."""

Said = Sequence[NDArray[np.float64]]
Rows = list[dict[str, str]]


def train(folder: Path, names: Sequence[str] = SETS) -> Trained:
    """Fit on train and valid together, with what cross-validation and `valid` say of it."""
    loaded = {name: [load(folder, name, split) for split in ("train", "valid")] for name in names}
    everything = [
        ([*one[0][0], *one[1][0]], np.concatenate([one[0][1], one[1][1]]))
        for one in loaded.values()
    ]
    groups = [folds_of(rows, labels, FOLDS) for rows, labels in everything]
    said = out_of_fold(groups)
    threshold = _threshold(groups, said)
    scores: dict[str, Any] = {name: {} for name in names}
    for name, folds, one in zip(names, groups, said, strict=True):
        scores[name] = _measured(folds, one, threshold)
        others = [
            _threshold([[f for m, f in enumerate(g) if m != n] for g in groups],
                       [[p for m, p in enumerate(s) if m != n] for s in said])
            for n in range(FOLDS)
        ]  # fmt: skip
        hits = [p[f.at] >= t for f, p, t in zip(folds, one, others, strict=True)]
        labels = np.concatenate([fold.labels for fold in folds])
        scores[name]["f1_nested"] = round(f1(labels, np.concatenate(hits)), 4)
    _add_valid(scores, loaded)
    _add_apart(scores, dict(zip(names, everything, strict=True)), threshold)
    flat = [fold for group in groups for fold in group]
    tables = [table for group in cross_tables(groups) for table in group]
    return Trained(
        names=features.NAMES,
        first=forest(first_models(flat)),
        second=forest(second_models(flat, tables)),
        threshold=threshold,
        confirm=CONFIRM,
        scores=scores,
        corpora=_digest(folder, names),
    )


def load(folder: Path, name: str, split: str) -> tuple[Rows, Labels]:
    """Rows without their label, and the labels."""
    with (folder / f"{name}_{split}.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return rows, np.array([int(row.pop("label")) for row in rows], dtype=np.int64)


def _add_valid(scores: dict[str, Any], loaded: dict[str, list[tuple[Rows, Labels]]]) -> None:
    """`valid`, by models and a threshold that know `train` only."""
    groups = [folds_of(*one[0], FOLDS - 1) for one in loaded.values()]
    threshold = _threshold(groups, out_of_fold(groups))
    flat = [fold for group in groups for fold in group]
    tables = [table for group in cross_tables(groups) for table in group]
    first, second = first_models(flat), second_models(flat, tables)
    for name, one in loaded.items():
        folds = folds_of(*one[1], 1)
        found = [say(second, with_context(fold.field, first)) for fold in folds]
        scores[name]["valid"] = _measured(folds, found, threshold)


def _add_apart(
    scores: dict[str, Any], everything: dict[str, tuple[Rows, Labels]], threshold: float
) -> None:
    """Products that the models never saw in any pair."""
    groups = [folds_of(*one, FOLDS, apart=True) for one in everything.values()]
    for name, folds, found in zip(everything, groups, out_of_fold(groups), strict=True):
        scores[name]["unseen_products"] = _measured(folds, found, threshold)


def _threshold(groups: Sequence[Sequence[Fold]], said: Sequence[Said]) -> float:
    return best_threshold(
        [np.concatenate([fold.labels for fold in folds]) for folds in groups],
        [np.concatenate([p[fold.at] for fold, p in zip(folds, one, strict=True)])
         for folds, one in zip(groups, said, strict=True)],
    )  # fmt: skip


def _measured(folds: Sequence[Fold], said: Said, threshold: float) -> dict[str, Any]:
    """F1 of what is proposed or confirmed, precision and recall of what is confirmed."""
    nothing = Forest.from_data({name: [] for name in Forest.__dataclass_fields__})
    trained = Trained((), nothing, nothing, threshold, CONFIRM, {}, "")
    labels = np.concatenate([fold.labels for fold in folds])
    states: list[State] = []
    for fold, probability in zip(folds, said, strict=True):
        scores = Scores(fold.field, probability.astype(np.float32), trained.calibrated(probability))
        rivals = runner_ups(scores.probability, fold.field.li, fold.field.ri)
        states += [decide(evidence(scores, at, rivals), CONFIRM).state for at in fold.at.tolist()]
    named = np.array(states)
    confirmed = named == State.CONFIRMED
    positive = named != State.REJECTED
    right = int(labels[confirmed].sum())
    return {
        "f1": round(f1(labels, positive), 4),
        "precision": round(float(labels[positive].mean()), 4),
        "recall": round(float(labels[positive].sum() / labels.sum()), 4),
        "confirmed": int(confirmed.sum()),
        "confirmed_right": right,
        "confirmed_precision": round(right / max(int(confirmed.sum()), 1), 4),
        "confirmed_recall": round(right / int(labels.sum()), 4),
        "pairs": len(labels),
        "matches": int(labels.sum()),
    }


def _digest(folder: Path, names: Sequence[str]) -> str:
    whole = hashlib.sha256()
    for name in names:
        for split in ("train", "valid"):
            whole.update((folder / f"{name}_{split}.csv").read_bytes())
    return whole.hexdigest()


def main(arguments: Sequence[str]) -> None:
    """Train, write, and print what was measured."""
    if not arguments or not (Path(arguments[0]) / f"{SETS[0]}_train.csv").exists():
        sys.exit("usage: python -m crawler.matching.train CORPORA [OUT]; CORPORA has no pairs")
    trained = train(Path(arguments[0]))
    path = Path(arguments[1]) if len(arguments) > 1 else PATH
    write(trained, path)
    sys.stdout.write(json.dumps(trained.scores, indent=2) + "\n")
    sys.stdout.write(f"{path}: {path.stat().st_size:,} bytes, threshold {trained.threshold}\n")


if __name__ == "__main__":
    main(sys.argv[1:])
