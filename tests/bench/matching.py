"""`matching`: a whole catalogue against several competitors, beside plain nearest neighbours."""

import argparse
import json
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from crawler.errors import StorewalkError
from tests.bench.goods import Market, market
from tests.bench.measure import Weight, weigh
from tests.bench.table import markdown
from tests.command import environment

OWN, RIVALS = 20_000, 5
LIMIT_S, LIMIT_MB = 600.0, 2 * 1024**3 / 1e6
"""What the issue allows: 10 minutes and 2 GiB, on 2 cores."""
BASELINE = "tfidf-nearest"
NAMES = ("storewalk", BASELINE)
_LEAST = 0.6
"""Cosine from which the baseline calls two products one: the best one on Walmart-Amazon lies
between 0.56 and 0.76 (our notes on matching)."""


@dataclass(frozen=True, slots=True)
class Matched:
    """One contestant, measured."""

    name: str
    own: int
    rivals: int
    weight: Weight
    found: int
    right: int
    """Of those found."""
    confirmed: int
    confirmed_right: int
    matches: int
    """That there are."""


def measure_matching(own: int = OWN, rivals: int = RIVALS, limit_s: float = 3600) -> list[Matched]:
    """Each contestant in a process of its own. Raises StorewalkError when one fails."""
    measured = []
    for name in NAMES:
        command = [sys.executable, "-m", "tests.bench.matching", name, str(own), str(rivals)]
        with tempfile.TemporaryDirectory() as place:
            folder = Path(place)
            weight = weigh(command, folder=folder, env=environment(), limit_s=limit_s)
            if weight.exit_code != 0:
                raise StorewalkError(f"{name} failed: {weight.said}")
            counts = json.loads((folder / "stdout.txt").read_text())
        measured.append(Matched(name=name, own=own, rivals=rivals, weight=weight, **counts))
    return measured


def matching_table(measured: list[Matched]) -> str:
    """A row a contestant."""
    cells = [["matcher", "products", "seconds", "CPU s", "peak MB", "precision", "recall",
              "confirmed", "of them right"]]  # fmt: skip
    for one in measured:
        sure = f"{one.confirmed_right / one.confirmed:.2%}" if one.confirmed else ""
        cells.append([
            one.name, f"{one.own:,} x {one.rivals}", f"{one.weight.wall_s:.0f}",
            f"{one.weight.cpu_s:.0f}", f"{one.weight.peak_mb:.0f}",
            f"{one.right / max(one.found, 1):.1%}", f"{one.right / one.matches:.1%}",
            f"{one.confirmed:,}" if one.confirmed else "", sure,
        ])  # fmt: skip
    first = measured[0].weight
    fits = first.wall_s < LIMIT_S and first.peak_mb < LIMIT_MB
    limit = f"Asked: under {LIMIT_S:.0f} s and {LIMIT_MB:.0f} MB."
    return f"{markdown(cells)}\n\n{limit} {'Kept.' if fits else 'NOT kept.'}"


def _storewalk(goods: Market) -> Iterator[tuple[int, int, bool, int]]:
    from crawler.matching import model
    from crawler.matching.catalogue import match_lists

    trained = model.load()
    for number, rival in enumerate(goods.rivals):
        for link in match_lists(goods.own, rival, trained):
            yield link.left, link.right, link.match.state == "confirmed", number


def _nearest(goods: Market) -> Iterator[tuple[int, int, bool, int]]:
    """What a first attempt would be: scikit-learn's TF-IDF of character 3- and 4-grams."""
    from sklearn.feature_extraction.text import TfidfVectorizer

    for number, rival in enumerate(goods.rivals):
        vectors = TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 4), dtype=np.float32)
        left = vectors.fit_transform([one.title for one in goods.own])
        right = vectors.transform([one.title for one in rival]).T.tocsr()
        for start in range(0, left.shape[0], 500):
            dense = (left[start : start + 500] @ right).toarray()
            best = dense.argmax(axis=1)
            for row, column in enumerate(best.tolist()):
                if dense[row, column] >= _LEAST:
                    yield start + row, column, False, number


def main() -> None:
    """One contestant: python -m tests.bench.matching NAME OWN RIVALS"""
    parser = argparse.ArgumentParser()
    parser.add_argument("name", choices=NAMES)
    parser.add_argument("own", type=int)
    parser.add_argument("rivals", type=int)
    asked = parser.parse_args()
    goods = market(asked.own, asked.rivals)
    found = right = confirmed = sure = 0
    for i, j, certain, number in (_storewalk if asked.name == "storewalk" else _nearest)(goods):
        hit = goods.truth[number].get(i) == j
        found, right = found + 1, right + hit
        confirmed, sure = confirmed + certain, sure + (certain and hit)
    counts = {"found": found, "right": right, "confirmed": confirmed, "confirmed_right": sure}
    print(json.dumps(counts | {"matches": sum(map(len, goods.truth))}))


if __name__ == "__main__":
    main()
