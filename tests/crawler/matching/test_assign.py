"""One to one, and the runner-up."""

import numpy as np
import pytest

from crawler.matching.assign import lead, one_to_one, runner_ups

PROBABILITY = np.array([0.9, 0.8, 0.7, 0.6, 0.2])
LEFT = np.array([0, 0, 1, 2, 3])
RIGHT = np.array([0, 1, 0, 2, 3])


def test_no_product_is_matched_twice() -> None:
    kept = one_to_one(PROBABILITY, LEFT, RIGHT, 0.5)
    assert kept.tolist() == [0, 3]


def test_the_runner_up_is_the_best_other_pair_of_either_product() -> None:
    found = runner_ups(PROBABILITY, LEFT, RIGHT)
    assert found[:3].tolist() == [0.8, 0.9, 0.9]
    assert np.isnan(found[3])


def test_a_lead_is_negative_where_another_pair_is_better() -> None:
    found = lead(PROBABILITY.astype(np.float32), LEFT)
    assert found.tolist() == pytest.approx([0.1, -0.1, 1, 1, 1])


def test_nothing_to_assign_is_no_fault() -> None:
    nothing = np.zeros(0)
    none = np.zeros(0, dtype=np.int64)
    assert one_to_one(nothing, none, none, 0.5).tolist() == []
