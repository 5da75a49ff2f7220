"""How well pairs of public corpora are told apart. Skipped where the corpora are not at hand."""

import os
from pathlib import Path

import pytest

from crawler.matching import model, train

ROOT = Path(__file__).parents[3]
CORPORA = Path(os.environ.get("STOREWALK_CORPORA", ROOT.parent / "shared" / "corpora"))
PAIRS = CORPORA / "matching"

NEEDED = {"abt-buy": 0.90, "amazon-google": 0.75, "walmart-amazon": 0.87}
"""F1 that the matcher is held to."""

with_corpora = pytest.mark.skipif(
    not PAIRS.is_dir(),
    reason="the corpora of product pairs are not here; set STOREWALK_CORPORA to their folder",
)


@pytest.mark.parametrize("name", NEEDED)
def test_the_shipped_model_was_measured_above_what_is_needed(name: str) -> None:
    scores = model.load().scores[name]
    assert scores["cross_validated"]["f1"] >= NEEDED[name]
    precision = scores["cross_validated"]["confirmed_precision"]
    assert precision is None or precision >= 0.99, "none confirmed, or nearly all right"


@with_corpora
def test_the_shipped_model_is_of_these_corpora() -> None:
    assert model.load().corpora == train.digest(PAIRS)


@with_corpora
@pytest.mark.slow
def test_training_again_gives_the_same_model_and_scores() -> None:
    """Other versions of the libraries may differ in the last digits, and so in a pair or two."""
    shipped, again = model.load(), train.train(PAIRS)
    assert again.names == shipped.names
    assert again.threshold == pytest.approx(shipped.threshold, abs=0.05)
    for name, parts in shipped.scores.items():
        for part, figures in parts.items():
            assert again.scores[name][part]["f1"] == pytest.approx(figures["f1"], abs=0.01)
