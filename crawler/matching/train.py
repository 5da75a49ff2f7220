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
    Judged,
    Lesson,
    best_threshold,
    f1,
    fit_both,
    folds_of,
    forest,
    out_of_fold,
    say,
    with_context,
)
from crawler.matching.model import PATH, Trained, calibrated, write
from crawler.matching.scoring import Scores

CONFIRM = 0.97
"""Calibrated probability from which a pair with a common number, a clear lead and no veto is
confirmed: chosen out of fold on train and valid, so that 99 % and more are right on every corpus by
itself (2026-11-29). What comes of it stands in the model's scores."""


def train(folder: Path, names: Sequence[str] = ()) -> Trained:
    """Fit on train and valid together, with what cross-validation and `valid` say of it."""
    names = names or sets_in(folder)
    loaded = [[load(folder, name, split) for split in ("train", "valid")] for name in names]
    lessons = [
        Lesson([*one.rows, *two.rows], np.concatenate([one.labels, two.labels]))
        for one, two in loaded
    ]
    judged = out_of_fold(lessons, FOLDS)
    threshold = best_threshold(judged)
    # The threshold of each part is the one that the other parts choose.
    others = [
        best_threshold([[p for m, p in enumerate(group) if m != n] for group in judged])
        for n in range(FOLDS)
    ]
    apart = out_of_fold(lessons, FOLDS, apart=True)
    valid = _valid([one for one, _ in loaded], [two for _, two in loaded])
    scores = {
        name: {
            "cross_validated": measured(judged[n], others),
            "unseen_products": measured(apart[n], [threshold] * FOLDS),
            "valid_from_train": measured(*valid[n]),
        }
        for n, name in enumerate(names)
    }
    first, second = fit_both(lessons, FOLDS)
    return Trained(
        names=features.NAMES,
        first=forest(first),
        second=forest(second),
        threshold=threshold,
        confirm=CONFIRM,
        scores=scores,
        corpora=digest(folder, names),
    )


def load(folder: Path, name: str, split: str) -> Lesson:
    """The pairs of one file; the rows are without their label."""
    with (folder / f"{name}_{split}.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return Lesson(rows, np.array([int(row.pop("label")) for row in rows], dtype=np.int64))


def _valid(
    lessons: Sequence[Lesson], exams: Sequence[Lesson]
) -> list[tuple[list[Judged], list[float]]]:
    """`valid`, by models and a threshold that know `train` only."""
    threshold = best_threshold(out_of_fold(lessons, FOLDS - 1))
    first, second = fit_both(lessons, FOLDS - 1)
    return [
        ([Judged(fold, say(second, with_context(fold.field, first)))], [threshold])
        for exam in exams
        for fold in folds_of(exam, 1)
    ]


def measured(judged: Sequence[Judged], thresholds: Sequence[float]) -> dict[str, Any]:
    """F1 of what is proposed or confirmed, precision and recall of what is confirmed."""
    labels = np.concatenate([one.fold.labels for one in judged])
    states = np.concatenate([_states(one, at) for one, at in zip(judged, thresholds, strict=True)])
    confirmed, positive = states == State.CONFIRMED, states != State.REJECTED
    right = int(labels[confirmed].sum())
    return {
        "pairs": len(labels),
        "matches": int(labels.sum()),
        "f1": round(f1(labels, positive), 4),
        "precision": round(float(labels[positive].mean()), 4),
        "recall": round(float(labels[positive].sum() / labels.sum()), 4),
        "confirmed": int(confirmed.sum()),
        "confirmed_right": right,
        "confirmed_precision": round(right / int(confirmed.sum()), 4) if confirmed.any() else None,
        "confirmed_recall": round(right / int(labels.sum()), 4),
    }


def _states(one: Judged, threshold: float) -> NDArray[np.str_]:
    field, said = one.fold.field, one.said
    probability = calibrated(said, threshold)
    scores = Scores(field, said.astype(np.float32), probability)
    rivals = runner_ups(probability, field.li, field.ri)
    return np.array(
        [decide(evidence(scores, at, rivals), CONFIRM).state for at in one.fold.at.tolist()]
    )


def sets_in(folder: Path) -> tuple[str, ...]:
    """The sets of pairs that a folder holds, by name."""
    return tuple(sorted(p.name.removesuffix("_train.csv") for p in folder.glob("*_train.csv")))


def digest(folder: Path, names: Sequence[str] = ()) -> str:
    """SHA-256 over the files in the order of `names`; of all sets when none are named."""
    names = names or sets_in(folder)
    whole = hashlib.sha256()
    for name in names:
        for split in ("train", "valid"):
            whole.update((folder / f"{name}_{split}.csv").read_bytes())
    return whole.hexdigest()


def main(arguments: Sequence[str]) -> None:
    """Train, write, and print what was measured."""
    if not arguments or not sets_in(Path(arguments[0])):
        sys.exit("usage: python -m crawler.matching.train CORPORA [OUT]; CORPORA has no pairs")
    trained = train(Path(arguments[0]))
    path = Path(arguments[1]) if len(arguments) > 1 else PATH
    write(trained, path)
    sys.stdout.write(json.dumps(trained.scores, indent=2) + "\n")
    sys.stdout.write(f"{path}: {path.stat().st_size:,} bytes, threshold {trained.threshold}\n")


if __name__ == "__main__":
    main(sys.argv[1:])
