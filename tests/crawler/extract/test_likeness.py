"""Fingerprints of texts: as like as the texts are."""

import pytest

from crawler.extract.likeness import BANDS, likeness_of, likeness_print

TEXT = [f"word{number}" for number in range(400)]


@pytest.mark.parametrize("changed", [0, 4, 10, 40, 400])
def test_it_tells_how_much_texts_have_in_common(changed: int) -> None:
    other = TEXT[: 400 - changed] + [f"new{number}" for number in range(changed)]
    triples = [set(zip(text, text[1:], text[2:], strict=False)) for text in (TEXT, other)]
    true = len(triples[0] & triples[1]) / len(triples[0] | triples[1])
    estimate = likeness_of(likeness_print(TEXT), likeness_print(other))
    assert estimate == pytest.approx(true, abs=0.15)


def test_letter_case_counts_nothing_and_a_short_text_has_none() -> None:
    assert likeness_print(TEXT) == likeness_print([word.upper() for word in TEXT])
    assert likeness_print(["two", "words"]) == ""


def test_it_is_the_same_every_night() -> None:
    """It is kept in runs: another machine or version must make the same."""
    assert (
        likeness_print(["one", "two", "three"])[:8] == likeness_print(["ONE", "two", "three"])[:8]
    )
    assert len(likeness_print(TEXT)) == BANDS[-1].stop
