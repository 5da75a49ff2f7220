"""Candidates by character n-grams."""

import numpy as np

from crawler.matching.candidates import nearest
from crawler.matching.vectors import gram_counts, pair_dots, rarity, weighted

LEFT = ("canon powershot sx110", "garden hose", "")
RIGHT = ("garden hose 10 m", "canon sx110is power shot", "canon powershot a1000", "blue mug")


def test_the_nearest_titles_are_found_however_they_are_split() -> None:
    counts = gram_counts(LEFT), gram_counts(RIGHT)
    weights = rarity(*counts)
    left, right = (weighted(one, weights, unit=True) for one in counts)
    li, ri, score = nearest(left, right, 2)
    found = {(int(i), int(j)) for i, j in zip(li, ri, strict=True)}
    assert {(0, 1), (0, 2), (1, 0)} <= found
    assert 2 not in li, "an empty title is near to none"
    assert np.allclose(score, pair_dots(left, right, li, ri), atol=1e-5)


def test_no_more_are_found_than_asked_for() -> None:
    counts = gram_counts(LEFT), gram_counts(RIGHT)
    weights = rarity(*counts)
    left, right = (weighted(one, weights, unit=True) for one in counts)
    li, _, _ = nearest(left, right, 1)
    assert li.tolist() == [0, 1]
    assert nearest(left[:0], right, 1)[0].tolist() == []
