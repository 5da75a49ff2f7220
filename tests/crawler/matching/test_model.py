"""The trees in numpy say what scikit-learn says; the file comes back as it was."""

from pathlib import Path

import numpy as np
import pytest

from crawler.errors import StorewalkError
from crawler.matching import context, features, fit, model
from crawler.matching.model import Trained


def test_numpy_and_scikit_learn_agree() -> None:
    chance = np.random.default_rng(7)
    table = chance.normal(size=(600, 12)).astype(np.float32).round(1)
    labels = (table[:, 0] + table[:, 1] * table[:, 2] > 0.5).astype(np.int64)
    models = fit.fit_table(table, labels, 2)
    fresh = chance.normal(size=(500, 12)).astype(np.float32).round(1)
    said = fit.forest(models).probability(fresh)
    assert np.abs(said - fit.say(models, fresh)).max() < 1e-6


def test_a_written_model_is_read_as_it_was(tmp_path: Path) -> None:
    shipped = model.load()
    path = tmp_path / "model.json.gz"
    model.write(shipped, path)
    assert path.read_bytes() == model.PATH.read_bytes()


def test_a_model_of_another_version_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "model.json.gz"
    shipped = model.load()
    monkeypatch.setattr(model, "VERSION", 99)
    model.write(shipped, path)
    monkeypatch.setattr(model, "VERSION", 1)
    with pytest.raises(StorewalkError, match="version 99"):
        model.load(path)


def test_the_shipped_model_takes_the_features_that_there_are() -> None:
    shipped: Trained = model.load()
    assert shipped.names == features.NAMES
    assert shipped.first.feature.max() < len(features.NAMES)
    assert shipped.second.feature.max() < len(features.NAMES) + len(context.NAMES)


def test_the_shipped_model_is_small() -> None:
    assert model.PATH.stat().st_size < 1_000_000


def test_half_is_where_proposing_begins() -> None:
    shipped = model.load()
    said = shipped.calibrated(np.array([shipped.threshold, 0.0, 1.0]))
    assert said.round(3).tolist() == [0.5, 0.0, 1.0]
